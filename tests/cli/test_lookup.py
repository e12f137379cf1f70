"""`list`, `search`, `docs` and `schema`: what there is, for people and for programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from integrations_runtime import docs
from tests.support.commands import on_terminal, run
from tests.support.definitions import NAMES

MODELS = "List the models that the account can use."


def test_integrations_for_programs_that_read_lines(home: Path) -> None:
    done = run(home, "list")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == NAMES
    assert rows[NAMES.index("freshchat")] == [
        "freshchat",
        "7",
        "support",
        "Customer support by chat: conversations, agents and groups.",
    ]


def test_functions_of_one(home: Path) -> None:
    done = run(home, "list", "groq")
    assert done.stdout.splitlines()[:2] == [
        f"groq.list_models\tread\t{MODELS}",
        "groq.create_completion\twrite\tLet a model answer a conversation.",
    ]


def test_lists_in_json(home: Path) -> None:
    found = json.loads(run(home, "list", "--json").stdout)
    assert found[NAMES.index("frankfurter")] == {
        "name": "frankfurter",
        "title": "Frankfurter",
        "category": "data",
        "summary": "Reference exchange rates of central banks, today's and historical ones, without an account.",
        "functions": 4,
    }
    expected = {
        "function": "groq.list_models",
        "title": "List models",
        "operation": "read",
        "signature": "app.integrations.groq.list_models() -> ModelList",
        "summary": MODELS,
    }
    assert json.loads(run(home, "list", "groq", "--json").stdout)[0] == expected
    assert json.loads(run(home, "search", "groq", "modles", "--json").stdout)[0] == expected


def test_a_terminal_shows_a_table_that_fits(home: Path) -> None:
    status, shown = on_terminal(home, "list")
    assert status == 0
    head, *rows = shown.splitlines()
    words = re.sub(r"\x1b\[\d*m", "", head).split()
    assert words == ["INTEGRATION", "FUNCTIONS", "CATEGORY", "SUMMARY"]
    assert [row.split()[0] for row in rows] == NAMES
    assert max(map(len, rows)) <= 80
    freshchat = rows[NAMES.index("freshchat")]
    assert re.fullmatch(r"freshchat +7 +support +Customer support by chat: .*…", freshchat)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colours_for_who_wants_none(home: Path, env: dict[str, str]) -> None:
    status, shown = on_terminal(home, "list", "groq", env=env)
    assert status == 0
    assert "\x1b" not in shown
    assert MODELS in shown


def test_search_shows_the_best_first(home: Path) -> None:
    done = run(home, "search", "groq", "uplod", "file", "--limit", "2")
    assert (done.returncode, done.stdout) == (
        0,
        "groq.list_files\tList the files that were uploaded to Groq.\n"
        "groq.get_file\tGet what Groq knows about an uploaded file.\n",
    )


def test_a_search_for_nothing(home: Path) -> None:
    done = run(home, "search", "xyzzyx")
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "error: No function fits: xyzzyx\n",
    )


def test_pages(home: Path) -> None:
    assert run(home, "docs", "groq.list_models").stdout == docs.read("groq.list_models")
    assert run(home, "docs", "integrations.groq").stdout == docs.read("groq")
    assert run(home, "docs").stdout.startswith("# Integrations\n\n> Functions of web services")
    answer = json.loads(run(home, "docs", "groq.get_file", "--json").stdout)
    assert answer == {"page": "groq.get_file", "text": docs.read("groq.get_file")}


def test_schemas_stand_for_themselves(home: Path) -> None:
    done = run(home, "schema", "groq.create_message")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert list(found) == ["name", "description", "parameters", "result"]
    assert found["name"] == "groq_create_message"
    assert found["parameters"] == {
        "type": "object",
        "properties": {
            "conversation_id": {
                "type": "string",
                "description": "The conversation to extend.",
                "examples": ["conv_abc123"],
            },
            "role": {
                "type": "string",
                "description": "Who the message comes from.",
                "examples": ["user", "assistant"],
            },
            "content": {
                "type": "string",
                "description": "The text of the message.",
            },
        },
        "required": ["conversation_id", "role", "content"],
        "additionalProperties": False,
    }
    assert found["result"]["$ref"] == "#/$defs/Message"
    assert list(found["result"]["$defs"]) == ["Message"]


def test_schemas_of_streams_hold_their_events(home: Path) -> None:
    found = json.loads(run(home, "schema", "groq_create_completion").stdout)
    assert found["event"]["$ref"] == "#/$defs/ChatCompletionChunk"
    assert "ChatMessage" in found["parameters"]["$defs"]
    assert "ChatMessage" not in found["event"]["$defs"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("list", "grok"), "Unknown integration: grok. Did you mean: groq?"),
        (("docs", "grok"), "Unknown page: grok. Did you mean: groq?"),
        (
            ("docs", "groq.list_file"),
            "Unknown page: groq.list_file. Did you mean: groq.list_files, groq.get_file, groq.list_models?",
        ),
        (
            ("schema", "mistralai.chatt"),
            "Unknown function: mistralai.chatt. Did you mean: mistralai.chat?",
        ),
        (
            ("schema", "list_currencies"),
            "Unknown function: list_currencies. Did you mean: frankfurter.list_currencies?",
        ),
        (
            ("schema", "groq"),
            "groq is an integration; name a function, like groq.list_models.",
        ),
        (("schema", "../../etc/passwd"), "Unknown function: ../../etc/passwd."),
        (("lst",), "Unknown command: lst. Did you mean: list?"),
    ],
)
def test_unknown_names(home: Path, arguments: tuple[str, ...], sentence: str) -> None:
    done = run(home, *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"error: {sentence}\n")
