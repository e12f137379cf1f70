"""The kinds of code that are compared, and what each of them can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final, Protocol

EVENTS: Final = 1000
MODELS: Final = 20
AT_ONCE: Final = 50
TEXT: Final = "Hello, how can I help you today?"
MESSAGES: Final = ({"role": "user", "content": "Hi"},)


class Calls(Protocol):
    """One client, synchronous from the beginning, asynchronous after `open_async`."""

    def further_client(self) -> object:
        """Makes the client of another account."""
        ...

    def list_models(self) -> int:
        """Asks for the models, and returns how many there are."""
        ...

    def chat(self) -> str | None:
        """Asks for a chat answer, and returns its text."""
        ...

    def stream(self) -> int:
        """Reads a streamed chat answer, the text of each event too, and returns the number of events."""
        ...

    def open_async(self) -> None:
        """Makes the asynchronous client, in a running event loop."""
        ...

    async def chat_async(self) -> str | None:
        """The same as `chat`."""
        ...

    async def stream_async(self) -> int:
        """The same as `stream`."""
        ...

    async def aclose(self) -> None:
        """Closes the asynchronous client."""
        ...


@dataclass(frozen=True)
class Kind:
    """One kind of code: `module` is in this package, `imports` and `client` are statements for a process of their own."""

    name: str
    module: str
    imports: str
    client: str


BY_HAND: Final = Kind(
    "by hand", "by_hand", "import httpx; from pydantic import BaseModel", "httpx.Client()"
)
OURS: Final = Kind("ours", "ours", "from integrations.groq import Groq", "Groq()")
_SDKS: Final = (
    Kind("groq", "groq_sdk", "from groq import Groq", "Groq()"),
    Kind("mistralai", "mistral_sdk", "from mistralai.client import Mistral", "Mistral()"),
)


def installed() -> Sequence[Kind]:
    """The kinds that this interpreter can run."""
    return (BY_HAND, OURS, *(each for each in _SDKS if find_spec(each.name) is not None))


def missing() -> Sequence[str]:
    """The SDKs that are not installed."""
    return [each.name for each in _SDKS if find_spec(each.name) is None]
