"""What may stand where the cursor does: integrations, accounts, functions, parameters and their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any, Final, NamedTuple

from ...docs.catalogue import FunctionDoc, installed
from ...docs.schemas import schema
from ...docs.spellings import function_of, spellings
from ...errors import ArgumentError, ConfigurationError
from .prompt_place import Place

_ROOT: Final = ("app", "integrations")
_ASSIGNED: Final = re.compile(r"^\s*(?:function\s+)?([A-Za-z_]\w*)\s*(?:=(?!=)|\()", re.MULTILINE)
_ALIAS: Final = re.compile(r"^\s*([A-Za-z_]\w*)\s*=(?!=)\s*([^;\n]*?)\s*;?\s*$", re.MULTILINE)
_CHAIN: Final = re.compile(r"""\w+(?:\.\w+|\[(["'])\w+\1\])*""")
_KEY: Final = re.compile(r"\w+")
_FEW: Final = 50
_PAGES: Final = {("lua_read_doc",), ("docs", "read"), ("lua_list_docs",), ("docs", "list")}

_KEYWORDS: Final = (
    "and break do else elseif end false for function if in local nil not or repeat return then true "
    "until while"
)
_BASICS: Final = (
    "assert coroutine error ipairs math next os pairs pcall rawequal rawget rawset select setmetatable "
    "string table tonumber tostring type xpcall"
)

_GLOBALS: Final = {
    "app": "app.integrations: what there is to call",
    "docs": "read, list, search",
    "dump": "dump(value, …): shows tables readably",
    "json": "encode, decode, null",
    "lua_list_docs": "lua_list_docs(integration?): a line for each function",
    "lua_read_doc": 'lua_read_doc("groq.list_files"): a page',
    "lua_search_docs": 'lua_search_docs("upload file", limit?)',
    "print": "print(…): writes a line",
    "regex": "match, match_all, gsub (as in Perl)",
    **dict.fromkeys(_BASICS.split(), ""),
}
_LIBRARIES: Final[Mapping[str, Mapping[str, str]]] = {
    "docs": {
        "read": 'read("groq.list_files"): a page',
        "list": "list(integration?): a line for each function",
        "search": 'search("upload file", limit?)',
    },
    "json": {
        "encode": "encode(value): a text",
        "decode": "decode(text): a value",
        "null": "the null of JSON",
    },
    "regex": {
        "match": "match(text, pattern, flags?): groups, whole match at 0",
        "match_all": "match_all(text, pattern, flags?): a list of matches",
        "gsub": "gsub(text, pattern, replacement, flags?): text, count",
    },
    **{
        library: dict.fromkeys(names.split(), "")
        for library, names in {
            "string": "byte char find format gmatch gsub len lower match rep reverse sub upper",
            "table": "concat insert remove sort",
            "math": "abs ceil floor fmod huge log max min pi random randomseed sqrt",
            "os": "clock date time",
            "coroutine": "create resume running status wrap yield",
        }.items()
    },
}


class Word(NamedTuple):
    """A candidate: what takes the place of the word, and a line about it."""

    text: str
    about: str = ""


def words_at(place: Place, earlier: Iterable[str] = ()) -> list[Word]:
    """The candidates for a place; `earlier` are the texts that were run before, whose names are known."""
    earlier = list(earlier)
    meant = partial(_meant, aliases=_aliases(earlier))
    place = replace(place, path=meant(place.path), call=meant(place.call))
    try:
        found = list(_words(place, earlier))
    except (ArgumentError, ConfigurationError):  # a name that does not exist
        return []
    return [each for each in found if each.text.lstrip('["').startswith(place.word)]


def _aliases(earlier: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What names stand for that were given to a part of `app`, by the last line that did."""
    found: dict[str, tuple[str, ...]] = {}
    for text in earlier:
        for name, value in _ALIAS.findall(text):
            found.pop(name, None)
            names = tuple(_KEY.findall(value)) if _CHAIN.fullmatch(value) else ()
            path = _meant(names, found)
            if path[:1] == _ROOT[:1]:
                found[name] = path
    return found


def _meant(path: tuple[str, ...], aliases: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return (*aliases[path[0]], *path[1:]) if path and path[0] in aliases else path


def _words(place: Place, earlier: Iterable[str]) -> Iterator[Word]:
    if place.path:
        yield from _members(place.path, place.word)
    elif place.quoted and place.call in _PAGES:
        yield from _pages(place.word)
    elif place.in_table and place.call[:2] == _ROOT:
        yield from _in_table(place)
        if place.key is not None and place.word and not place.quoted:
            yield from _names(earlier)
    elif not place.quoted:
        yield from _names(earlier)


def _names(earlier: Iterable[str]) -> Iterator[Word]:
    own = {name for text in earlier for name in _ASSIGNED.findall(text)} - {*_KEYWORDS.split()}
    for name in sorted(own - _GLOBALS.keys()):
        yield Word(name)
    for name, about in _GLOBALS.items():
        yield Word(name, about)
    for name in _KEYWORDS.split():
        yield Word(name)


def _members(path: tuple[str, ...], word: str) -> Iterator[Word]:
    """What may follow a dot."""
    match path:
        case ("app",):
            yield Word("integrations")
        case ("app", "integrations"):
            yield from _integrations(word)
        case ("app", "integrations", integration):
            yield from _functions(integration)
            yield from _accounts(integration)
        case ("app", "integrations", integration, _):
            yield from _functions(integration)
        case (library,):
            for name, about in _LIBRARIES.get(library, {}).items():
                yield Word(name, about)
        case _:
            pass


def _integrations(word: str) -> Iterator[Word]:
    """Those that begin so; with a line about each only where they are few, for that is read from a file of each."""
    found = [name for name in installed().names() if name.startswith(word)]
    for name in found:
        yield Word(name, installed().integration(name).summary if len(found) <= _FEW else "")


def _functions(integration: str) -> Iterator[Word]:
    known = installed().integration(integration).functions
    for name, function in spellings(integration).items():
        about = known[function].summary if function in known else ""
        yield Word(name, f"item by item: {about}" if name != function else about)


def _accounts(integration: str) -> Iterator[Word]:
    from ...packages import client_class
    from ..accounts import accounts_of

    for name in accounts_of(client_class(integration).SPEC):
        yield Word(name, "account")


def _pages(word: str) -> Iterator[Word]:
    integration, dot, _ = word.partition(".")
    if dot:
        known = installed().integration(integration)
        for group, names in known.groups.items():
            if group not in known.functions:
                yield Word(f"{integration}.{group}", f"group of {len(names)}")
        for function in known.functions.values():
            yield Word(function.full_name, function.summary)
    else:
        yield from _integrations(word)


def _in_table(place: Place) -> Iterator[Word]:
    found = _schemas(place.call)
    for key in place.keys:
        found = [each for schema in found for each in _step(schema, key)]
    if place.key is not None:
        for each in found:
            for value in _step(each, place.key):
                yield from _values(value, quoted=place.quoted)
    elif not place.quoted:
        for each in found:
            yield from _parameters(each, place.given)


class _Schema(NamedTuple):
    """A JSON Schema and the types that it refers to."""

    content: Mapping[str, Any]
    types: Mapping[str, Any]


def _schemas(call: tuple[str, ...]) -> list[_Schema]:
    function = _called(call)
    if function is None:
        return []
    found: dict[str, Any] = _parameters_of(function.full_name)
    return [_Schema(found, found.get("$defs", {}))]


def _called(call: tuple[str, ...]) -> FunctionDoc | None:
    match call:
        case ("app", "integrations", integration, name) | (
            "app",
            "integrations",
            integration,
            _,
            name,
        ):
            function = function_of(integration, name)
            return installed().integration(integration).functions.get(function)
        case _:
            return None


@cache
def _parameters_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = schema(name)["parameters"]
    return found


def _alternatives(schema: _Schema, depth: int = 0) -> Iterator[_Schema]:
    """What a schema may be, references followed."""
    content, types = schema
    if depth > 8:
        return
    if "$ref" in content:
        name = str(content["$ref"]).rpartition("/")[2]
        yield from _alternatives(_Schema(types.get(name, {}), types), depth + 1)
        return
    yield schema
    for word in ("anyOf", "oneOf", "allOf"):
        for each in content.get(word, ()):
            yield from _alternatives(_Schema(each, types), depth + 1)


def _step(schema: _Schema, key: str | None) -> Iterator[_Schema]:
    """What stands at a key, or at a position of a list."""
    for content, types in _alternatives(schema):
        found = content.get("items") if key is None else content.get("properties", {}).get(key)
        if isinstance(found, dict):
            yield _Schema(found, types)


def _parameters(schema: _Schema, given: frozenset[str]) -> Iterator[Word]:
    for content, _ in _alternatives(schema):
        required = content.get("required", ())
        names: Mapping[str, Any] = content.get("properties", {})
        for name in sorted(names, key=lambda each: each not in required):  # the required ones first
            if name not in given:
                about = str(names[name].get("description", ""))
                text = f'["{name}"] = ' if name in _KEYWORDS.split() else f"{name} = "
                yield Word(text, f"required: {about}" if name in required else about)


def _values(schema: _Schema, *, quoted: bool) -> Iterator[Word]:
    about = str(schema.content.get("description", ""))
    examples = schema.content.get("examples", ())
    for content, _ in _alternatives(schema):
        texts = [*content.get("enum", ()), *([content["const"]] if "const" in content else ())]
        if content.get("type") == "boolean" and not quoted:
            yield from (Word("true", about), Word("false", about))
        yield from _texts(texts, about, quoted=quoted)
    yield from _texts(examples, about, quoted=quoted)


def _texts(values: Iterable[Any], about: str, *, quoted: bool) -> Iterator[Word]:
    for value in values:
        if isinstance(value, str) and value.isprintable() and not set(value) & set("\"'\\"):
            yield Word(value if quoted else f'"{value}"', about)
