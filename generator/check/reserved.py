"""Names that generated code has already, and what must not be called like it."""

from functools import cache

CONSTRUCTOR = frozenset(
    {
        "account",
        "base_url",
        "credentials",
        "http_client",
        "max_retries",
        "observers",
        "policy",
        "self",
        "timeout",
    }
)
"""Arguments of every client, beside which credentials and settings stand."""

METHOD = frozenset({"options", "self"})
"""Parameters of every method."""

MODULE = frozenset(
    {"Any", "False", "Literal", "None", "True", "TypeAlias", "TypedDict", "NotRequired"}
)
"""What generated modules of types import, or Python reserves."""

ANNOTATIONS = frozenset({"bool", "float", "int", "str"})
"""Built-in types that annotations inside the client class use: a method of that name would hide them."""


@cache
def client_attributes() -> frozenset[str]:
    """Returns the public attributes of every client."""
    from integrations_runtime.async_client import AsyncClient
    from integrations_runtime.client import Client

    return frozenset(name for name in (*dir(Client), *dir(AsyncClient)) if not name.startswith("_"))
