"""Values as they travel: in a path, a query, a form, a header, a JSON body."""

import json
import re
from collections.abc import Sequence
from urllib.parse import quote

from .spec import JSON, QueryStyle

_SEPARATORS: dict[QueryStyle, str] = {"comma": ",", "space": "%20", "pipe": "%7C"}
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_TEXT = re.compile(r"(?:[!-~](?:[\t -~]*[!-~])?)?")


def text(value: JSON) -> str:
    """A value as text: booleans as `true` and `false`, null as nothing, structures as JSON."""
    if isinstance(value, str):
        return value
    return "" if value is None else json_bytes(value).decode()


def path_segment(value: JSON) -> str:
    """A value percent-encoded for a path, slashes included."""
    return quote(text(value), safe="")


def query_pair(name: str, value: JSON, style: QueryStyle = "repeat") -> str:
    """`name=value`, percent-encoded, for a query or a form; empty for an empty array that has no spelling."""
    key = quote(name, safe="")
    if not isinstance(value, Sequence) or isinstance(value, str):
        return f"{key}={quote(text(value), safe='')}"
    items = [quote(text(item), safe="") for item in value]
    if style in _SEPARATORS:
        return f"{key}={_SEPARATORS[style].join(items)}" if items else ""
    if style == "brackets":
        key += "%5B%5D"
    return "&".join([f"{key}={item}" for item in items])


def json_bytes(value: JSON) -> bytes:
    """A value as compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def is_header_name(name: str) -> bool:
    """Whether a header may be called so."""
    return _HEADER_NAME.fullmatch(name) is not None


def is_header_text(value: str) -> bool:
    """Whether a header can carry a value: printable ASCII, no line break, no space at an end."""
    return _HEADER_TEXT.fullmatch(value) is not None
