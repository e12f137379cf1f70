"""Texts, wherever they stand."""

import re
import unicodedata
from typing import Any

from generator.check.rules import SECRET, TEXT
from generator.findings import Pointer, Report
from generator.findings.json_value import is_array, is_object

_PROSE = frozenset(
    {"description", "hint", "label", "name", "note", "reason", "summary", "text", "title"}
)
"""Fields of the format that hold text for people."""

_DATA = frozenset({"arguments", "body", "const", "default", "examples", "response", "value"})
"""Fields below which keys and texts are the vendor's or the caller's."""

_EVENTS = ("streaming", "example", "events")
"""The place of events, of which the same holds."""

KEYS = re.compile(
    r"\bsk-[A-Za-z0-9_-]{20,}|\bgsk_[A-Za-z0-9]{20,}|\bgh[pousr]_[A-Za-z0-9]{30,}|\bxox[abprs]-[A-Za-z0-9-]{10,}"
    r"|\bAKIA[0-9A-Z]{16}\b|\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)
"""Shapes of keys that vendors issue."""

_SHORTEST = 14
"""No key is shorter."""


def check_texts(raw: Any, report: Report) -> None:
    """Reports prose that is not trimmed or holds control characters, and whatever looks like a secret."""
    for text, at, prose in _texts(raw):
        if len(text) >= _SHORTEST and KEYS.search(text):
            message = (
                "This looks like a real key. Put a made-up value in its place, and revoke the key."
            )
            report.add(SECRET, message, *at)
        elif prose:
            problem = _problem(text)
            if problem:
                report.add(TEXT, f"The text {problem}.", *at)


def _problem(text: str) -> str | None:
    if text != text.strip():
        return "begins or ends with white space"
    if text.replace("\n", "").isprintable():
        return None
    for character in text:
        if character != "\n" and unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp"):
            return f"holds the control character U+{ord(character):04X}"
    return None


def _texts(root: Any) -> list[tuple[str, Pointer, bool]]:
    """Returns all texts with their places, and whether they are prose."""
    found: list[tuple[str, Pointer, bool]] = []
    _collect(root, (), False, found)
    return found


def _collect(value: Any, at: Pointer, data: bool, found: list[tuple[str, Pointer, bool]]) -> None:
    if isinstance(value, str):
        found.append((value, at, not data and bool(at) and at[-1] in _PROSE))
    elif is_array(value):
        for position, inner in enumerate(value):
            _collect(inner, (*at, position), data, found)
    elif is_object(value):
        for key, inner in value.items():
            example = (
                key == "examples"
                and is_array(inner)
                and all(is_object(each) and "arguments" in each for each in inner)
            )
            inside = (key in _DATA and not example) or (*at, key) == _EVENTS
            _collect(inner, (*at, key), data or inside, found)
