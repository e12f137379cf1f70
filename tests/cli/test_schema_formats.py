"""`schema --format`: functions as tools of language models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.targets.site import machine
from integrations_runtime.docs import FunctionDoc
from integrations_runtime.docs.tools import SHAPES, Shape, tool
from tests.cases.machine.acme import FUNCTIONS, HEAD, TYPES
from tests.support.commands import install, run
from tests.support.definitions import definition_files, integration
from tests.support.tool_rules import broken

DOC = FunctionDoc("acme", "do", "Do", "write", "acme.do()", "Does it.", "Does it all.", {})


@pytest.fixture(scope="module")
def pens(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables that make the integration of the goldens the installed one."""
    files = definition_files(FUNCTIONS, types=TYPES, **HEAD)
    return install(tmp_path_factory.mktemp("pens"), "acme", files)


def made(parameters: dict[str, Any], shape: Shape = "openai", **more: Any) -> Any:
    """A function with these parameters as a tool."""
    return tool(DOC, {"name": "acme_do", "parameters": parameters, **more}, shape)


def closed(**properties: Any) -> dict[str, Any]:
    """An object that has these fields, and must have them."""
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_an_integration_is_what_the_site_publishes(
    home: Path, pens: dict[str, str], shape: str
) -> None:
    done = run(home, "schema", "acme", "--format", shape, env=pens)
    files = machine.files(integration(FUNCTIONS, types=TYPES, **HEAD))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == json.loads(files[f"files/acme/tools.{shape}.json"].text)


@pytest.mark.parametrize(
    "name", ["groq.list_files", "groq_list_files", "integrations.groq.list_files"]
)
def test_a_function(home: Path, name: str) -> None:
    done = run(home, "schema", name, "--format", "anthropic")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "name": "groq_list_files",
        "description": "Lists uploaded files, and those that batches produced, with name, purpose, size and time of upload. Where the "
        "list comes in pages, the identifier of the last file, given as `after`, leads to the next one.\n\nRead-only.",
        "input_schema": {
            "type": "object",
            "properties": {
                "purpose": {
                    "type": "string",
                    "description": "Only files with this purpose.",
                    "examples": ["batch"],
                },
                "limit": {
                    "type": "integer",
                    "minimum": 1,
                    "description": "How many files a page holds at most.",
                    "default": 20,
                },
                "after": {
                    "type": "string",
                    "description": "The identifier of the file after which the page begins.",
                    "examples": ["file-abc123"],
                },
            },
            "required": [],
            "additionalProperties": False,
        },
    }


def test_one_tool_of_mcp_is_no_list(home: Path) -> None:
    found = json.loads(run(home, "schema", "groq.create_message", "--format", "mcp").stdout)
    assert list(found) == [
        "name",
        "title",
        "description",
        "inputSchema",
        "outputSchema",
        "annotations",
    ]
    assert broken("mcp", found) == []
    assert found["annotations"]["readOnlyHint"] is False


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("grok", "Unknown integration: grok. Did you mean: groq?"),
        ("groq.list_file", "Unknown function: groq.list_file. Did you mean: groq.list_files, "),
        ("list_groups", "Unknown function: list_groups. Did you mean: freshchat.list_groups?"),
        ("xyzzyx", "Unknown function: xyzzyx."),
    ],
)
def test_unknown_names(home: Path, name: str, sentence: str) -> None:
    done = run(home, "schema", name, "--format", "mcp")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {sentence}")


def test_unknown_shapes(home: Path) -> None:
    done = run(home, "schema", "groq", "--format", "gemini")
    assert (done.returncode, done.stdout) == (2, "")
    assert "invalid choice: 'gemini' (choose from 'mcp', 'openai', 'anthropic')" in done.stderr


TEXT = {"type": "string", "description": "Some text."}


@pytest.mark.parametrize(
    "schema",
    [
        closed(),
        closed(text=TEXT),
        closed(day={"type": "string", "format": "date"}),
        closed(inner=closed(text=TEXT)),
        closed(
            several={"type": "array", "items": {"type": "integer", "minimum": 1}, "maxItems": 3}
        ),
        closed(either={"anyOf": [TEXT, {"type": "null"}]}),
        {**closed(pen={"$ref": "#/$defs/Pen"}), "$defs": {"Pen": closed(name=TEXT)}},
    ],
)
def test_strict_tools(schema: dict[str, Any]) -> None:
    found = made(schema)
    assert found["function"]["strict"] is True
    assert found["function"]["parameters"] == schema
    assert broken("openai", found) == []


@pytest.mark.parametrize(
    "schema",
    [
        {**closed(text=TEXT), "required": []},
        closed(text={**TEXT, "minLength": 1}),
        closed(text={**TEXT, "default": "x"}),
        closed(text={**TEXT, "deprecated": True}),
        closed(file={"type": "string", "format": "binary"}),
        closed(anything={}),
        closed(anything={"description": "Any value."}),
        closed(map={"type": "object"}),
        closed(map={"type": "object", "additionalProperties": TEXT}),
        closed(inner={**closed(text=TEXT), "additionalProperties": True}),
        closed(several={"type": "array", "items": {}}),
        closed(either={"anyOf": [TEXT, {}]}),
        {
            **closed(pen={"$ref": "#/$defs/Pen", "description": "A pen."}),
            "$defs": {"Pen": closed()},
        },
        {**closed(pen={"$ref": "#/$defs/Pen"}), "$defs": {"Pen": {"type": "object"}}},
    ],
)
def test_tools_that_cannot_be_strict(schema: dict[str, Any]) -> None:
    found = made(schema)
    assert found["function"]["strict"] is False
    assert found["function"]["parameters"] == schema


def test_strict_tools_tell_their_examples() -> None:
    text = {**TEXT, "examples": ["a", 'b"']}
    count = {"type": "array", "items": {"type": "integer", "examples": [1]}}
    parameters = made(closed(text=text, examples=count))["function"]["parameters"]
    assert parameters["properties"] == {
        "text": {"type": "string", "description": 'Some text. E.g. "a", "b\\"".'},
        "examples": {"type": "array", "items": {"type": "integer", "description": "E.g. 1."}},
    }


@pytest.mark.parametrize(
    ("result", "output"),
    [
        ({"type": "array", "items": {}}, None),
        ({"type": "string"}, None),
        ({"anyOf": [{"type": "object"}, {"type": "null"}]}, None),
        ({"$ref": "#/$defs/Pens", "$defs": {"Pens": {"type": "array", "items": {}}}}, None),
        ({"type": "object"}, {"type": "object"}),
        (
            {"$ref": "#/$defs/Pen", "description": "One.", "$defs": {"Pen": closed()}},
            {**closed(), "description": "One."},
        ),
        (
            {
                "$ref": "#/$defs/Box",
                "$defs": {"Box": closed(pen={"$ref": "#/$defs/Pen"}), "Pen": closed()},
            },
            {**closed(pen={"$ref": "#/$defs/Pen"}), "$defs": {"Pen": closed()}},
        ),
    ],
)
def test_results_in_mcp_are_objects(result: dict[str, Any], output: dict[str, Any] | None) -> None:
    assert made(closed(), "mcp", result=result).get("outputSchema") == output


@pytest.mark.parametrize(("shape", "most"), [("openai", 64), ("anthropic", 128)])
def test_names_that_are_too_long(shape: Shape, most: int) -> None:
    def named(name: str) -> Any:
        found = tool(DOC, {"name": name, "parameters": closed()}, shape)
        return found.get("function", found)

    fitting = "a" * most
    assert named(fitting)["name"] == fitting
    assert "Full name" not in named(fitting)["description"]
    one, other = named(f"{fitting}b"), named(f"{fitting}c")
    assert len(one["name"]) == most
    assert one["name"] != other["name"]
    assert one["description"].startswith(f"Does it all.\n\nFull name: {fitting}b. Writes: ")


def test_descriptions_that_are_too_long_for_openai() -> None:
    def described(description: str, summary: str) -> tuple[str, str]:
        doc = DOC._replace(description=description, summary=summary, operation="read")
        schemas = {"name": "acme_do", "parameters": closed()}
        openai, anthropic = tool(doc, schemas, "openai"), tool(doc, schemas, "anthropic")
        return openai["function"]["description"], anthropic["description"]

    end = "\n\nRead-only."
    room = 1024 - len(end)
    assert described("d" * room, "Short.") == ("d" * room + end, "d" * room + end)
    assert described("d" * (room + 1), "Short.")[0] == f"Short.{end}"
    assert described("d" * (room + 1), "Short.")[1] == "d" * (room + 1) + end
    assert described("d" * 2000, "s" * 2000)[0] == "s" * (room - 1) + f"…{end}"
