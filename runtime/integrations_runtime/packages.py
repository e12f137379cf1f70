"""The generated packages, found by the name of their integration. Nothing else in the runtime looks for client classes."""

from importlib import import_module
from typing import Any, TypeVar

from .async_client import AsyncClient
from .client import Client
from .errors import ConfigurationError

ClientT = TypeVar("ClientT", Client, AsyncClient)


def client_class(integration: str) -> type[Client]:
    """The client of an integration that is there. Raises `ConfigurationError` for one that has none."""
    return _own(integration, Client)


def async_client_class(integration: str) -> type[AsyncClient]:
    """The same, for its asynchronous client."""
    return _own(integration, AsyncClient)


def _own(integration: str, base: type[ClientT]) -> type[ClientT]:
    module = import_module(f"integrations.{integration}.client")
    for value in vars(module).values():
        found: Any = value
        if (
            isinstance(found, type)
            and issubclass(found, base)
            and found.__module__ == module.__name__
        ):
            return found
    raise ConfigurationError(f"integrations.{integration} has no client")
