"""The generated clients, by name of their integration."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..client import Client
from ..errors import ConfigurationError


def client_class(integration: str) -> type[Client]:
    """The client of an integration that is there. Raises `ConfigurationError` for one that has none."""
    module = import_module(f"integrations.{integration}.client")
    for value in vars(module).values():
        if _is_client(value, module.__name__):
            found: type[Client] = value
            return found
    raise ConfigurationError(f"integrations.{integration} has no client")


def _is_client(value: Any, module: str) -> bool:
    return isinstance(value, type) and issubclass(value, Client) and value.__module__ == module
