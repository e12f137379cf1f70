"""Commands of `integrations call` give arguments in the form that is read fastest, and the program reads them as they are."""

import json
import shlex
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.integration import Integration
from generator.snippets.cli import call, iterate, stream
from integrations_runtime.cli.calling.arguments import Arguments
from tests.cli.acme import FUNCTIONS, KEY, TYPES
from tests.support.definitions import integration
from tests.support.mock import source
from tests.support.texts import json_values

ACME = integration(FUNCTIONS, types=TYPES, **KEY)
SPEC = source(ACME).spec


def code(function: str, /, **arguments: Any) -> str:
    """The command of a call."""
    example = ACME.function(function).examples[0]
    return call(ACME, replace(example, arguments=arguments)).code


def given_in(command: str, function: str) -> Any:
    """The arguments that the program reads in a command."""
    words = shlex.split(command)
    assert words[:3] == ["integrations", "call", f"acme.{function}"]
    pairs = [word for option, word in pairwise(words) if option == "--arg"]
    whole = [word for option, word in pairwise(words[2:]) if not option.startswith("-")]
    text = None if pairs or not whole else whole[0]
    spec = SPEC["functions"][function].spec
    return Arguments(f"acme.{function}", spec, SPEC["types"]).read(text, pairs, [])


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ({}, "integrations call acme.sort_things\n"),
        ({"count": 3}, "integrations call acme.sort_things --arg count=3\n"),
        (
            {"ratio": 2.0, "deep": False, "name": "it's"},
            "integrations call acme.sort_things"
            " --arg ratio=2.0 --arg deep=false --arg 'name=it'\\''s'\n",
        ),
        (
            {"tags": ["a", "1"], "sizes": [4], "name": "x" * 30},
            "integrations call acme.sort_things \\\n"
            "  --arg tags=a \\\n  --arg tags=1 \\\n  --arg sizes=4 \\\n"
            f"  --arg name={'x' * 30}\n",
        ),
        ({"which": 5}, "integrations call acme.sort_things --arg which=5\n"),
        ({"which": "5"}, """integrations call acme.sort_things '{"which": "5"}'\n"""),
        ({"tags": []}, """integrations call acme.sort_things '{"tags": []}'\n"""),
        ({"tags": ['["a"]']}, """integrations call acme.sort_things '{"tags": ["[\\"a\\"]"]}'\n"""),
        ({"name": "a\nb"}, """integrations call acme.sort_things '{"name": "a\\nb"}'\n"""),
        ({"name": "\u202e"}, """integrations call acme.sort_things '{"name": "\\u202e"}'\n"""),
        ({"extra": {}}, """integrations call acme.sort_things '{"extra": {}}'\n"""),
        (
            {"sizes": [1, 2, 3, 4, 5]},
            """integrations call acme.sort_things '{"sizes": [1, 2, 3, 4, 5]}'\n""",
        ),
        (
            {"filter": {"name": "it's " + "x" * 60}},
            "integrations call acme.sort_things '{\n"
            f"""  "filter": {{"name": "it'\\''s {'x' * 60}"}}\n"""
            "}'\n",
        ),
    ],
)
def test_how_arguments_are_given(arguments: dict[str, Any], command: str) -> None:
    assert code("sort_things", **arguments) == command
    assert given_in(command, "sort_things") == arguments


words = st.text() | st.sampled_from(["5", "true", "null", "[]", '["a"]', "a=b", "-", "--all", ""])


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "count": st.integers(),
            "ratio": st.floats(allow_nan=False, allow_infinity=False),
            "deep": st.booleans(),
            "name": words,
            "tags": st.lists(words, max_size=3),
            "sizes": st.lists(st.integers(), max_size=3),
            "which": words | st.integers(),
            "input": words | st.lists(words, max_size=2),
            "extra": st.dictionaries(words, json_values(words), max_size=2),
        },
    )
)
def test_the_program_reads_what_was_meant(arguments: dict[str, Any]) -> None:
    read = given_in(code("sort_things", **arguments), "sort_things")
    assert json.dumps(read) == json.dumps(arguments)


def test_files_and_downloads() -> None:
    head = "integrations call acme.send_file"
    assert code("send_file", file="my notes.txt", title="5") == (
        f"{head} --arg title=5 --file 'file=my notes.txt'\n"
    )
    assert code("send_file", title="a\nb" + "x" * 90, file="a.txt") == (
        f"{head} \\\n"
        "  '{\n"
        f'    "title": "a\\nb{"x" * 90}"\n'
        "  }' \\\n"
        "  --file file=a.txt\n"
    )
    report = call(ACME, ACME.function("get_report").examples[0])
    assert report.code == "integrations call acme.get_report --arg id=r1 --output report.bin\n"
    assert report.output == "Wrote 64 bytes to report.bin.\n"


def test_what_is_printed() -> None:
    outputs = {each.name: call(ACME, each.examples[0]).output for each in ACME.functions}
    assert (
        outputs
        | {
            "list_things": '[\n  "pen"\n]\n',
            "sort_things": '{\n  "ok": true\n}\n',
            "get_report": "Wrote 64 bytes to report.bin.\n",
            "send_file": '{\n  "id": "f1"\n}\n',
            "remove_thing": "",
            "read_note": "two\nlines\n",
        }
        == outputs
    )


def streaming(**more: Any) -> Integration:
    ask = {
        "operation": "write",
        "http": {"method": "POST", "path": "/ask"},
        "parameters": {"live": {"type": "boolean", "in": "body", "description": "Live."}},
        "streaming": {"parameter": "live", "event": {"type": "any"}, **more},
        "examples": [{"arguments": {"live": True}}],
    }
    return integration({"ask": ask})


def test_streams_print_a_line_for_each_event() -> None:
    made = streaming(example={"events": [{"a": 1.0}, "é"], "show": [{"print": "."}]})
    ask = made.function("ask")
    assert stream(made, ask) == call(made, ask.examples[0])
    assert stream(made, ask).code == "integrations call acme.ask --arg live=true\n"
    assert stream(made, ask).output == '{"a": 1.0}\n"é"\n'
    assert stream(streaming(), streaming().function("ask")).output == ""


def test_pages_print_a_line_for_each_item() -> None:
    arguments = {"id": "a", "size": 2}
    made = integration(
        {
            "list_things": {
                "http": {"method": "GET", "path": "/{id}"},
                "parameters": {
                    "id": {"type": "string", "in": "path", "required": True, "description": "Id."},
                    "size": {"type": "integer", "in": "query", "description": "Size."},
                },
                "response": {
                    "type": "object",
                    "properties": {"data": {"type": "array", "items": {"type": "string"}}},
                },
                "pagination": {"style": "link_header", "items": "data"},
                "examples": [
                    {"arguments": arguments, "response": {"data": ["é", "b"]}},
                ],
            }
        }
    )
    shown = iterate(made, made.function("list_things"))
    assert shown.code == "integrations call acme.list_things --arg id=a --all\n"
    assert shown.output == '"é"\n"b"\n'
