"""What is said of lists that are none, and of tools that become no function: where, what, and what would be right."""

import json
from typing import Any

import pytest

from tests.support.importing import findings
from tests.support.importing_tools import imported_tools, tool

_LIST = "A list of tools is an array of tools, or an object with 'tools'; this is"


def _found(value: Any) -> list[str]:
    return [each.partition("\n")[0] for each in findings(imported_tools(value))]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, f"1:1: error: IMPORT_TOOLS: {_LIST} one without."),
        ('"hello"', f"1:1: error: IMPORT_TOOLS: {_LIST} a string."),
        ("hello", f"1:1: error: IMPORT_TOOLS: {_LIST} a string."),
        ('{"result": 5}', f"1:2: error: IMPORT_TOOLS: {_LIST} an integer."),
        ('{"tools": {}}', "1:2: error: IMPORT_TOOLS: 'tools' is an array, not an object."),
        ('{"tools": []}', "1:2: error: IMPORT_TOOLS: The list has no tools."),
        ("[]", "1:1: error: IMPORT_TOOLS: The list has no tools."),
        (
            '{"jsonrpc": "2.0", "id": 1,\n "error": {"code": -1, "message": "Not today"}}',
            "2:2: error: IMPORT_TOOLS: The answer carries an error in place of tools: Not today.",
        ),
    ],
)
def test_what_is_no_list_of_tools_is_said(value: Any, expected: str) -> None:
    result = imported_tools(value)
    assert _found(value) == [f"tools.json:{expected}"]
    assert (result.losses.failed, result.files) == (True, {})


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("hello", "Tool 2 becomes no function: it is a string, not an object."),
        (None, "Tool 2 becomes no function: it is null, not an object."),
        ({}, "Tool 2 becomes no function: it has no name."),
        ({"name": 5}, "Tool 2 becomes no function: its name is an integer."),
        ({"name": " "}, "Tool 2 becomes no function: its name is empty."),
        (
            {"function": []},
            "Tool 2 becomes no function: its 'function' is an array, not an object.",
        ),
        (tool("good"), "good becomes no function: another tool before it has the same name."),
        (
            {"name": "odd", "inputSchema": True},
            "odd becomes no function: the schema of its input is a boolean, not an object.",
        ),
        (
            {"name": "odd", "inputSchema": {"type": "string"}},
            "odd becomes no function: its input is of type 'string', not an object.",
        ),
        (
            {"name": "odd", "input_schema": {"enum": [1, 2]}},
            "odd becomes no function: its input is no object.",
        ),
        (
            {"type": "web_search_20250305", "name": "web_search"},
            "web_search becomes no function: it is of type 'web_search_20250305', which does not say what it takes.",
        ),
    ],
)
def test_what_is_no_tool_is_an_exemption(broken: Any, message: str) -> None:
    result = imported_tools([tool("good"), broken])
    assert [each.split(": warning: ")[1] for each in _found([tool("good"), broken])] == [
        f"IMPORT_TOOL: {message}"
    ]
    assert dict(result.losses.exempt) == {"IMPORT_TOOL": 1}
    assert (result.found, result.wanted, len(result.names)) == (2, 2, 1)


def test_a_list_without_a_good_tool_is_an_error() -> None:
    found = _found([{"name": "odd", "inputSchema": []}])
    assert found == [
        "tools.json:1:1: error: IMPORT_EMPTY: No tool becomes a function.",
        "tools.json:4:3: warning: IMPORT_TOOL: odd becomes no function: the schema of its input is an array, not an object.",
    ]


_LOST: list[tuple[dict[str, Any], str]] = [
    ({"_meta": {}}, "IMPORT_ANNOTATION: Tools have no '_meta' in definitions."),
    ({"parameters": {}}, "IMPORT_ANNOTATION: Tools have no 'parameters' in definitions."),
    (
        {"annotations": {"openWorldHint": True}},
        "IMPORT_ANNOTATION: The hint 'openWorldHint' is not carried over.",
    ),
    (
        {"annotations": {"readOnlyHint": "yes"}},
        "IMPORT_ANNOTATION: The hint 'readOnlyHint' is no boolean.",
    ),
    (
        {"inputSchema": {"type": "object", "minProperties": 1}},
        "IMPORT_CONSTRAINT: The keyword 'minProperties' has no counterpart; the rest of the schema is kept.",
    ),
    (
        {"inputSchema": {"type": "object", "additionalProperties": True}},
        "IMPORT_OPEN_OBJECT: Beside known fields, further ones cannot be sent.",
    ),
    (
        {"inputSchema": {"properties": {" ": {}}}},
        "IMPORT_PARAMETER: A field without a name cannot be a parameter.",
    ),
    (
        {"inputSchema": {"properties": {"a": {"$ref": "#/$defs/Lost"}}}},
        "IMPORT_REFERENCE: '#/$defs/Lost' leads nowhere. Any value fits in its place.",
    ),
    (
        {
            "inputSchema": {
                "properties": {"a": {}, "b": {}},
                "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
            }
        },
        "IMPORT_UNION: Which fields must be there together is not carried over.",
    ),
    (
        {"inputSchema": {"anyOf": [{"properties": {"a": {}}}, {"type": "string"}]}},
        "IMPORT_UNION: An input that is no object is left out.",
    ),
]


@pytest.mark.parametrize(("more", "message"), _LOST)
def test_what_of_a_tool_has_no_counterpart_is_said(more: dict[str, Any], message: str) -> None:
    found = [each.split(": warning: ")[1] for each in _found([{**tool("good"), **more}])]
    assert message in found


def test_a_list_that_goes_on_is_said_with_its_line() -> None:
    text = json.dumps({"tools": [tool("good")], "nextCursor": "p2"}, indent=1)
    line = text.splitlines().index(' "nextCursor": "p2"') + 1
    assert _found(text) == [
        f"tools.json:{line}:2: warning: IMPORT_PARTIAL: The list goes on: what 'nextCursor' leads to is not in this file."
    ]
