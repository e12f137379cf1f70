"""Credentials on the vendor's side: made up for clients, looked for in requests, kept out of what is recorded."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias
from urllib.parse import unquote_plus

from ..places import PLACE, headers, pair, parameters
from ..spec import AuthSpec, IntegrationSpec
from .messages import Incoming
from .texts import read_pairs

_HIDDEN_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})

Valid: TypeAlias = Mapping[str, Collection[str]]
"""The values that are accepted, by the key of the credential; a key that is missing accepts every value."""


def made_up(spec: IntegrationSpec, valid: Valid) -> dict[str, str]:
    """A value for each credential: the first one that is accepted."""
    keys = [each["key"] for each in spec["credentials"]]
    made = {key: f"mock-{key.replace('_', '-')}" for key in keys}
    return made | {key: next(iter(valid[key])) for key in keys if valid.get(key)}


_Found: TypeAlias = "tuple[str | None, Mapping[str, str] | None]"
"""A sentence where there are no credentials but should be, and the credentials that were sent."""


class Guard:
    """Lets requests in, or says why not."""

    def __init__(self, spec: IntegrationSpec, valid: Valid) -> None:
        self._auth: AuthSpec = spec["auth"]
        self._valid = valid
        self._optional = not any(each.get("required", True) for each in spec["credentials"])
        self._keys = {each["key"] for each in spec["credentials"]} | {"access_token"}
        self.hidden_headers = _HIDDEN_HEADERS.union(
            each["name"].lower() for each in headers(self._auth)
        )
        self.query_names = frozenset(each["name"] for each in parameters(self._auth))

    def problem(self, request: Incoming) -> str | None:
        """What is wrong with a request's credentials; never what they are."""
        problem, found = self._find(request)
        if found is None:
            return problem
        if found and not any(found.values()):
            return "The credentials are empty."
        for key, value in found.items():
            if key in self._valid and value not in self._valid[key]:
                return f"The credential {key} is not valid."
        return None

    def _find(self, request: Incoming) -> _Found:
        """A sentence where there are no credentials but should be, and the credentials that were sent."""
        match self._auth["strategy"]:
            case "none":
                return None, {}
            case "basic":
                return self._basic(request)
            case "bearer_token":
                token = self._auth.get("token", "token")
                return self._header(request, "authorization", f"Bearer {{{token}}}")
            case "oauth2":
                return self._header(request, "authorization", "Bearer {access_token}")
            case "api_key":
                return _together(self._places(request))

    def _header(self, request: Incoming, name: str, template: str) -> _Found:
        return self._filled(request.headers.get(name), template, f"The header '{name}'")

    def _places(self, request: Incoming) -> Iterable[_Found]:
        given = {name: unquote_plus(text) for name, text in read_pairs(request.query)}
        for place in headers(self._auth):
            yield self._header(request, place["name"].lower(), place["value"])
        for place in parameters(self._auth):
            where = f"The query parameter '{place['name']}'"
            yield self._filled(given.get(place["name"]), place["value"], where)

    def _filled(self, text: str | None, template: str, where: str) -> _Found:
        if text is None:
            return self._absent(f"{where} with the credentials is missing."), None
        found = self._read(template, text)
        if found is None:
            return f"{where} does not have the form of credentials.", None
        return None, found

    def _read(self, template: str, text: str) -> Mapping[str, str] | None:
        """The credentials in a filled template; None where it is filled in no way."""
        parts = PLACE.split(template)  # constant, key, constant, …
        found = re.fullmatch("(.*)".join(map(re.escape, parts[::2])), text, re.DOTALL)
        if found is None:
            return None
        values = zip(parts[1::2], found.groups(), strict=True)
        return {key: value for key, value in values if key in self._keys}

    def _basic(self, request: Incoming) -> _Found:
        text = request.headers.get("authorization")
        if text is None:
            return self._absent("The header 'authorization' with the credentials is missing."), None
        kind, _, encoded = text.partition(" ")
        try:
            plain = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            plain = ""
        user, colon, password = plain.partition(":")
        template, secret = pair(self._auth)
        named = self._read(template, user)
        proved = self._read(secret, password) if secret else dict[str, str]()
        if kind.lower() != "basic" or not colon or named is None or proved is None:
            return "The header 'authorization' does not have the form of credentials.", None
        return None, {**named, **proved}

    def _absent(self, sentence: str) -> str | None:
        return None if self._optional else sentence


def _together(parts: Iterable[_Found]) -> _Found:
    """What was found in several places, or the first problem."""
    found = dict[str, str]()
    for problem, values in parts:
        if problem is not None:
            return problem, None
        found |= values or {}
    return None, found
