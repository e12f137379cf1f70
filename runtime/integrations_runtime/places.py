"""Where the credentials of an account travel: the templates that an integration names."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from .spec import AuthSpec, NameValueSpec

PLACE: Final = re.compile(r"\{(\w+)\}")
"""A placeholder of a template."""

Places: TypeAlias = Sequence[NameValueSpec]


def headers(auth: AuthSpec) -> Places:
    """The headers that carry an API key; empty for other strategies."""
    return _listed(auth.get("header"))


def parameters(auth: AuthSpec) -> Places:
    """The query parameters that carry an API key; empty for other strategies."""
    return _listed(auth.get("query"))


def pair(auth: AuthSpec) -> tuple[str, str]:
    """The templates of user name and password; empty for strategies other than basic."""
    return _template(auth.get("username", "")), _template(auth.get("password", ""))


def templates(auth: AuthSpec) -> tuple[str, ...]:
    """Every template that may hold settings."""
    return (*(each["value"] for each in (*headers(auth), *parameters(auth))), *pair(auth))


def fill(template: str, values: Mapping[str, str]) -> str | None:
    """`template` with its `{places}` filled; None when a value for one is missing."""
    if any(place not in values for place in PLACE.findall(template)):
        return None
    return PLACE.sub(lambda place: values[place[1]], template)


def _listed(places: NameValueSpec | Places | None) -> Places:
    if places is None:
        return ()
    return places if isinstance(places, Sequence) else (places,)


def _template(text: str) -> str:
    """A key stands for its value."""
    return f"{{{text}}}" if text and "{" not in text else text
