"""The documentation as scripts ask for it: text for text. What is wrong with a question is an `ArgumentError`."""

from __future__ import annotations

from typing import Any, Final, TypeGuard

from .. import docs
from ..errors import ArgumentError

_FEW: Final = 10
_MANY: Final = 100
_LONGEST: Final = 200


def read_doc(name: Any) -> bytes:
    """A page, or a function's part of one: what `lua_read_doc` returns."""
    if not _is_question(name):
        raise ArgumentError('lua_read_doc takes the name of a page, such as "integrations.groq"')
    return docs.read(name.decode("utf-8", "replace")).encode()


def list_docs(integration: Any = None) -> bytes:
    """A typed line for each function, of one integration, of a group of its functions or of all: what `lua_list_docs` returns."""
    if integration is not None and not _is_question(integration):
        raise ArgumentError('lua_list_docs takes the name of an integration, such as "groq"')
    name = None if integration is None else integration.decode("utf-8", "replace")
    return "\n".join(docs.list_docs(name)).encode()


def search_docs(words: Any, limit: Any = None) -> bytes:
    """A typed line for each function that fits some words, best first: what `lua_search_docs` returns."""
    if not _is_question(words):
        raise ArgumentError('lua_search_docs takes words, such as "upload file"')
    text = words.decode("utf-8", "replace")
    found = docs.search(text, _count(limit))
    return "\n".join(map(str, found)).encode() or f"No function fits: {text}".encode()


def _is_question(value: Any) -> TypeGuard[bytes]:
    """Whether a value is text that can be looked for: neither nothing nor a whole page."""
    return isinstance(value, bytes) and bool(value.strip()) and len(value) <= _LONGEST


def _count(limit: Any) -> int:
    if limit is None:
        return _FEW
    whole = isinstance(limit, int | float) and not isinstance(limit, bool) and limit == limit // 1
    if not whole or limit < 1:
        raise ArgumentError("lua_search_docs takes a number of functions, 1 or more")
    return int(min(limit, _MANY))
