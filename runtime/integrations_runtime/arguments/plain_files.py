"""Files as plain data, for callers that have no files: scripts in Lua, language models, JSON in general.

    {"filename": "report.csv", "content": "name,born\\nAda,1815\\n"}

`content` is text, or bytes where the caller has such; `content_base64` stands in its place where JSON must carry bytes.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Mapping
from typing import Any, Final, cast

from ..omit import OMIT
from ..spec import Schema
from .checks import Check
from .files import Upload
from .values import Path, Problem

_TEXT: Final[Schema] = {"type": "string"}

FIELDS: Final[Schema] = {
    "type": "object",
    "properties": {
        "filename": {"type": "string", "minLength": 1},
        "content": _TEXT,
        "content_base64": _TEXT,
        "content_type": {"type": "string", "minLength": 1},
    },
    "required": ["filename"],
    "additionalProperties": False,
}
"""The schema of such a file, but for what it says of `CONTENTS`."""

CONTENTS: Final = ("content", "content_base64")
"""The fields of which one is needed."""


def is_plain_file(schema: Schema) -> bool:
    """Whether a documented schema is that of such a file."""
    properties: Mapping[str, Schema] = schema.get("properties", {})
    return set(properties) == set(FIELDS["properties"])


def plain_upload(
    value: Mapping[Any, Any], fields: Check, path: Path, problems: list[Problem]
) -> Upload | None:
    """The file that a mapping is, or None and problems; `fields` is the check for `FIELDS`."""
    found = len(problems)
    given = {name: each for name, each in value.items() if each is not None and each is not OMIT}
    content = given.get("content")
    if isinstance(content, bytes):
        given["content"] = ""
    cleaned = cast("dict[str, Any]", fields(given, path, problems))
    contents = [name for name in CONTENTS if name in given]
    if not contents:
        problems.append(Problem((path, "content"), "is required"))
    elif len(contents) > 1:
        problems.append(Problem((path, contents[1]), f"stands in place of {contents[0]}"))
    if len(problems) > found:
        return None
    if not isinstance(content, bytes):
        content = _decoded(cleaned, path, problems)
    return Upload(content, cleaned["filename"], cleaned.get("content_type"))


def _decoded(cleaned: Mapping[str, Any], path: Path, problems: list[Problem]) -> bytes:
    """The bytes that JSON carries."""
    text = cleaned.get("content_base64")
    if text is None:
        return (cleaned.get("content") or "").encode()
    try:
        return b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):  # ValueError: letters that are not ASCII
        problems.append(Problem((path, "content_base64"), "is not Base64"))
        return b""
