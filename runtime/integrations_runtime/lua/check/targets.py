"""What a path below `app` leads to, as the prelude finds it when a script runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from ..modules import is_integration_name, suggest
from .facts import Integration, Integrations
from .paths import Path
from .problem import Rule
from .values import Signature

DEFAULT: Final = "default"


@dataclass(frozen=True, slots=True)
class Place:
    """Something on the way to a function. `mistake` is what a call of it is told."""

    mistake: tuple[Rule, str]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A path on which a script stops: why, and after how many names."""

    rule: Rule
    message: str
    length: int
    hint: str = ""


Target: TypeAlias = "Signature | Place | Wrong"


def target(path: Path, integrations: Integrations) -> Target:
    """What a path leads to."""
    if len(path) > 1 and path[1] != "integrations":
        meant = integrations.find(path[1])
        hint = "integrations are in app.integrations"
        hint = hint if meant is None else f"did you mean app.integrations.{path[1]}?"
        return Wrong("unknown-name", f"Unknown name: app.{path[1]}", 2, hint)
    if len(path) < 3:
        return Place(("wrong-call", f"{'.'.join(path)} is not a function"))
    integration = integrations.find(path[2])
    if integration is not None:
        return _inside(path, integration)
    message = _with_hint(
        f"Unknown integration: {'.'.join(path[:3])}", integrations.suggest(path[2])
    )
    return Wrong("unknown-integration", message, 3)


def _inside(path: Path, integration: Integration) -> Target:
    shown = ".".join(path)
    if len(path) == 3 or (len(path) == 4 and path[3] == DEFAULT):
        return Place(("wrong-call", f"{shown} is not a function"))
    if path[3] in integration.names:
        return _function(path, 4, integration)
    if path[3] != DEFAULT and not is_integration_name(path[3]):
        return Wrong("unknown-function", _unknown(path[:4], integration), 4)
    if len(path) == 4:  # any name may be that of an account
        return Place(("unknown-function", _unknown(path, integration)))
    if path[4] in integration.names:
        return _function(path, 5, integration)
    return Wrong("unknown-function", _unknown(path[:5], integration), 5)


def _function(path: Path, length: int, integration: Integration) -> Target:
    if len(path) == length:
        return integration.signature(path[-1])
    message = f"{'.'.join(path[:length])} is a function; call it to have its {path[length]}"
    return Wrong("wrong-call", message, length + 1)


def _unknown(path: Path, integration: Integration) -> str:
    close = suggest(path[-1], sorted(integration.names)).decode()
    return _with_hint(f"Unknown function: {'.'.join(path)}", close)


def _with_hint(message: str, close: str) -> str:
    return f"{message}. Did you mean: {close}?" if close else message
