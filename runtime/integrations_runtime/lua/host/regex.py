"""Regular expressions for scripts: those of the package regex, which has what PCRE has and a time limit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ...spec import JSON

_LONGEST: Final = 5.0
_MOST: Final = 50_000
_FLAGS: Final = {"i": "IGNORECASE", "m": "MULTILINE", "s": "DOTALL", "x": "VERBOSE"}


class RegexError(ValueError):
    """A pattern or text that cannot be used; the message is a sentence."""


def find_first(text: bytes, pattern: bytes, flags: bytes, seconds: float) -> JSON:
    """The first match as a list of its groups and a map of the named ones, or None. Raises `RegexError`."""
    for match in _matches(text, pattern, flags, seconds):
        return _plain(match)
    return None


def find_all(text: bytes, pattern: bytes, flags: bytes, seconds: float) -> JSON:
    """All matches, each with the text before it; the text after the last one; and what their groups are called. Raises `RegexError`."""
    found: list[JSON] = []
    known: list[JSON] = []
    end = 0
    source = ""
    for match in _matches(text, pattern, flags, seconds):
        source = match.string
        known = known or [*range(1, match.re.groups + 1), *match.re.groupindex]
        found.append({**_plain(match), "before": source[end : match.start()]})
        end = match.end()
        if len(found) > _MOST:
            raise RegexError(f"The pattern matches more than {_MOST} times")
    return {
        "matches": found,
        "known": known,
        "rest": source[end:] if found else _decoded(text, "The text"),
    }


def _matches(text: bytes, pattern: bytes, flags: bytes, seconds: float) -> Iterator[Any]:
    regex = _library()
    source, expression = _decoded(text, "The text"), _decoded(pattern, "The pattern")
    limit = max(0.001, min(_LONGEST, seconds / 2))  # so that the script can go on
    try:
        compiled = regex.compile(expression, _flags(regex, flags), cache_pattern=False)
        yield from compiled.finditer(source, timeout=limit)
    except regex.error as error:
        raise RegexError(f"The pattern is wrong: {error}") from None
    except TimeoutError:
        raise RegexError(f"The pattern took more than {limit:.3g} seconds") from None
    except (OverflowError, RecursionError):
        raise RegexError("The pattern is too large") from None


def _plain(match: Any) -> dict[str, JSON]:
    groups: list[JSON] = [match.group(), *match.groups()]
    return {"groups": groups, "names": match.groupdict()}


def _flags(regex: Any, letters: bytes) -> int:
    flags = 0
    for letter in letters.decode("latin-1"):
        if letter not in _FLAGS:
            raise RegexError(f"There is no flag '{letter}'; there are i, m, s and x")
        flags |= int(getattr(regex, _FLAGS[letter]))
    return flags


def _decoded(text: bytes, what: str) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise RegexError(f"{what} is not valid UTF-8") from None


@cache
def _library() -> Any:
    try:
        return import_module("regex")
    except ImportError:
        raise RegexError(
            "regular expressions need the package regex: pip install 'integrations[lua]'"
        ) from None
