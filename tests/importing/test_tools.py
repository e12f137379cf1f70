"""Lists of tools in every form, of which each construct was looked at: the definitions that they become, and what is said of the rest."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.importing.settle import findings as problems
from tests.support.golden import golden
from tests.support.importing import findings
from tests.support.importing_tools import imported_tools, tool

_HERE = Path(__file__).parent
_LISTS = ("mcp", "rpc", "openai", "anthropic")


def _read(name: str) -> str:
    return (_HERE / "documents" / "tools" / f"{name}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", _LISTS)
def test_a_list_becomes_the_definition_that_was_reviewed(name: str) -> None:
    result = imported_tools(_read(name))
    parts = [f"# {path}\n{json.dumps(raw, indent=1)}\n" for path, raw in result.files.items()]
    counted = f"{result.found} {result.wanted} {len(result.names)} {dict(result.losses.exempt)}"
    text = "\n".join([*parts, "# findings", *findings(result), "", counted, ""])
    golden(_HERE / "goldens" / "tools" / f"{name}.txt", text)


@pytest.mark.parametrize("name", _LISTS)
@pytest.mark.parametrize("keep", [True, False])
def test_the_generator_accepts_what_is_imported(name: str, keep: bool) -> None:
    result = imported_tools(_read(name), keep_descriptions=keep)
    assert result.files
    assert problems("acme", result.files) == []


@pytest.mark.parametrize("name", _LISTS)
def test_a_tool_becomes_a_function_or_an_exemption(name: str) -> None:
    result = imported_tools(_read(name))
    assert result.found == len(result.names) + sum(result.losses.exempt.values())


def test_without_descriptions_no_word_of_the_list_is_taken() -> None:
    text = json.dumps(imported_tools(_read("mcp"), keep_descriptions=False).files)
    for word in ("Newest", "The words", "A condition", "for ever"):
        assert word not in text


def test_functions_have_no_endpoint_and_parameters_no_place() -> None:
    result = imported_tools(_read("mcp"))
    assert not {"base_url", "verify"} & result.files["integration.json"].keys()
    for path, raw in result.files.items():
        if path.startswith("functions/"):
            assert "http" not in raw
            assert all("in" not in each for each in raw.get("parameters", {}).values())


def test_types_that_differ_stay_apart_though_their_names_are_the_same() -> None:
    def using(kind: str) -> dict[str, Any]:
        one = tool("x", item={"$ref": "#/$defs/Item"})
        fields = {"value": {"type": kind}}
        one["inputSchema"]["$defs"] = {"Item": {"type": "object", "properties": fields}}
        return one

    tools = [{**using("string"), "name": "a1"}, {**using("integer"), "name": "b1"}]
    types = imported_tools(tools).files["types.json"]
    kinds = {name: raw["properties"]["value"]["type"] for name, raw in types.items()}
    assert kinds == {"Item": "string", "Item2": "integer"}


def test_names_choose_tools_and_do_not_depend_on_the_choice() -> None:
    tools = [tool("acme.a.get"), tool("acme.a.put"), tool("acme.b.get")]
    everything = imported_tools(tools)
    chosen = imported_tools(tools, include=["acme.a.*"], exclude=["*.put"])
    assert (chosen.found, chosen.wanted) == (3, 1)
    assert chosen.names == {"acme.a.get": everything.names["acme.a.get"]}


@pytest.mark.parametrize(
    ("name", "hints", "expected"),
    [
        ("get_x", {}, {"operation": "read"}),
        ("searchFiles", None, {"operation": "read"}),
        ("make_x", {}, {"operation": "write"}),
        ("delete_x", {}, {"operation": "write", "destructive": True}),
        ("delete_x", {"destructiveHint": False}, {"operation": "write"}),
        ("get_x", {"readOnlyHint": False}, {"operation": "write"}),
        ("get_x", {"destructiveHint": True}, {"operation": "write", "destructive": True}),
        ("make_x", {"readOnlyHint": True, "destructiveHint": True}, {"operation": "read"}),
        ("make_x", {"idempotentHint": True}, {"operation": "write", "retry_safe": True}),
    ],
)
def test_hints_say_what_a_call_does_and_else_the_verb(
    name: str, hints: dict[str, bool] | None, expected: dict[str, Any]
) -> None:
    one = tool(name) if hints is None else {**tool(name), "annotations": hints}
    result = imported_tools([one])
    (raw,) = (each for path, each in result.files.items() if path.startswith("functions/"))
    fields = ("operation", "destructive", "retry_safe")
    assert {each: raw[each] for each in fields if each in raw} == expected


def test_a_note_says_where_the_verb_decided() -> None:
    result = imported_tools([tool("get_x"), tool("make_x")])
    notes = {
        path: raw["vendor"]["note"]
        for path, raw in result.files.items()
        if path.startswith("functions/")
    }
    begin = "The list of tools does not say whether it reads or writes: "
    assert notes == {
        "functions/get_x.json": f"{begin}the verb of its name does.",
        "functions/make_x.json": f"{begin}it counts as a write.",
    }
