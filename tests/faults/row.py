"""A row of the table of faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from integrations_runtime import IntegrationError
from integrations_runtime.options import RequestOptions
from tests.faults.scripts import Script

ALL: Final = ("read", "safe", "keyed", "plain")


@dataclass(frozen=True)
class Row:
    """A fault that never ends, and what becomes of calls with two retries."""

    name: str
    rule: str
    """The name of the rule in `RULES` that it is an instance of."""
    script: Script | None
    """None: nobody listens."""
    safe: int
    """Attempts of a call that is safe to repeat."""
    plain: int
    """Attempts of every other write."""
    error: type[IntegrationError]
    message: str
    """The error's message; with `…` at the end its beginning."""
    wait: float | None = None
    """Seconds that the vendor asks to wait; None for our own backoff."""
    retry_after: float | None = None
    """What the error says about it."""
    body: str | None = None
    """Excerpt of the answer in the error, where there is one."""
    unread: bool = False
    """Whether the server never reads the requests."""
    timeout: float = 5
    scheme: str = "http"
    functions: tuple[str, ...] = ALL
    options: RequestOptions | None = None
