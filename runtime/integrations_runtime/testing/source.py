"""What a mock vendor is made from: the spec of an integration, what the vendor answers, and the clients."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..errors import ConfigurationError
from ..resources import find
from ..spec import IntegrationSpec
from ..suggest import nearest

if TYPE_CHECKING:
    from ..async_client import AsyncClient
    from ..client import Client


@dataclass(frozen=True, slots=True)
class Source:
    """An integration as a mock vendor needs it. `answers` is the content of `mock/<integration>.json`."""

    spec: IntegrationSpec
    answers: Mapping[str, Any] = field(repr=False)
    client: type[Client]
    async_client: type[AsyncClient]


def known() -> list[str]:
    """The names of the integrations that have a mock vendor."""
    return sorted(path.stem for path in find("mock").glob("*.json"))


def source_of(given: object) -> Source:
    """The source for the name of an integration, or for itself; raises `ConfigurationError` for anything else."""
    from ..client import Client
    from .checks import shown

    if isinstance(given, str):
        return load(given)
    if isinstance(given, Source):
        return given
    sentence = f"integration must be the name of an integration or a Source, not {shown(given)}."
    if isinstance(given, type) and issubclass(given, Client) and hasattr(given, "SPEC"):
        sentence += f" Did you mean '{given.SPEC['name']}'?"
    raise ConfigurationError(sentence)


def load(integration: str) -> Source:
    """The source for an integration of the generated package; raises `ConfigurationError` where there is none."""
    from ..packages import async_client_class, client_class

    names = known()
    if integration not in names:
        similar = nearest(integration, names)
        hint = f"Did you mean '{similar[0]}'?" if similar else f"There are: {', '.join(names)}."
        raise ConfigurationError(f"There is no integration '{integration}'. {hint}")
    answers = json.loads((find("mock") / f"{integration}.json").read_bytes())
    client, async_client = client_class(integration), async_client_class(integration)
    return Source(client.SPEC, answers, client, async_client)
