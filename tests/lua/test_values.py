"""What values of a script become, as the type of the parameter says, and what is told of those that cannot cross."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from integrations_runtime.lua import LUA_VERSIONS, Bridge, LuaHost, LuaScriptError, LuaVersion
from integrations_runtime.spec import Schema
from tests.support.lua_echo import Echo, write_module

TEXT: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
LIST: Schema = {"type": "array", "items": {"type": "integer"}}
MAP: Schema = {"type": "object", "additionalProperties": {"type": "integer"}}
MESSAGES: Schema = {"type": "array", "items": {"$ref": "Message"}}
CLOSED: Schema = {
    "type": "object",
    "properties": {"names": {"type": "array", "items": TEXT}},
    "additionalProperties": False,
}

TYPES: dict[str, Schema] = {
    "Message": {
        "type": "object",
        "properties": {"role": TEXT, "parts": {"type": "array", "items": {"$ref": "Part"}}},
        "required": ["role"],
    },
    "Part": {"anyOf": [{"$ref": "Data"}, {"$ref": "Fields"}, {"$ref": "Link"}]},
    "Data": {
        "type": "object",
        "properties": {"kind": {"$ref": "DataKind"}, "value": LIST},
        "required": ["kind"],
    },
    "DataKind": {"type": "string", "enum": ["data", "numbers"]},
    "Fields": {
        "type": "object",
        "properties": {"kind": {"type": "string", "enum": ["fields"]}, "value": MAP},
        "required": ["kind"],
    },
    "Link": {
        "type": "object",
        "properties": {"url": TEXT, "value": LIST, "note": {"type": "string", "nullable": True}},
        "required": ["url", "note"],
    },
    "Tree": {"anyOf": [TEXT, {"type": "array", "items": {"$ref": "Tree"}}]},
}

VALUES: dict[str, tuple[Schema, str, Any]] = {
    "an empty list": (LIST, "{}", []),
    "an empty map": (MAP, "{}", {}),
    "an empty table of no type": ({}, "{}", {}),
    "an empty list or text": ({"anyOf": [TEXT, LIST]}, "{}", []),
    "an empty list or map": ({"anyOf": [LIST, MAP]}, "{}", {}),
    "an empty list in text": (
        {"type": "string", "encoding": "text_or_json", "decoded": LIST},
        "{}",
        [],
    ),
    "an empty map in text": ({"type": "string", "encoding": "json", "decoded": MAP}, "{}", {}),
    "empty lists in a list": ({"type": "array", "items": LIST}, "{ {}, {} }", [[], []]),
    "empty lists in a map": (
        {"type": "object", "additionalProperties": LIST},
        "{ a = {} }",
        {"a": []},
    ),
    "an empty list in an alternative": (
        MESSAGES,
        "{ { role = 'a', parts = { { kind = 'numbers', value = {} }, { kind = 'fields', value = {} } } } }",
        [
            {
                "role": "a",
                "parts": [{"kind": "numbers", "value": []}, {"kind": "fields", "value": {}}],
            }
        ],
    ),
    "an alternative that lost its null": (
        {"$ref": "Part"},
        "{ url = 'https://example.com', note = json.null, value = {} }",
        {"url": "https://example.com", "note": None, "value": []},
    ),
    "a type that is a list of itself": ({"$ref": "Tree"}, "{ {}, { 'a', {} } }", [[], ["a", []]]),
    "a whole float": (INTEGER, "5.0", 5),
    "a quotient": (INTEGER, "10 / 2", 5),
    "a power": (INTEGER, "2 ^ 10", 1024),
    "a negative whole float": (INTEGER, "-5.0", -5),
    "the largest exact float": (INTEGER, "2 ^ 53 - 1", 2**53 - 1),
    "a whole float for a number": (NUMBER, "100.0", 100),
    "a large number": (NUMBER, "1e300", 1e300),
    "a large number or integer": ({"anyOf": [INTEGER, NUMBER]}, "2 ^ 60", 2**60),
    "a fraction": (NUMBER, "0.1", 0.1),
    "whole floats in lists": (LIST, "{ 1.0, 4 / 2 }", [1, 2]),
    "null": ({"type": "integer", "nullable": True}, "json.null", None),
    "null in a list": (
        {"type": "array", "items": {"type": "integer", "nullable": True}},
        "{ 1, json.null, 3 }",
        [1, None, 3],
    ),
    "null at the end of a list": ({}, "{ 1, json.null }", [1, None]),
    "a text with zeros": (TEXT, "'a\\0b'", "a\0b"),
    "a text that is not ASCII": (TEXT, "'ä€😀'", "ä€😀"),
    "a text of digits": (TEXT, "'12'", "12"),
    "numbers as names": (MAP, "{ ['7'] = 1, ['1'] = 2 }", {"7": 1, "1": 2}),
    "false": ({"type": "boolean"}, "false", False),
    "positions that are written": ({}, "{ [2] = 'b', [1] = 'a' }", ["a", "b"]),
    "an unknown table in a closed object": (CLOSED, "{ names = {} }", {"names": []}),
}

PLACE = "Parameter 'v' of acme.echo"
INEXACT = f"{PLACE} is beyond 2^53, where not every integer is exact"
HOLES = "is a list with holes; write json.null where null is meant."
DEEP = "nests deeper than 64 levels, or holds itself."

ERRORS: dict[str, tuple[Schema, str, str]] = {
    "a fraction": (INTEGER, "1.5", f"{PLACE} must be an integer, not 1.5."),
    "a float beyond 2^53": (INTEGER, "2 ^ 53", f"{INEXACT}."),
    "a negative float beyond 2^53": (INTEGER, "-2 ^ 60", f"{INEXACT}."),
    "a float beyond 2^63": (INTEGER, "2 ^ 63", f"{INEXACT}."),
    "a large float": (INTEGER, "1e300", f"{INEXACT}."),
    "a float beyond 2^53 where text would do": (
        {"anyOf": [INTEGER, TEXT]},
        "2 ^ 60",
        f"{INEXACT}; pass it as a string.",
    ),
    "a float beyond 2^53 within": (
        LIST,
        "{ 1, 2 ^ 53 }",
        "Parameter 'v[2]' of acme.echo is beyond 2^53, where not every integer is exact.",
    ),
    "no number": (NUMBER, "0 / 0", f"{PLACE} is not a finite number."),
    "infinity": (NUMBER, "-1 / 0", f"{PLACE} is not a finite number."),
    "a number for text": (TEXT, "7", f"{PLACE} must be a string, not a number."),
    "text for a number": (INTEGER, "'7'", f"{PLACE} must be an integer, not a string."),
    "true for text": (TEXT, "true", f"{PLACE} must be a string, not a boolean."),
    "1 for true": ({"type": "boolean"}, "1", f"{PLACE} must be a boolean, not a number."),
    "a list for a map": (MAP, "{ 1, 2 }", f"{PLACE} must be an object, not an array."),
    "a map for a list": (LIST, "{ a = 1 }", f"{PLACE} must be an array, not an object."),
    "numbers as names": (
        MAP,
        "{ [7] = 1 }",
        f'{PLACE} has numbers as names; write them as text: ["7"].',
    ),
    "a list with a hole": (LIST, "{ 1, nil, 3 }", f"{PLACE} {HOLES}"),
    "a list from 0": (LIST, "{ [0] = 1 }", f"{PLACE} {HOLES}"),
    "a fraction as position": (
        LIST,
        "{ [1.5] = 1 }",
        f"{PLACE} has a key that is neither a position nor a name.",
    ),
    "positions and names": (
        {},
        "{ 1, a = 2 }",
        f"{PLACE} mixes positions and names; a table is a list or has names.",
    ),
    "true as a name": (
        {},
        "{ [true] = 1 }",
        f"{PLACE} has a key that is neither a position nor a name.",
    ),
    "a table as a name": (
        {},
        "{ [{}] = 1 }",
        f"{PLACE} has a key that is neither a position nor a name.",
    ),
    "text that is not UTF-8": (TEXT, "'a\\255'", f"{PLACE} is not valid UTF-8."),
    "half a surrogate pair": (TEXT, "'\\237\\160\\128'", f"{PLACE} is not valid UTF-8."),
    "text within that is not UTF-8": (
        MESSAGES,
        "{ { role = 'a' }, { role = '\\255' } }",
        "Parameter 'v[2].role' of acme.echo is not valid UTF-8.",
    ),
    "a name that is not UTF-8": (
        MESSAGES,
        "{ { ['\\255'] = 'a' } }",
        "Parameter 'v[1]' of acme.echo has a name that is not valid UTF-8.",
    ),
    "a function": ({}, "print", f"{PLACE} is a function or thread, which has no JSON form."),
    "a coroutine within": (
        {},
        "{ a = { coroutine.create(print) } }",
        "Parameter 'v.a[1]' of acme.echo is a function or thread, which has no JSON form.",
    ),
    "a list that holds itself": (
        {},
        "(function() local t = {} t[1] = t return t end)()",
        f"Parameter 'v{'[1]' * 19}[1…' of acme.echo {DEEP}",
    ),
    "a position that the checks name": (
        MESSAGES,
        "{ { role = 'a' }, { role = 1 } }",
        "Parameter 'v[2].role' of acme.echo must be a string, not a number.",
    ),
    "an unknown table in a closed object": (
        CLOSED,
        "{ name = {} }",
        "Parameter 'v.name' of acme.echo is not a known field.",
    ),
    "null for text": (
        {"type": "array", "items": TEXT},
        "{ json.null }",
        "Parameter 'v[1]' of acme.echo must be a string, not null.",
    ),
}

Run = Callable[[str], tuple[Any, str | None]]
"""Runs a script: what it returned, and the error that stopped it."""


class Stage:
    """A bridge or a host on one client."""

    def __init__(self, version: LuaVersion, echo: Echo, run: Run) -> None:
        self.version, self.run, self._echo = version, run, echo

    def call(self, schema: Schema, value: str) -> tuple[Any, str | None]:
        """What a call gets for a value, and the error that stopped the script."""
        self._echo.take({"v": schema})
        _, error = self.run(f"app.integrations.acme.echo({{ v = {value} }})")
        got = self._echo.got
        return (got[0]["v"] if got and error is None else None), error

    def answer(self, value: Any, code: str) -> str | None:
        """The error of a script for which `r` is a result."""
        self._echo.take({"v": {}})
        self._echo.answer = {"r": value}
        return self.run(f"local r = app.integrations.acme.echo().r\n{code}")[1]


@pytest.fixture(
    params=[(version, kind) for version in LUA_VERSIONS for kind in ("bridge", "host")],
    ids=lambda each: "-".join(each),
    scope="module",
)
def stage(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Both ways to run scripts, on each version of Lua."""
    version, kind = request.param
    modules, echo = write_module(tmp_path_factory.mktemp("lua")), Echo(TYPES)
    if kind == "host":
        with LuaHost(version, modules=modules, open_account=lambda *_: cast(Any, echo)) as host:

            def execute(code: str) -> tuple[Any, str | None]:
                result = host.execute(code)
                return result.values, result.error

            yield Stage(version, echo, execute)
        return
    bridge = Bridge(version=version, modules=modules, clients=lambda *_: cast(Any, echo))

    def run(code: str) -> tuple[Any, str | None]:
        try:
            bridge.run(code)
        except LuaScriptError as error:
            return (), str(error)
        return (), None

    yield Stage(version, echo, run)


@pytest.mark.parametrize("name", VALUES)
def test_values_become_what_the_parameter_says(stage: Stage, name: str) -> None:
    schema, value, expected = VALUES[name]
    got, error = stage.call(schema, value)
    assert error is None
    assert (got, type(got)) == (expected, type(expected))


@pytest.mark.parametrize("name", ERRORS)
def test_values_that_cannot_cross_are_told_with_their_place(stage: Stage, name: str) -> None:
    schema, value, message = ERRORS[name]
    assert stage.call(schema, value) == (None, f"script:1: {message}")


def test_integers_are_exact_where_lua_has_them(stage: Stage) -> None:
    """Lua 5.1 has floats only, and does not know that an integer was written."""
    for text, value in {
        "9007199254740993": 2**53 + 1,
        "-9007199254740993": -(2**53) - 1,
        "9223372036854775807": 2**63 - 1,
        "-9223372036854775807 - 1": -(2**63),
    }.items():
        expected = (None, f"script:1: {INEXACT}.") if stage.version == "5.1" else (value, None)
        assert stage.call(INTEGER, text) == expected
    assert stage.call(INTEGER, "9223372036854775808") == (None, f"script:1: {INEXACT}.")


RESULTS: dict[str, tuple[Any, str]] = {
    "null in an object": ({"a": None, "b": 1}, "assert(r.a == nil and r.b == 1)"),
    "null in a list": ([1, None, 3], "assert(#r == 3 and r[2] == json.null)"),
    "null alone": (None, "assert(r == nil)"),
    "false": ([False], "assert(r[1] == false)"),
    "text": ("a\0ä", "assert(r == 'a\\0ä' and #r == 4)"),
    "a large integer": ([2**53 - 1], "assert(r[1] == 2 ^ 53 - 1)"),
    "an integer beyond 2^53": ([2**53 + 1], "assert(r[1] == 9007199254740993)"),
    "an integer beyond 64 bits": ([2**70], "assert(r[1] == 2 ^ 70)"),
    "the smallest integer": ([-(2**63)], "assert(r[1] == -2 ^ 63)"),
    "digits as a name": ({"1": "a"}, "assert(r['1'] == 'a' and r[1] == nil)"),
    "a fraction": (0.5, "assert(r == 0.5)"),
    "empty": ([[], {}], "assert(#r == 2 and next(r[1]) == nil and next(r[2]) == nil)"),
    "half a surrogate pair": ("\ud800", "assert(#r == 3)"),
}


@pytest.mark.parametrize("name", RESULTS)
def test_results_are_tables_all_the_way_down(stage: Stage, name: str) -> None:
    assert stage.answer(*RESULTS[name]) is None


def test_a_number_that_no_lua_holds_is_told(stage: Stage) -> None:
    message = "script:1: The result has a number that is too large for Lua"
    error = stage.answer(10**400, "")
    assert error is not None and error.rstrip(".") == message


def test_only_one_table_is_taken(stage: Stage) -> None:
    for value, kind in {
        "'x'": "a string",
        "7": "a number",
        "true": "a boolean",
        "json.null": "json.null",
        "print": "a function or thread",
        "{ 'x' }": "a list",
    }.items():
        _, error = stage.run(f"app.integrations.acme.echo({value})")
        assert error == (
            "script:1: acme.echo takes one table of named parameters, such as { v = … }, "
            f"but was given {kind}."
        )
    _, error = stage.run("app.integrations.acme:echo({ v = 1 })")
    assert error == "script:1: acme.echo is called with a dot, not with a colon."


def test_what_is_printed_need_not_be_utf_8() -> None:
    for version in LUA_VERSIONS:
        with LuaHost(version) as host:
            result = host.execute("print('a\\255b', { ['\\255'] = 'c' })")
        assert result.error is None and result.output.startswith("a�b\t")
