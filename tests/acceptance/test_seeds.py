"""The pages hold what the pages that they replace held: the facts in `seeds/` were transcribed from those."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import lupa.lua51
import pytest

from generator.targets.docs import BUDGET, TARGET
from tests.support.definitions import real
from tests.support.pages import Part, read

NAMES = ("freshchat", "groq", "mistralai")
FUNCTIONS = [
    pytest.param(name, function, id=f"{name}.{function['name']}")
    for name in NAMES
    for function in json.loads(
        (Path(__file__).parent / "seeds" / f"{name}.json").read_text("utf-8")
    )["functions"]
]
MULTI_ACCOUNT = "Multi-Account Usage"


@cache
def seed(name: str) -> Any:
    return json.loads((Path(__file__).parent / "seeds" / f"{name}.json").read_text("utf-8"))


@cache
def page(name: str, kind: str) -> Part:
    return read(TARGET.integration(real(name))[f"docs/{name}/{kind}.md"].text).parts[0]


@pytest.mark.parametrize("name", NAMES)
def test_the_head_counts_functions_and_names_the_authentication(name: str) -> None:
    facts = seed(name)
    people = page(name, "index")
    assert people.title == facts["title"]
    count = len(facts["functions"])
    line = (
        f"{count} functions · {facts['read']} read · {facts['write']} write · {facts['auth']} auth"
    )
    assert line in people.lines
    text = TARGET.integration(real(name))[f"docs/{name}/index.md"].text
    assert f"[{facts['category']}](../index.md#{facts['category']})" in text.partition("\n# ")[0]


@pytest.mark.parametrize("name", NAMES)
def test_functions_come_in_the_same_order(name: str) -> None:
    names = [each["name"] for each in seed(name)["functions"]]
    agent = page(name, "agent")
    assert agent.title == f"{seed(name)['title']} — Lua API Reference"
    assert agent.titles == [*names, MULTI_ACCOUNT]
    assert page(name, "index").part("Functions").titles == [f"{name}_{each}" for each in names]


@pytest.mark.parametrize("name", NAMES)
def test_accounts_are_shown_with_a_function_that_exists(name: str) -> None:
    verify = real(name).verify
    (code,) = page(name, "agent").part(MULTI_ACCOUNT).fences("lua")
    for account in ("", "default.", *(f"{each}." for each in seed(name)["accounts"])):
        assert f"app.integrations.{name}.{account}{verify}(" in code
    assert "function_name" not in code


@pytest.mark.parametrize(("name", "function"), FUNCTIONS)
def test_parameters_are_the_same(name: str, function: Any) -> None:
    expected = [
        [f"`{each['name']}`", each["type"], "yes" if each["required"] else "no"]
        for each in function["parameters"]
    ]
    for part, none in (
        (page(name, "agent").part(function["name"]), "None."),
        (
            page(name, "index").part("Functions").part(f"{name}_{function['name']}"),
            "No parameters.",
        ),
    ):
        parameters = part.part("Parameters")
        if expected:
            assert [row[:3] for row in parameters.rows] == expected
        else:
            assert none in parameters.lines


@pytest.mark.parametrize(("name", "function"), FUNCTIONS)
def test_descriptions_of_parameters_carry_the_same_facts(name: str, function: Any) -> None:
    if not function["parameters"]:
        return
    rows = page(name, "agent").part(function["name"]).part("Parameters").rows
    for parameter, row in zip(function["parameters"], rows, strict=True):
        text = row[3]
        if "default" in parameter:
            assert f"Default: `{json.dumps(parameter['default'])}`." in text
        for limit in ("minimum", "maximum"):
            if limit in parameter:
                assert re.search(rf"(?<![0-9.]){parameter[limit]:g}(?![0-9])", text)
        values = [json.dumps(each) for each in parameter.get("values", ())]
        assert not values or f"One of {', '.join(f'`{each}`' for each in values)}." in text
        for example in parameter.get("examples", ()):
            assert example in text.replace('\\"', '"')


@pytest.mark.parametrize(("name", "function"), FUNCTIONS)
def test_operations_are_the_same(name: str, function: Any) -> None:
    part = page(name, "index").part("Functions").part(f"{name}_{function['name']}")
    assert f"- **Operation:** {function['operation'].capitalize()}" in part.lines
    assert f"- **Full name:** `{name}.{name}_{function['name']}`" in part.lines


@pytest.mark.parametrize(("name", "function"), FUNCTIONS)
def test_the_agent_page_has_the_same_structure(name: str, function: Any) -> None:
    part = page(name, "agent").part(function["name"])
    several = len(function["examples"]) > 1
    last = "Examples" if several else "Example"
    assert part.titles == ["Parameters", *function["sections"], "Returns", last]
    examples = part.part(last)
    assert len(examples.parts) == (len(function["examples"]) if several else 0)
    for title, example in zip(examples.titles, function["examples"], strict=False):
        assert title == example.get("title", title)
    signature = f"`app.integrations.{name}.{function['name']}("
    assert sum(line.startswith(signature) for line in part.lines) == 1


@pytest.mark.parametrize(("name", "function"), FUNCTIONS)
def test_examples_make_the_same_calls(name: str, function: Any) -> None:
    part = page(name, "agent").part(function["name"]).parts[-1]
    codes = part.fences("lua")
    assert len(codes) == len(function["examples"])
    for code, example in zip(codes, function["examples"], strict=True):
        assert call(code) == (name, function["name"], example["arguments"])
        assert set(example["prints"]) <= set(printed(code))
    assert part.fences("text")


@pytest.mark.parametrize("name", NAMES)
def test_the_page_for_people_ends_with_the_agent_page(name: str) -> None:
    raw = page(name, "index").part("Raw Agent Markdown")
    (text,) = raw.fences("markdown")
    agent = TARGET.integration(real(name))[f"docs/{name}/agent.md"].text
    assert agent.startswith(f"{text}\n\n<!--")


@pytest.mark.parametrize("name", NAMES)
def test_the_derived_example_calls_the_first_function(name: str) -> None:
    derived = page(name, "index").part("Metadata-Derived Example")
    (code,) = derived.fences("lua")
    assert call(code)[:2] == (name, f"{name}_{seed(name)['functions'][0]['name']}")
    assert derived.fences("python") and derived.fences("text")


@pytest.mark.parametrize("name", NAMES)
def test_sections_stay_within_the_budget(name: str) -> None:
    text = TARGET.integration(real(name))[f"docs/{name}/agent.md"].text
    assert all(len(section) < BUDGET for section in text.split("\n---\n"))


def call(code: str) -> tuple[str, str, Any]:
    """Returns the call that Lua code makes: integration, function, arguments."""
    calls: list[tuple[str, str, Any]] = []
    lua = lupa.lua51.LuaRuntime(register_eval=False, register_builtins=False)
    lua.globals()["record"] = lambda *found: calls.append(
        (str(found[0]), str(found[1]), plain(found[2]) if found[2] is not None else {})
    )
    lua.execute("""
        local function named(make)
          return setmetatable({}, { __index = function(_, key) return make(key) end })
        end
        app = { integrations = named(function(integration)
          return named(function(name)
            return function(arguments) record(integration, name, arguments) error("called") end
          end)
        end) }
    """)
    with pytest.raises(lupa.lua51.LuaError, match="called"):
        lua.execute(code)
    (only,) = calls
    return only


def plain(value: Any) -> Any:
    """Returns a Lua value as JSON-like data."""
    if lupa.lua51.lua_type(value) != "table":
        return value
    items = {key: plain(each) for key, each in value.items()}
    if items and all(isinstance(key, int) for key in items):
        return [items[key] for key in sorted(items)]
    return items


def printed(code: str) -> list[str]:
    """Returns the paths of the result that Lua code reaches into: `data[].id`."""
    code = re.sub(r'"(?:[^"\\]|\\.)*"', '""', code)
    roots = {"result": ""}
    for variable, root, path in re.findall(r"for _, (\w+) in ipairs\(\(?(\w+)\.([\w.]+)", code):
        roots[variable] = f"{roots[root]}.{path}[]"
    return [
        (roots[root] + re.sub(r"\[\d+\]", "[]", steps)).removeprefix(".")
        for root, steps in re.findall(r"\b(\w+)((?:\.\w+|\[\d+\])+)", code)
        if root in roots
    ]
