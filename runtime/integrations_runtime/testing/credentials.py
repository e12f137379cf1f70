"""Credentials on the vendor's side: made up for clients, looked for in requests, kept out of what is recorded."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection, Mapping
from typing import TypeAlias
from urllib.parse import unquote_plus

from ..spec import AuthSpec, IntegrationSpec
from .messages import Incoming
from .texts import read_pairs

_PLACE = re.compile(r"\{(\w+)\}")
_HIDDEN_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})

Valid: TypeAlias = Mapping[str, Collection[str]]
"""The values that are accepted, by the key of the credential; a key that is missing accepts every value."""


def made_up(spec: IntegrationSpec, valid: Valid) -> dict[str, str]:
    """A value for each credential: the first one that is accepted."""
    keys = [each["key"] for each in spec["credentials"]]
    made = {key: f"mock-{key.replace('_', '-')}" for key in keys}
    return made | {key: next(iter(valid[key])) for key in keys if valid.get(key)}


class Guard:
    """Lets requests in, or says why not."""

    def __init__(self, spec: IntegrationSpec, valid: Valid) -> None:
        self._auth: AuthSpec = spec["auth"]
        self._valid = valid
        self._optional = not any(each.get("required", True) for each in spec["credentials"])
        header, query = self._auth.get("header"), self._auth.get("query")
        self.hidden_headers = _HIDDEN_HEADERS | frozenset(
            {header["name"].lower()} if header else ()
        )
        self.query_name = query["name"] if query else ""

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

    def _find(self, request: Incoming) -> tuple[str | None, Mapping[str, str] | None]:
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
                if (place := self._auth.get("header")) is not None:
                    return self._header(request, place["name"].lower(), place["value"])
                return self._query(request)

    def _header(
        self, request: Incoming, name: str, template: str
    ) -> tuple[str | None, Mapping[str, str] | None]:
        return self._filled(request.headers.get(name), template, f"The header '{name}'")

    def _query(self, request: Incoming) -> tuple[str | None, Mapping[str, str] | None]:
        given = {name: unquote_plus(text) for name, text in read_pairs(request.query)}
        place = self._auth.get("query", {"name": "", "value": ""})
        where = f"The query parameter '{place['name']}'"
        return self._filled(given.get(place["name"]), place["value"], where)

    def _filled(
        self, text: str | None, template: str, where: str
    ) -> tuple[str | None, Mapping[str, str] | None]:
        if text is None:
            return self._absent(f"{where} with the credentials is missing."), None
        parts = _PLACE.split(template)  # constant, key, constant, …
        found = re.fullmatch("(.*)".join(map(re.escape, parts[::2])), text, re.DOTALL)
        if found is None:
            return f"{where} does not have the form of credentials.", None
        return None, dict(zip(parts[1::2], found.groups(), strict=True))

    def _basic(self, request: Incoming) -> tuple[str | None, Mapping[str, str] | None]:
        text = request.headers.get("authorization")
        if text is None:
            return self._absent("The header 'authorization' with the credentials is missing."), None
        kind, _, encoded = text.partition(" ")
        try:
            pair = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            pair = ""
        user, colon, password = pair.partition(":")
        if kind.lower() != "basic" or not colon:
            return "The header 'authorization' does not have the form of credentials.", None
        keys = self._auth.get("username"), self._auth.get("password")
        found = {key: each for key, each in zip(keys, (user, password), strict=True) if key}
        return None, found

    def _absent(self, sentence: str) -> str | None:
        return None if self._optional else sentence
