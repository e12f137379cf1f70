"""`call --dry-run`: the request, without its secrets, and nothing sent."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.acme import OAUTH, files
from tests.support.commands import install, run

SECRET = "s3cret/key"


def test_the_request_as_people_read_it(home: Path) -> None:
    arguments = (
        "call",
        "groq.create_message",
        "--arg",
        "conversation_id=a/b",
        "--arg",
        "role=user",
    )
    done = run(
        home, *arguments, "--arg", f"content=my {SECRET}", "--dry-run", env={"GROQ_API_KEY": SECRET}
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "POST https://api.groq.com/openai/v1/conversations/a%2Fb/messages\n"
        "accept: application/json\n"
        "authorization: [redacted]\n"
        "content-type: application/json\n"
        "\n"
        "{\n"
        '  "role": "user",\n'
        '  "content": "my [redacted]"\n'
        "}\n"
    )


def test_the_request_in_an_envelope(home: Path, acme_package: dict[str, str]) -> None:
    env = {**acme_package, "ACME_API_KEY": "abc"}  # too short to be found in a text
    done = run(home, "call", "acme.get_report", '{"id": "r"}', "--dry-run", "--json", env=env)
    envelope = json.loads(done.stdout)
    assert envelope["success"] is True
    assert envelope["meta"] == {"account": "default", "dry_run": True}
    assert envelope["data"] == {
        "method": "GET",
        "url": "https://eu.example.com/v1/reports/r?key=[redacted]",
        "headers": {"accept": "*/*", "accept-encoding": "identity"},
        "body": None,
    }


def test_streams_pages_and_forms(home: Path, tmp_path: Path, acme_package: dict[str, str]) -> None:
    env = {**acme_package, "ACME_API_KEY": SECRET, "GROQ_API_KEY": SECRET}
    (tmp_path / "f").write_bytes(b"12345")
    arguments = (
        "call",
        "acme.send_file",
        "--file",
        f"file={tmp_path / 'f'}",
        "--dry-run",
        "--json",
    )
    body = json.loads(run(home, *arguments, env=env).stdout)["data"]["body"]
    assert body.startswith("<a form with files, ")
    env = {"GROQ_API_KEY": SECRET}
    done = run(home, "call", "groq.list_files", "--all", "--dry-run", env=env)
    assert done.stdout.splitlines()[0] == "GET https://api.groq.com/openai/v1/files"
    stream = '{"model": "m", "messages": [], "stream": true}'
    done = run(home, "call", "groq.create_completion", stream, "--dry-run", env=env)
    assert "accept: text/event-stream" in done.stdout.splitlines()


def test_no_token_is_asked_for(home: Path, tmp_path: Path) -> None:
    env = install(tmp_path, "acme", files(OAUTH))
    env |= {"ACME_CLIENT_ID": "id", "ACME_CLIENT_SECRET": SECRET}
    done = run(home, "call", "acme.read_note", "--dry-run", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "GET https://api.example.com/v1/note\naccept: application/json\nauthorization: [redacted]\n"
    )


def test_of_several_keys_in_the_query_none_is_shown(home: Path) -> None:
    env = {"TRELLO_API_KEY": "abc", "TRELLO_TOKEN": "xyz"}
    done = run(home, "call", "trello.list_boards", "--dry-run", env=env)
    first = done.stdout.splitlines()[0]
    assert first == (
        "GET https://api.trello.com/1/members/me/boards?key=[redacted]&token=[redacted]"
    )
