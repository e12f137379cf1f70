"""Error bodies in the vendor's own shape."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from ..spec import JSON, ErrorSpec
from .messages import Reply, json_reply
from .paths import ask, plain, put

_USUAL = ("error.message", "message", "detail", "error", "errors[0].message", "errors[0]")


class ErrorWriter:
    """Writes the errors of one vendor."""

    def __init__(self, spec: ErrorSpec) -> None:
        self._message = spec.get("message")
        self._code = spec.get("code")

    def reply(self, status: int, message: str, **headers: str) -> Reply:
        """An error with this sentence; underscores in names of headers become hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return json_reply(status, self.body(message, _code(status)), named)

    def body(self, message: str, code: str) -> JSON:
        """An object in which the vendor's expressions find the sentence, and the code if there is room for it."""
        wanted = self._message or "error.message"
        body: JSON = {"message": message}
        for path in _places(wanted):
            made = put(None, path, message)
            if ask(wanted, made) == message:
                body = made
                break
        wanted_code = self._code or ("error.code" if self._message is None else None)
        for path in _places(wanted_code) if wanted_code else ():
            coded = put(body, path, code)
            if ask(wanted_code or "", coded) == code and ask(wanted, coded) == message:
                return coded
        return body


def _places(expression: str) -> Iterator[tuple[str | int, ...]]:
    """Where the expression may look: its own alternatives, then what is usual."""
    for each in (*expression.split("||"), *_USUAL):
        path = plain(each.strip())
        if path:
            yield path


def _code(status: int) -> str:
    try:
        return HTTPStatus(status).phrase.lower().replace(" ", "_").replace("-", "_")
    except ValueError:
        return f"status_{status}"
