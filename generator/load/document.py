"""From bytes to a JSON value that every language reads alike."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from generator.findings import Finding, Pointer
from generator.findings.json_value import is_array, is_object
from generator.load.positions import index, too_deep
from generator.load.rules import (
    DUPLICATE_KEY,
    JSON_DEPTH,
    JSON_NUMBER,
    JSON_SYNTAX,
    JSON_TEXT,
    NOT_UTF8,
)

MAX_DEPTH = 64
"""How deep definitions may nest: far more than any needs, far less than any parser's limit."""

LARGEST_INTEGER = 2**63 - 1
"""The largest integer that parsers of common languages read exactly."""

_SURROGATE = re.compile("[\ud800-\udfff]")


class _RepeatedKeyError(Exception):
    pass


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise _RepeatedKeyError
    return result


def _constant(name: str) -> float:
    return math.nan if name == "NaN" else math.inf


def parse(path: str, data: bytes) -> tuple[str, Any, list[Finding]]:
    """Returns the text and the value of a file, and what is wrong with it; with findings, the value means nothing."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        message = (
            f"The file is not UTF-8: byte 0x{data[error.start]:02x} at position {error.start}."
        )
        offset = len(data[: error.start].decode("utf-8"))
        return text, None, [Finding(NOT_UTF8, path, message, offset=offset)]
    if text.startswith("\ufeff"):
        message = "The file begins with a byte order mark. Save it as UTF-8 without one."
        return text, None, [Finding(NOT_UTF8, path, message, offset=0)]
    value, findings = _parse_text(path, text)
    return text, value, findings


def _parse_text(path: str, text: str) -> tuple[Any, list[Finding]]:
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except _RepeatedKeyError:
        return None, _duplicates(path, text)
    except json.JSONDecodeError as error:
        message = f"The file is not JSON: {_sentence(error.msg)}"
        return None, [Finding(JSON_SYNTAX, path, message, offset=error.pos)]
    except RecursionError:
        return None, [_too_deep(path, text)]
    except ValueError:  # Python refuses to convert integers of thousands of digits
        return None, [Finding(JSON_NUMBER, path, "A number has thousands of digits.", offset=0)]
    try:
        return value, _values(path, value)
    except RecursionError:
        return None, [_too_deep(path, text)]


def _sentence(message: str) -> str:
    return f"{message[0].lower()}{message[1:]}."


def _too_deep(path: str, text: str) -> Finding:
    message = f"Values nest deeper than {MAX_DEPTH} levels."
    return Finding(JSON_DEPTH, path, message, offset=too_deep(text, MAX_DEPTH))


def _duplicates(path: str, text: str) -> list[Finding]:
    try:
        json.loads(text)  # the hook stopped at the first repeated key: is the rest JSON?
    except json.JSONDecodeError as error:
        message = f"The file is not JSON: {_sentence(error.msg)}"
        return [Finding(JSON_SYNTAX, path, message, offset=error.pos)]
    except (RecursionError, ValueError):
        return [_too_deep(path, text)]
    return [
        Finding(
            DUPLICATE_KEY,
            path,
            f"The key '{_shown(pointer[-1])}' stands here twice.",
            offset=offset,
        )
        for pointer, offset in index(text).duplicates
    ]


def _shown(key: str | int) -> str:
    return str(key).encode("utf-8", "backslashreplace").decode()


def _values(path: str, root: Any) -> list[Finding]:
    """Returns findings about values that parsers of other languages read differently, or not at all."""
    if _is_portable(root, MAX_DEPTH):
        return []
    findings: list[Finding] = []
    pending: list[tuple[Pointer, Any]] = [((), root)]
    while pending:
        pointer, value = pending.pop()
        if len(pointer) > MAX_DEPTH:
            raise RecursionError
        if is_object(value):
            pending.extend(((*pointer, key), inner) for key, inner in value.items())
            findings.extend(_invalid_text(path, pointer) for key in value if _SURROGATE.search(key))
        elif is_array(value):
            pending.extend(((*pointer, position), inner) for position, inner in enumerate(value))
        else:
            findings.extend(_scalar(path, pointer, value))
    return findings


def _is_portable(value: Any, depth: int) -> bool:
    """Whether there is nothing to find: without places, which take longer than everything else."""
    if isinstance(value, str):
        return value.isascii() or not _SURROGATE.search(value)
    if is_object(value):
        return depth > 0 and all(
            (key.isascii() or not _SURROGATE.search(key)) and _is_portable(inner, depth - 1)
            for key, inner in value.items()
        )
    if is_array(value):
        return depth > 0 and all(_is_portable(inner, depth - 1) for inner in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return not isinstance(value, int) or abs(value) <= LARGEST_INTEGER


def _scalar(path: str, pointer: Pointer, value: Any) -> Iterator[Finding]:
    if isinstance(value, str) and _SURROGATE.search(value):
        yield _invalid_text(path, pointer)
    elif isinstance(value, float) and not math.isfinite(value):
        yield Finding(JSON_NUMBER, path, "The number is not finite.", pointer)
    elif isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        yield Finding(JSON_NUMBER, path, f"The integer is beyond ±{LARGEST_INTEGER}.", pointer)


def _invalid_text(path: str, pointer: Pointer) -> Finding:
    message = "The text holds half of a surrogate pair, which is no character."
    return Finding(JSON_TEXT, path, message, pointer)
