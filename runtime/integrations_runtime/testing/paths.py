"""Plain paths inside JSON: the JMESPath expressions with which something can be put where they find it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from ..answers.queries import QueryError, compile_query
from ..spec import JSON

Steps: TypeAlias = tuple[str | int, ...]

_NAME = r'(?:[A-Za-z_]\w*|"[^"\\]+")'
_PLAIN = re.compile(rf"{_NAME}(?:\[0\])*(?:\.{_NAME}(?:\[0\])*)*")
_STEP = re.compile(rf"{_NAME}|\[0\]")


def plain(expression: str) -> Steps | None:
    """The steps of `error.message` or `errors[0].message`, none for `@`; None for an expression that is no plain path."""
    if expression == "@":
        return ()
    if not _PLAIN.fullmatch(expression):
        return None
    return tuple(0 if step == "[0]" else step.strip('"') for step in _STEP.findall(expression))


def put(value: JSON, steps: Steps, new: JSON) -> JSON:
    """A copy of `value` in which `new` stands at `steps`; what is missing on the way is made."""
    if not steps:
        return new
    step, *rest = steps
    if isinstance(step, int):
        items = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
        return [put(items[0] if items else None, tuple(rest), new), *items[1:]]
    fields: Mapping[str, JSON] = value if isinstance(value, Mapping) else {}
    return {**fields, step: put(fields.get(step), tuple(rest), new)}


def ask(expression: str, value: JSON) -> JSON:
    """What `expression` finds in `value`; None where it fails."""
    try:
        return compile_query(expression)(value)
    except QueryError:
        return None
