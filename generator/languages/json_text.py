"""JSON for readers: a value stands on one line where it fits, and with one item a line where it does not."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

_LINE_LENGTH = 100
_STEP = 2


def json_text(value: Any, *, indent: int = 0, before: int = 0) -> str:
    """Returns JSON text; keys keep their order.

    The first line begins `before` columns behind the indentation. Raises ValueError for numbers that are not finite.
    """
    flat = _flat(value)
    if not value or isinstance(value, str) or not isinstance(value, Mapping | Sequence):
        return flat
    if indent + before + len(flat) < _LINE_LENGTH:
        return flat
    inner = indent + _STEP
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, Any]", value).items()
        lines = [
            f"{_flat(key)}: {json_text(item, indent=inner, before=len(_flat(key)) + 2)}"
            for key, item in fields
        ]
        return _block("{", lines, "}", indent)
    items = cast("list[Any] | tuple[Any, ...]", value)
    return _block("[", [json_text(item, indent=inner) for item in items], "]", indent)


def _flat(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _block(start: str, lines: Sequence[str], end: str, indent: int) -> str:
    separator = f",\n{' ' * (indent + _STEP)}"
    return f"{start}\n{' ' * (indent + _STEP)}{separator.join(lines)}\n{' ' * indent}{end}"
