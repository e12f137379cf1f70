"""`call`: arguments, results, envelopes, streams, files, failures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from integrations_runtime.testing import MockVendor
from tests.support.commands import on_terminal, run

FILES = ["file-abc123", "file-def456"]


def body_of(home: Path, env: dict[str, str], *arguments: str) -> Any:
    """What a call of `sort_things` would send."""
    given = [part for each in arguments for part in ("--arg", each)]
    done = run(home, "call", "acme.sort_things", *given, "--dry-run", "--json", env=env)
    assert done.returncode == 0, done.stdout
    return json.loads(done.stdout)["data"]["body"]


def test_the_result_is_json(home: Path, groq: MockVendor) -> None:
    done = run(home, "call", "groq.list_files", '{"limit": 10}', env=groq.environment())
    assert (done.returncode, done.stderr) == (0, "")
    assert [each["id"] for each in json.loads(done.stdout)["data"]] == FILES
    assert done.stdout.startswith('{\n  "object": "list",\n')
    assert list(groq.requests[0].query) == [("limit", "10")]


def test_arguments_come_from_standard_input_and_by_name(home: Path, groq: MockVendor) -> None:
    arguments = ("call", "groq.list_files", "-", "--arg", "limit=5", "--arg", "purpose=7")
    done = run(home, *arguments, env=groq.environment(), given='{"limit": 10, "after": "a"}')
    assert done.returncode == 0
    assert dict(groq.requests[0].query) == {"purpose": "7", "limit": "5", "after": "a"}


def test_text_becomes_what_the_parameter_takes(home: Path, acme_package: dict[str, str]) -> None:
    env = {**acme_package, "ACME_API_KEY": "example"}
    assert body_of(
        home,
        env,
        "count=3",
        "ratio=0.5",
        "deep=true",
        "name=true",
        "tags=a",
        "tags=1",
        "sizes=4",
        "which=5",
        "input=plain",
        'extra={"a": [1]}',
        'filter={"name": "x"}',
    ) == {
        "count": 3,
        "ratio": 0.5,
        "deep": True,
        "name": "true",
        "tags": ["a", "1"],
        "sizes": [4],
        "which": 5,
        "input": "plain",
        "extra": {"a": [1]},
        "filter": {"name": "x"},
    }
    assert body_of(home, env, 'tags=["b", "c"]', "which=x", 'input=["d"]', "ratio=2") == {
        "ratio": 2,
        "tags": ["b", "c"],
        "which": "x",
        "input": ["d"],
    }


def test_an_envelope_around_a_result(home: Path, groq: MockVendor) -> None:
    done = run(home, "call", "groq_get_current_user", "--json", env=groq.environment())
    envelope = json.loads(done.stdout)
    assert envelope.pop("duration_ms") > 0
    assert envelope == {
        "function": "groq.get_current_user",
        "success": True,
        "data": {"id": "user_01example", "email": "ada@example.com", "name": "Ada Example"},
        "error": None,
        "meta": {"account": "default", "status": 200, "request_id": "mock-1", "retries": 0},
    }


def test_an_envelope_around_an_error(home: Path, groq: MockVendor) -> None:
    groq.misbehave("get_file", times=None, status=404)
    arguments = ("call", "groq.get_file", "--arg", "file_id=file-1")
    plain = run(home, *arguments, env=groq.environment())
    message = plain.stderr.removeprefix("error: ").removesuffix("\n")
    assert (plain.returncode, plain.stdout) == (1, "")
    assert message.startswith("groq.get_file: 404 not found: ")
    done = run(home, *arguments, "--json", env=groq.environment())
    envelope = json.loads(done.stdout)
    assert (done.returncode, done.stderr, envelope["success"]) == (1, "", False)
    assert envelope["data"] is None
    assert envelope["error"] == {
        "type": "NotFound",
        "message": message,
        "status": 404,
        "request_id": "mock-2",
        "retry_after": None,
    }


def test_retries_are_counted_and_can_be_forbidden(home: Path, groq: MockVendor) -> None:
    groq.misbehave("list_models", status=503, headers={"retry-after": "0"})
    done = run(home, "call", "groq.list_models", "--json", env=groq.environment())
    assert json.loads(done.stdout)["meta"]["retries"] == 1
    groq.misbehave("list_models", status=503, headers={"retry-after": "0"})
    arguments = ("call", "groq.list_models", "--max-retries", "0", "--timeout", "9")
    assert run(home, *arguments, env=groq.environment()).returncode == 1
    assert len(groq.requests) == 3


def test_a_stream_prints_a_line_for_each_event(home: Path, groq: MockVendor) -> None:
    groq.streams("create_completion", [_chunk("a"), _chunk("b\n")])
    question = 'messages=[{"role": "user", "content": "Hi"}]'
    arguments = ("--arg", "model=m", "--arg", question, "--arg", "stream=true")
    done = run(home, "call", "groq.create_completion", *arguments, env=groq.environment())
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["choices"][0]["delta"]["content"] for each in events] == ["a", "b\n"]
    done = run(home, "call", "groq.create_completion", *arguments, "--json", env=groq.environment())
    assert json.loads(done.stdout)["data"] == events


def _chunk(text: str) -> Any:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
    head = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return {**head, "choices": [choice]}


def test_the_items_of_all_pages(home: Path, groq: MockVendor) -> None:
    done = run(home, "call", "groq.list_files", "--all", env=groq.environment())
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == FILES


def test_a_file_is_sent(
    home: Path, tmp_path: Path, acme: MockVendor, acme_package: dict[str, str]
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("hello")
    arguments = ("call", "acme.send_file", "--file", f"file={file}", "--arg", "title=5")
    done = run(home, *arguments, env={**acme_package, **acme.environment()})
    assert (done.returncode, done.stdout, done.stderr) == (0, '{\n  "id": "f1"\n}\n', "")


def test_a_file_is_saved(
    home: Path, tmp_path: Path, acme: MockVendor, acme_package: dict[str, str]
) -> None:
    acme.answers("get_report", b"\x00\xffdata")
    env = {**acme_package, **acme.environment()}
    target = tmp_path / "report.bin"
    arguments = ("call", "acme.get_report", '{"id": "r1"}', "--output")
    done = run(home, *arguments, str(target), env=env)
    assert (done.returncode, done.stdout) == (0, f"Wrote 6 bytes to {target}.\n")
    assert target.read_bytes() == b"\x00\xffdata"
    done = run(home, *arguments, str(target), "--json", env=env)
    assert json.loads(done.stdout)["data"]["bytes"] == 6
    done = run(home, *arguments, str(tmp_path / "no" / "folder"), env=env)
    assert done.returncode == 1
    assert done.stderr.startswith("error: No such file or directory: ")


def test_answers_without_data_and_of_text(
    home: Path, acme: MockVendor, acme_package: dict[str, str]
) -> None:
    env = {**acme_package, **acme.environment()}
    done = run(home, "call", "acme.remove_thing", "--arg", "id=t1", "--arg", "force=true", env=env)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("warning: ") and "It has no effect any more." in done.stderr
    assert run(home, "call", "acme.read_note", env=env).stdout == "two\nlines\n"


def test_a_terminal_obeys_no_vendor(
    home: Path, acme: MockVendor, acme_package: dict[str, str]
) -> None:
    acme.answers("read_note", b"\x1b]0;title\x07red", headers={"content-type": "text/plain"})
    env = {**acme_package, **acme.environment()}
    assert on_terminal(home, "call", "acme.read_note", env=env) == (0, "\\x1b]0;title\\x07red\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("acme.get_report", '{"id": "r"}'),
            "acme.get_report answers with a file: add --output FILE.",
        ),
        (
            ("acme.read_note", "--output", "x"),
            "acme.read_note answers with no file: leave out --output.",
        ),
        (("acme.read_note", "--all"), "acme.read_note has no pages: leave out --all."),
        (
            ("acme.get_report", "--output", "-", "--json"),
            "--json needs a file for --output.",
        ),
        (
            ("acme.send_file", "--file", "title=x"),
            "Parameter 'title' of acme.send_file takes no file.",
        ),
        (
            ("acme.sort_things", "--arg", "cuont=1"),
            "Unknown parameter 'cuont' of acme.sort_things. Did you mean 'count'?",
        ),
        (("acme.sort_things", "--arg", "count"), "--arg takes name=value, not 'count'."),
        (
            ("acme.sort_things", "--arg", "count=1", "--arg", "count=2"),
            "Parameter 'count' of acme.sort_things is given twice.",
        ),
        (
            ("acme.sort_things", "--arg", "count=many"),
            "Parameter 'count' of acme.sort_things must be an integer, not a string.",
        ),
        (("acme.sort_things", "[1]"), 'The arguments must be a JSON object, like {"limit": 10}.'),
        (
            ("acme.sort_things", '{"ratio": NaN}'),
            "The arguments are not JSON: NaN is no number.",
        ),
        (("acme.get_report", "--output", "x"), "Missing required parameter(s): id"),
        (
            ("acme.sort_thing",),
            "Unknown function: acme.sort_thing. Did you mean: acme.sort_things, acme.list_things, acme.remove_thing?",
        ),
    ],
)
def test_what_cannot_be_called(
    home: Path,
    tmp_path: Path,
    acme_package: dict[str, str],
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    env = {**acme_package, "ACME_API_KEY": "example", "ACME_BASE_URL": "http://127.0.0.1:9"}
    if "--json" in arguments:
        done = run(home, "call", *arguments, env=env)
        assert json.loads(done.stdout)["error"]["message"] == sentence
    else:
        done = run(home, "call", *arguments, env=env)
        assert (done.stdout, done.stderr) == ("", f"error: {sentence}\n")
    assert done.returncode == 2


def test_a_missing_credential_is_an_error_of_usage(home: Path) -> None:
    done = run(home, "call", "groq.list_models", "--account", "work", "--json")
    envelope = json.loads(done.stdout)
    assert (done.returncode, envelope["error"]["type"]) == (2, "ConfigurationError")
    assert envelope["meta"] == {"account": None, "status": None, "request_id": None, "retries": 0}
