"""The wording that messages share."""

import difflib
import json
from collections.abc import Iterable
from typing import Any

_SHOWN = 60


def quoted(value: Any) -> str:
    """Returns a value as JSON on one line, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    text = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return text.encode("utf-8", "backslashreplace").decode()


def either(choices: Iterable[str], word: str = "or") -> str:
    """Returns choices as a phrase: `a`, `a or b`, `a, b or c`."""
    *head, last = choices
    return f"{', '.join(head)} {word} {last}" if head else last


def kind(value: Any) -> str:
    """Returns what a JSON value is, with its article."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int():
            return "an integer"
        case float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "an array"
        case _:
            return "an object"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Returns ` Did you mean 'x'?` where a known name is close, else an empty text."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" Did you mean '{close[0]}'?" if close else ""
