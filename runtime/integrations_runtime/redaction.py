"""How credentials are found in a text, and blacked out."""

import json
import re
from collections.abc import Iterable
from typing import Final, Protocol
from urllib.parse import quote, quote_plus
from weakref import ref

BLACKED_OUT: Final = "[redacted]"
_USER: Final = re.compile(r"//[^/?#]*@")
_SHORTEST: Final = 4  # a shorter one would black out half of every text


def spellings(secrets: Iterable[str]) -> tuple[str, ...]:
    """Every spelling under which secrets might come back, longest first: as they are, percent-encoded, in JSON."""
    found = {spelling for secret in secrets for spelling in _spellings(secret)}
    return tuple(sorted((each for each in found if len(each) >= _SHORTEST), key=len, reverse=True))


def black_out(text: str, spelled: Iterable[str]) -> str:
    """`text` without what `spellings` gave."""
    for secret in spelled:
        if secret in text:
            text = text.replace(secret, BLACKED_OUT)
    return text


def black_out_address(address: str) -> str:
    """An address of the vendor's making, without what may let anyone in who has it: a user, the values in its query."""
    before, mark, query = address.partition("#")[0].partition("?")
    pairs = [each.partition("=") for each in query.split("&") if each]
    shown = [f"{name}={BLACKED_OUT}" if equals else BLACKED_OUT for name, equals, _ in pairs]
    return f"{_USER.sub(f'//{BLACKED_OUT}@', before)}{mark}{'&'.join(shown)}"


def black_out_location(name: str, value: str) -> str:
    """The value of a header, which names such an address where it is a `Location`."""
    return black_out_address(value) if name == "location" else value


class Redacting(Protocol):
    """What knows the credentials of an account."""

    def redact(self, text: str) -> str:
        """`text` with every credential in it blacked out."""
        ...


_in_use: dict[int, ref[Redacting]] = {}


def register(owner: Redacting) -> None:
    """Has `redact_all` ask `owner`, for as long as it lives."""
    key = id(owner)
    _in_use[key] = ref(owner, lambda _: _in_use.pop(key, None))


def redact_all(text: str) -> str:
    """`text` without the credentials of every account for which this process has a client."""
    for each in list(_in_use.values()):
        owner = each()
        if owner is not None:
            text = owner.redact(text)
    return text


def _spellings(secret: str) -> tuple[str, ...]:
    return (
        secret,
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        quote(secret, safe="", errors="surrogateescape"),
        quote_plus(secret, errors="surrogateescape"),
    )
