"""Forms as options of curl."""

import re
from collections.abc import Iterator, Mapping
from mimetypes import MimeTypes
from typing import Any, Final
from urllib.parse import unquote

from generator.findings.json_value import is_array
from generator.languages.shell import word
from generator.model.integration import Function
from integrations_runtime.encoding import text

FORM: Final = "application/x-www-form-urlencoded"

_TYPES: Final = MimeTypes()  # those of the language: a system's own would make pages differ
_OCTETS: Final = "application/octet-stream"
_PLAIN_FIELD = re.compile(r"(?![@<\"(=])[^;\\]*")
_PLAIN_PATH = re.compile(r"[^;,\"\\]+")


def form_options(content: str) -> Iterator[str]:
    """Yields the options for the fields of an encoded form; curl encodes what would be hard to read."""
    for pair in content.split("&") if content else ():
        name, _, value = pair.partition("=")
        plain = unquote(value)
        if value == plain or not plain.isprintable():
            yield f"-d {word(pair)}"
        else:
            yield f"--data-urlencode {word(f'{name}={plain}')}"


def multipart_options(function: Function, values: Mapping[str, Any]) -> Iterator[str]:
    """Yields the options for the fields of a form with files, an item of a list each."""
    for each in function.parameters:
        if each.location != "form" or each.name not in values:
            continue
        value = values[each.name]
        items: list[Any] = value if is_array(value) else [value]
        name = each.wire_name
        if items is value and each.query_style == "brackets":
            name += "[]"
        for item in items:
            yield _file(name, item) if each.is_file else _field(name, text(item))


def _field(name: str, value: str) -> str:
    option = "-F" if _PLAIN_FIELD.fullmatch(value) else "--form-string"
    return f"{option} {word(f'{name}={value}')}"


def _file(name: str, path: str) -> str:
    """The option that sends a file; the media type is told, because curl knows few by itself."""
    media_type = _TYPES.guess_type(path)[0] or _OCTETS
    if not _PLAIN_PATH.fullmatch(path):
        escaped = re.sub(r'[\\"]', r"\\\g<0>", path)
        path = f'"{escaped}"'
    return f"-F {word(f'{name}=@{path};type={media_type}')}"
