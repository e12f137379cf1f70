"""From an answer that is not a success to the error that says what the vendor says."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final, cast

from ..calls import Call, in_one_line, shorten
from ..errors import StatusError, status_error
from ..spec import ErrorSpec
from ..transport.seam import Response
from .queries import find

_LONGEST_DETAIL: Final = 500
_MOST_DETAILS: Final = 3


def failure(call: Call, response: Response, spec: ErrorSpec, note: str = "") -> StatusError:
    """The error for a status that is not a success, with the vendor's message and code, and a note of ours."""
    detail, code = describe_failure(_parse(response.content), spec)
    message = f"{response.status} {_reason(response.status)}".rstrip()
    if detail:
        detail = _show(call, detail)
        message = f"{message}: {detail}"
    if note:
        message = f"{message}; {note}"
    return call.error(
        status_error(response.status),
        message,
        response,
        detail=detail or None,
        code=_show(call, code) if code else None,
    )


def _show(call: Call, text: str) -> str:
    return shorten(in_one_line(call.redact(" ".join(text.split()))), _LONGEST_DETAIL)


def describe_failure(body: Any, spec: ErrorSpec) -> tuple[str, str]:
    """The vendor's message and code in an error's body; empty where there are none."""
    detail = _text(find(spec.get("message"), body)) or _usual_detail(body)
    return detail, _text(find(spec.get("code"), body)) or _usual_code(body)


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase.lower()
    except ValueError:
        return ""


def _parse(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _text(value: object) -> str:
    """A message or code: text, or a number as text."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _usual_detail(body: Any) -> str:
    """The message where most vendors put it: `error.message`, `error`, `message`, `detail`."""
    fields = _fields(body)
    error = fields.get("error")
    for value in (_fields(error).get("message"), error, fields.get("message")):
        if text := _text(value):
            return text
    return _detail(fields.get("detail"))


def _detail(detail: Any) -> str:
    """FastAPI's `detail`: text, or a list of what is wrong with which field."""
    if not isinstance(detail, list):
        return _text(detail)
    sentences: list[str] = []
    for each in cast(list[object], detail)[:_MOST_DETAILS]:
        fields = _fields(each)
        location = fields.get("loc")
        parts = cast(list[object], location) if isinstance(location, list) else []
        where = ".".join(_text(part) for part in parts)
        sentences.append(": ".join(part for part in (where, _text(fields.get("msg"))) if part))
    return "; ".join(sentence for sentence in sentences if sentence)


def _usual_code(body: Any) -> str:
    fields = _fields(body)
    return _text(_fields(fields.get("error")).get("code")) or _text(fields.get("code"))


def _fields(value: Any) -> Mapping[str, Any]:
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}
