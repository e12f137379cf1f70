"""What an account adds to a request: its address and its credentials, as variables of the environment."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from generator.definition.integration import (
    ApiKeyAuth,
    BasicAuth,
    BearerTokenAuth,
    NameValue,
    OAuth2Auth,
)
from generator.languages.shell import Part, Variable
from generator.model.integration import Credential, Integration
from integrations_runtime.encoding import path_segment

Parts: TypeAlias = tuple[Part, ...]

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Proof:
    """How a request proves who sends it."""

    headers: tuple[tuple[str, Parts], ...] = ()
    query: tuple[Parts, ...] = ()
    """`name=value` each."""
    user: Parts = ()
    """`name:password`."""
    comment: str | None = None
    """What must be known of a variable."""


def base_url(integration: Integration) -> Parts:
    """Returns the address of the vendor; some function can be called."""
    assert integration.base_url is not None
    return _filled(integration.base_url, _variables(integration.settings))


def constant_headers(integration: Integration) -> tuple[tuple[str, Parts], ...]:
    """Returns the headers of every request. curl leaves out those whose variable is empty, as clients do."""
    settings = _variables(integration.settings)
    return tuple((name, _filled(value, settings)) for name, value in integration.headers.items())


def proof(integration: Integration) -> Proof:
    """Returns what the credentials add."""
    variables = _variables((*integration.settings, *integration.credentials))
    match integration.auth:
        case ApiKeyAuth(headers=headers, parameters=parameters):
            return Proof(
                tuple((each.name, _filled(each.value, variables)) for each in headers),
                tuple(_pair(each, variables) for each in parameters),
            )
        case BearerTokenAuth(token=token):
            return Proof((("Authorization", ("Bearer ", variables[token])),))
        case BasicAuth(templates=(username, password)):
            return Proof(user=(*_filled(username, variables), ":", *_filled(password, variables)))
        case OAuth2Auth(token_url=url):
            name = f"{integration.name.upper()}_ACCESS_TOKEN"
            return Proof(
                (("Authorization", ("Bearer ", Variable(name))),),
                comment=f"{name} is an access token from {url}",
            )
        case _:
            return Proof()


def _variables(values: Iterable[Credential]) -> Mapping[str, Variable]:
    return {each.key: Variable(each.env[0], each.default) for each in values}


def _filled(template: str, variables: Mapping[str, Variable]) -> Parts:
    texts = _PLACE.split(template)  # constant, place, constant, …
    places = [variables[place] for place in texts[1::2]]
    parts = [texts[0], *chain.from_iterable(zip(places, texts[2::2], strict=True))]
    return tuple(part for part in parts if part != "")


def _pair(query: NameValue, variables: Mapping[str, Variable]) -> Parts:
    value = _filled(query.value, variables)
    encoded = [path_segment(part) if isinstance(part, str) else part for part in value]
    return (f"{path_segment(query.name)}=", *encoded)
