"""The text of `show`: lines with values in braces, and paths."""

import json
import re
from dataclasses import dataclass

_PIECE = re.compile(r"\{\{|\}\}|\{(?P<value>[^{}]*)\}|(?P<stray>[{}])|(?P<text>[^{}]+)")
_VALUE = re.compile(
    r"(?P<path>[^:|]+?)(?::\.(?P<decimals>[0-9])f)?(?:\|(?P<default>.*))?", re.DOTALL
)
_ROOT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_STEP = re.compile(
    r"""\.(?P<field>[A-Za-z_][A-Za-z0-9_]*)|\[(?P<index>[0-9]{1,6})\]|\[(?P<key>"(?:[^"\\]|\\.)*")\]"""
)


class ShowSyntaxError(Exception):
    """A text that is not `show`; the message is a sentence without its full stop."""


@dataclass(frozen=True, slots=True)
class PathText:
    """A path as it is written: a root, then names of fields and 0-based positions."""

    text: str
    root: str
    steps: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ValueText:
    """A value in braces as it is written."""

    path: PathText
    default: str | None
    decimals: int | None


def parse_path(text: str, base: str) -> PathText:
    """Returns a path: `result.data[0].id`, where `base` is `result`. Raises ShowSyntaxError."""
    root = _ROOT.match(text)
    if root is None:
        raise ShowSyntaxError(f"'{text}' is no path: it begins with '{base}' or a loop variable")
    steps: list[str | int] = []
    position = root.end()
    while position < len(text):
        step = _STEP.match(text, position)
        if step is None:
            raise ShowSyntaxError(
                f"'{text}' is no path: after '{text[:position]}' comes '.field', '[0]' or '[\"key\"]'"
            )
        steps.append(_step(step))
        position = step.end()
    return PathText(text, root[0], tuple(steps))


def _step(match: re.Match[str]) -> str | int:
    if match["index"] is not None:
        return int(match["index"])
    if match["key"] is not None:
        try:
            return str(json.loads(match["key"]))
        except ValueError as error:
            raise ShowSyntaxError(f"{match['key']} is no JSON string") from error
    return match["field"]


def parse_line(text: str, base: str) -> tuple[str | ValueText, ...]:
    """Returns the pieces of a line, adjacent texts joined; `base` as in `parse_path`. Raises ShowSyntaxError."""
    pieces: list[str | ValueText] = []
    for match in _PIECE.finditer(text):
        if match["stray"]:
            raise ShowSyntaxError(
                f"A lone '{match['stray']}' stands at position {match.start() + 1}; a brace is written twice"
            )
        value = match["value"]
        piece = _value(value, base) if value is not None else match["text"] or match[0][0]
        if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return tuple(pieces)


def _value(text: str, base: str) -> ValueText:
    match = _VALUE.fullmatch(text)
    if match is None:
        raise ShowSyntaxError(
            f"'{{{text}}}' is no value: write {{path}}, {{path|default}}, {{path:.2f}} or {{path:.2f|default}}"
        )
    decimals = int(match["decimals"]) if match["decimals"] else None
    return ValueText(parse_path(match["path"], base), match["default"], decimals)
