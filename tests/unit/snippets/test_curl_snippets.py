"""Commands of curl as readers see them: one word for each thing that is sent, and the vendor's answer."""

import json
import shlex
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.snippets.curl import call, stream
from tests.support.definitions import integration
from tests.support.texts import json_values
from tests.unit.snippets.curl_acme import ACMES, FUNCTIONS, TEXT, parameter


@given(json_values(st.text()), st.text())
def test_json_is_sent_as_it_was_given(value: Any, text: str) -> None:
    """Whatever it holds, it is one word that curl is given, and neither variable nor command for the shell."""
    made = ACMES["none"]
    example = made.function("create_thing").examples[0]
    arguments = {"parts": [text], "settings": {"any": value}}
    words = shlex.split(call(made, replace(example, arguments=arguments)).code)
    (body,) = [word for before, word in pairwise(words) if before == "-d"]
    expected = {"parts": [{"id": text}], "settings": {"any": value}, "source": "api"}
    assert json.loads(body) == expected


def code(auth: str, function: str, /, **changed: Any) -> str:
    """The command of a function's first example, with other arguments."""
    example = ACMES[auth].function(function).examples[0]
    return call(ACMES[auth], replace(example, arguments=changed or example.arguments)).code


REMOVE = "curl -X DELETE https://api.example.com/v1/things/7"
THINGS = "https://api.example.com/v1/things?v=1%202"


@pytest.mark.parametrize(
    ("auth", "command"),
    [
        ("none", f"{REMOVE}\n"),
        ("header", f"""{REMOVE} -H "X-Key: Key $ACME_API_KEY"'!'""\n"""),
        ("query", f'curl -X DELETE "{REMOVE.split()[-1]}?api%20key=$ACME_API_KEY"\n'),
        ("bearer", f'{REMOVE} \\\n  -H "Authorization: Bearer $ACME_TOKEN"\n'),
        ("basic", f'{REMOVE} -u "$ACME_USER:$ACME_WORD"\n'),
        ("user", f'{REMOVE} -u "$ACME_USER:"\n'),
        (
            "several",
            f'curl -X DELETE "{REMOVE.split()[-1]}?api%20key=$ACME_API_KEY&token=t-$ACME_TOKEN"\n',
        ),
        (
            "headers",
            f'{REMOVE} \\\n  -H "X-Key: $ACME_API_KEY" \\\n  -H "X-Token: $ACME_TOKEN"\n',
        ),
        ("template", f'{REMOVE} -u "$ACME_USER/token:$ACME_WORD"\n'),
        (
            "oauth",
            "# ACME_ACCESS_TOKEN is an access token from https://example.com/token\n"
            f'{REMOVE} \\\n  -H "Authorization: Bearer $ACME_ACCESS_TOKEN"\n',
        ),
    ],
)
def test_how_credentials_look(auth: str, command: str) -> None:
    assert code(auth, "remove_thing") == command


def test_how_requests_look() -> None:
    assert code("none", "get_report", id="a b") == (
        "curl -g 'https://api.example.com/v1/reports/a%20b[1]' -o report.bin\n"
    )
    assert code("query", "find_things", comma=["a", "b"], since="2026-11-20", label="x") == (
        f'curl "{THINGS}&comma=a,b&from%5Bdate%5D=2026-11-20&api%20key=$ACME_API_KEY" \\\n'
        "  -H 'X-Mode: it'\\''s $HOME!' \\\n"
        "  -H 'X-Label: x'\n"
    )
    assert code("none", "send_form", plain="a", text="it's", lines="\n") == (
        "curl -X POST https://api.example.com/v1/forms \\\n"
        "  -d plain=a \\\n"
        "  --data-urlencode 'text=it'\\''s' \\\n"
        "  -d lines=%0A\n"
    )
    assert code("none", "send_files", file="report.pdf", tags=["a", "@b"], size=7) == (
        "curl -X POST https://api.example.com/v1/files \\\n"
        "  -F 'file=@report.pdf;type=application/pdf' \\\n"
        "  -F tags=a \\\n"
        "  --form-string tags=@b \\\n"
        "  -F size=7\n"
    )
    assert code("none", "create_thing", name="it's", note=None) == (
        "curl -X POST https://api.example.com/v1/things \\\n"
        "  -H 'Content-Type: application/vnd.example+json' \\\n"
        """  -d '{"thing": {"name": "it'\\''s", "note": null}, "source": "api"}'\n"""
    )
    assert code("none", "add_thing") == (
        'curl -X POST https://api.example.com/v1/things/new -H "Idempotency-Key: $(uuidgen)"\n'
    )


def test_settings_are_variables() -> None:
    made = integration(
        FUNCTIONS,
        base_url="https://{region}.{zone}.example.com",
        settings=[
            {"key": "region", "label": "Region", "default": "eu"},
            {"key": "zone", "label": "Zone"},
        ],
        headers={"X-Zone": "in {zone}", "x-mode": "never"},
    )
    assert call(made, made.function("find_things").derived_example).code.splitlines()[-3:] == [
        "  -H 'X-Mode: it'\\''s $HOME!' \\",
        "  -H 'X-Label: example_label' \\",
        '  -H "X-Zone: in $ACME_ZONE"',
    ]
    assert call(made, made.function("remove_thing").examples[0]).code == (
        'curl -X DELETE "https://${ACME_REGION:-eu}.$ACME_ZONE.example.com/things/7" \\\n'
        '  -H "X-Zone: in $ACME_ZONE" \\\n'
        "  -H 'x-mode: never'\n"
    )


ASK: dict[str, Any] = {
    "operation": "write",
    "http": {"method": "POST", "path": "/ask"},
    "parameters": {"live": parameter("body", type="boolean")},
    "streaming": {"parameter": "live", "event": {"type": "any"}, "terminator": "[END]"},
}


def test_a_stream_is_not_held_back() -> None:
    shown = {"events": [{"a": 1.0}, "é"], "show": [{"print": "."}]}
    streaming = {**ASK["streaming"], "example": shown}
    made = integration(
        {
            "ask": {**ASK, "streaming": streaming, "examples": [{"arguments": {"live": True}}]},
            "tell": {**ASK, "examples": [{"arguments": {"live": False}}]},
        }
    )
    ask, tell = made.functions
    assert call(made, ask.examples[0]) == stream(made, ask)
    assert stream(made, ask).output == 'data: {"a":1.0}\n\ndata: "é"\n\ndata: [END]\n\n'
    for function in (ask, tell):
        assert stream(made, function).code == (
            "curl -N -X POST https://api.example.com/v1/ask \\\n"
            "  -H 'Content-Type: application/json' \\\n"
            """  -d '{"live": true}'\n"""
        )
    assert stream(made, tell).output == call(made, tell.examples[0]).output == ""


def test_answers_are_shown_as_they_come() -> None:
    made = ACMES["none"]
    outputs = {each.name: call(made, each.examples[0]).output for each in made.functions}
    assert {name: each for name, each in outputs.items() if each} == {
        "find_things": '{"found": [1.0, "é"]}\n',
        "search_things": "[]\n",
        "list_pages": "[]\n",
    }
    text = {"http": {"method": "GET", "path": "/note", "answer": "text"}, "response": TEXT}
    notes = integration({"note": {**text, "examples": [{"response": "two\nlines"}]}})
    assert call(notes, notes.functions[0].examples[0]).output == "two\nlines\n"
