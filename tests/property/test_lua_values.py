"""Values of every type survive the way from a script to a call, and from its result back into the script and a further call."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrations_runtime.lua import LUA_VERSIONS, Bridge, LuaHost, LuaVersion
from integrations_runtime.spec import Schema
from tests.support.lua_echo import Echo, write_module
from tests.support.lua_text import literal

EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "150")) // 6
"""How many scripts each test runs, of up to a dozen values; more with `PROPERTY_EXAMPLES=5000`."""

Case: TypeAlias = "tuple[Schema, Any]"
"""A schema, and a value that it describes."""

TYPES: dict[str, Schema] = {
    "Tree": {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "size": {"type": "integer"},
            "children": {"type": "array", "items": {"$ref": "Tree"}},
            "labels": {"type": "object", "additionalProperties": {"type": "number"}},
        },
        "required": ["name"],
    },
    "Message": {
        "type": "object",
        "properties": {
            "role": {"type": "string", "enum": ["user", "tool"]},
            "content": {
                "anyOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "Part"}}],
            },
            "name": {"type": "string", "nullable": True},
        },
        "required": ["role", "content", "name"],
    },
    "Part": {"anyOf": [{"$ref": "TextPart"}, {"$ref": "DataPart"}, {"$ref": "MapPart"}]},
    "TextPart": {
        "type": "object",
        "properties": {"kind": {"type": "string", "enum": ["text"]}, "value": {"type": "string"}},
        "required": ["kind", "value"],
    },
    "DataPart": {
        "type": "object",
        "properties": {
            "kind": {"type": "string", "enum": ["data"]},
            "value": {"type": "array", "items": {"type": "integer"}},
            "note": {"type": "string", "nullable": True},
        },
        "required": ["kind", "value", "note"],
    },
    "MapPart": {
        "type": "object",
        "properties": {
            "kind": {"type": "string", "enum": ["map"]},
            "value": {"type": "object", "additionalProperties": {"type": "boolean"}},
        },
        "required": ["kind", "value"],
    },
}

texts = st.text(max_size=8) | st.sampled_from(["\0", "1", 'a"\\\n', "ä€😀", "end"])
floats = st.floats(allow_nan=False, allow_infinity=False)


def integers(version: LuaVersion) -> st.SearchStrategy[int]:
    """Those that a version of Lua holds exactly."""
    most = 2**53 - 1 if version == "5.1" else 2**63 - 1
    return st.integers(-10, 10) | st.integers(-most, most)


def cases(version: LuaVersion, depth: int = 2) -> st.SearchStrategy[Case]:
    """Schemas with values."""
    whole = integers(version)
    found: list[st.SearchStrategy[Case]] = [
        _of({"type": "string"}, texts),
        _of({"type": "integer"}, whole),
        _of({"type": "number"}, whole | floats),
        _of({"type": "boolean"}, st.booleans()),
        _of({"type": "string", "enum": ["a", "b"]}, st.sampled_from(["a", "b"])),
        _of({"type": "integer", "enum": [1, 2]}, st.sampled_from([1, 2])),
        _of({}, anything(whole)),
        _of({"$ref": "Tree"}, trees(whole)),
        _of({"$ref": "Message"}, messages(whole)),
        _of(_decoded("json"), st.dictionaries(texts, whole, max_size=2)),
        _of(_decoded("text_or_json"), st.dictionaries(texts, whole, max_size=2) | st.just("plain")),
    ]
    if depth:
        inner = cases(version, depth - 1)
        found += [inner.flatmap(make) for make in (_arrays, _maps, _nullable, _unions)]
        found.append(st.dictionaries(texts, inner, max_size=3).flatmap(_records))
    return st.one_of(found)


def _of(schema: Schema, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Case]:
    return values.map(lambda value: (schema, value))


def _decoded(encoding: str) -> Schema:
    structure: Schema = {"type": "object", "additionalProperties": {"type": "integer"}}
    return {"type": "string", "encoding": encoding, "decoded": structure}


def _arrays(case: Case) -> st.SearchStrategy[Case]:
    schema, value = case
    return st.integers(0, 2).map(
        lambda size: ({"type": "array", "items": schema}, [value] * size),
    )


def _maps(case: Case) -> st.SearchStrategy[Case]:
    schema, value = case
    return st.lists(texts, max_size=2, unique=True).map(
        lambda names: (
            {"type": "object", "additionalProperties": schema},
            dict.fromkeys(names, value),
        )
    )


def _nullable(case: Case) -> st.SearchStrategy[Case]:
    schema, value = case
    return st.sampled_from([value, None]).map(
        lambda each: ({"anyOf": [schema, {"type": "null"}]}, each)
    )


def _unions(case: Case) -> st.SearchStrategy[Case]:
    schema, value = case
    other: Schema = {"type": "boolean"}
    return st.sampled_from([value, True]).map(lambda each: ({"anyOf": [other, schema]}, each))


def _records(fields: dict[str, Case]) -> st.SearchStrategy[Case]:
    schema: Schema = {
        "type": "object",
        "properties": {name: each[0] for name, each in fields.items()},
        "additionalProperties": False,
    }
    value = {name: each[1] for name, each in fields.items()}
    return st.sets(st.sampled_from(sorted(fields)) if fields else st.nothing()).map(
        lambda left: (schema, {name: value[name] for name in value if name not in left})
    )


def anything(whole: st.SearchStrategy[int]) -> st.SearchStrategy[Any]:
    """Values of which nothing is documented: an empty table would be an object."""
    return st.recursive(
        st.booleans() | whole | floats | texts,
        lambda inner: st.lists(inner | st.none(), min_size=1, max_size=3)
        | st.dictionaries(texts, inner | st.none(), min_size=1, max_size=3),
        max_leaves=6,
    )


def trees(whole: st.SearchStrategy[int]) -> st.SearchStrategy[Any]:
    """Values of a type that contains itself."""

    def fields(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.fixed_dictionaries(
            {"name": texts},
            optional={
                "size": whole,
                "children": children,
                "labels": st.dictionaries(texts, floats, max_size=2),
            },
        )

    return st.recursive(
        fields(st.just([])), lambda inner: fields(st.lists(inner, max_size=2)), max_leaves=4
    )


def messages(whole: st.SearchStrategy[int]) -> st.SearchStrategy[Any]:
    """Values of a type whose parts are told apart by what they say of themselves."""
    values = {
        "text": texts,
        "data": st.just([]) | st.lists(whole, max_size=2),
        "map": st.dictionaries(texts, st.booleans(), max_size=2),
    }
    parts = [
        st.fixed_dictionaries(
            {
                "kind": st.just(kind),
                "value": each,
                **({"note": st.none() | texts} if kind == "data" else {}),
            }
        )
        for kind, each in values.items()
    ]
    return st.fixed_dictionaries(
        {
            "role": st.sampled_from(["user", "tool"]),
            "content": texts | st.lists(st.one_of(parts), min_size=1, max_size=3),
            "name": st.none() | texts,
        }
    )


Run = Callable[[str], Any]


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of generated Lua with one integration."""
    return write_module(tmp_path_factory.mktemp("lua"))


def literally(value: float) -> str:
    """A number, and whole ones in several spellings."""
    if isinstance(value, int) and abs(value) < 2**50:
        return [str(value), f"{value}.0", f"({value * 2} / 2)"][value % 3]
    return repr(value)


def script(values: Mapping[str, Any]) -> str:
    """What calls with some values, and then with what came back."""
    return (
        f"local first = app.integrations.acme.echo({literal(values, literally)})\n"
        "app.integrations.acme.echo(first)\nreturn first"
    )


def without_nulls(value: Any) -> Any:
    """What Lua keeps of a result: no null in an object."""
    if isinstance(value, dict):
        kept = {name: each for name, each in value.items() if each is not None}
        return {name: without_nulls(each) for name, each in kept.items()}
    if isinstance(value, list):
        return [without_nulls(each) for each in value]
    return value


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal as JSON; true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def checked(version: LuaVersion, echo: Echo, run: Run) -> None:
    """Sends many values to the function and back."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    @given(st.lists(cases(version), min_size=6, max_size=12))
    def round_trips(drawn: list[Case]) -> None:
        values = {f"v{number}": value for number, (_, value) in enumerate(drawn)}
        echo.take({f"v{number}": schema for number, (schema, _) in enumerate(drawn)})
        returned = run(script(values))
        expected = [values, without_nulls(values)]
        for name in values:
            for got, each in zip(echo.got, expected, strict=True):
                assert same(got.get(name), each.get(name)), (name, got.get(name), each.get(name))
        if returned is not None:
            assert same(returned, without_nulls(values))

    round_trips()


@pytest.mark.parametrize("version", LUA_VERSIONS)
def test_values_survive_the_sandboxed_host(version: LuaVersion, modules: Path) -> None:
    echo = Echo(TYPES)
    with LuaHost(version, modules=modules, open_account=lambda *_: cast(Any, echo)) as host:

        def run(code: str) -> Any:
            result = host.execute(code)
            assert result.error is None, result.error
            return result.values[0]

        checked(version, echo, run)


@pytest.mark.parametrize("version", LUA_VERSIONS)
def test_values_survive_the_bridge(version: LuaVersion, modules: Path) -> None:
    echo = Echo(TYPES)
    bridge = Bridge(version=version, modules=modules, clients=lambda *_: cast(Any, echo))
    checked(version, echo, bridge.run)
