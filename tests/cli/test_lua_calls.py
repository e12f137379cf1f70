"""`lua`: for whom the calls of a script act, what they may do, and the envelope that tells of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from integrations_runtime.testing import MockVendor
from tests.support.commands import run

VERSIONS = pytest.mark.parametrize("version", ["5.1", "5.4"])
MESSAGES = "{ model = 'm', messages = { { role = 'user', content = 'Hi' } } }"


@pytest.fixture
def work() -> Iterator[dict[str, str]]:
    """The variables of an account `work`, and of no other, at a vendor that refuses all others."""
    with MockVendor("groq", credentials={"api_key": "key-of-work"}) as vendor:
        yield {"GROQ_API_KEY__WORK": "key-of-work", "GROQ_BASE_URL": vendor.url}


def envelope_of(home: Path, *arguments: str, env: dict[str, str] | None = None) -> Any:
    """What `lua --json` prints, without what takes time or memory."""
    done = run(home, "lua", "--json", *arguments, env=env)
    envelope = json.loads(done.stdout)
    assert (done.stderr, done.returncode) == ("", 0 if envelope["success"] else 1)
    assert envelope.pop("execution_time_ms") > 0
    assert envelope.pop("memory_usage") >= 0
    for call in envelope["call_log"]:
        assert call.pop("duration_ms") > 0
    return envelope


@VERSIONS
def test_an_envelope_around_a_script(home: Path, groq: MockVendor, version: str) -> None:
    code = """
        print('user')
        local user = app.integrations.groq.get_current_user()
        pcall(app.integrations.groq.get_file, { file_id = 'file-1' })
        print('done')
        return user
    """
    groq.misbehave("get_file", times=None, status=404)
    envelope = envelope_of(home, "--lua", version, "--eval", code, env=groq.environment())
    user = {"id": "user_01example", "email": "ada@example.com", "name": "Ada Example"}
    assert envelope == {
        "success": True,
        "output": "user\ndone\n",
        "result": user,
        "error": None,
        "call_log": [
            {
                "path": "app.integrations.groq.get_current_user",
                "function": "groq.get_current_user",
                "account": "default",
                "status": "ok",
                "error": None,
            },
            {
                "path": "app.integrations.groq.get_file",
                "function": "groq.get_file",
                "account": "default",
                "status": "error",
                "error": "groq.get_file: 404 not found: The vendor was told to fail.",
            },
        ],
    }


@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("local x", None),
        ("return", None),
        ("return nil", None),
        ("return {}", {}),
        ("return { 1, 2 }", [1, 2]),
        ("return 1, { 2 }, nil", [1, [2], None]),
        ("return { a = json.null }", {"a": None}),
    ],
)
def test_results(home: Path, code: str, result: object) -> None:
    assert envelope_of(home, "--eval", code)["result"] == result


@VERSIONS
@pytest.mark.parametrize(
    ("code", "line", "limit", "message"),
    [
        ("print(1)\nerror('wrong')", 2, None, "eval:2: wrong"),
        ("error({})", None, None, "eval: error object: {}"),
        ("error('just so', 0)", None, None, "just so"),
        (
            "while true do end",
            1,
            "cpu",
            "eval:1: the limit of 0.1 seconds of CPU time is used up",
        ),
    ],
)
def test_an_envelope_around_an_error(
    home: Path, version: str, code: str, line: int | None, limit: str | None, message: str
) -> None:
    envelope = envelope_of(home, "--lua", version, "--cpu-limit", "0.1", "--eval", code)
    assert envelope == {
        "success": False,
        "output": "1\n" if "print" in code else "",
        "result": None,
        "error": {"type": "LuaScriptError", "message": message, "line": line, "limit": limit},
        "call_log": [],
    }


@VERSIONS
@pytest.mark.parametrize("account", ["work", "groq=work"])
def test_calls_act_for_the_chosen_account(
    home: Path, work: dict[str, str], version: str, account: str
) -> None:
    code = """
        app.integrations.groq.list_models()
        app.integrations.groq.default.list_models()
        app.integrations.groq.work.list_models()
    """
    arguments = ("--lua", version, "--account", account, "--eval", code)
    envelope = envelope_of(home, *arguments, env=work)
    assert envelope["error"] is None
    assert [each["account"] for each in envelope["call_log"]] == ["work"] * 3
    assert [each["path"] for each in envelope["call_log"]] == [
        "app.integrations.groq.list_models",
        "app.integrations.groq.list_models",
        "app.integrations.groq.work.list_models",
    ]


def test_an_account_of_another_integration_is_not_used(home: Path, work: dict[str, str]) -> None:
    code = "app.integrations.groq.list_models()"
    arguments = ("--account", "mistralai=work", "--account", "frankfurter=x", "--eval", code)
    envelope = envelope_of(home, *arguments, env=work)
    assert envelope["error"]["message"].startswith(
        "eval:1: groq: the credential api_key is missing: "
    )
    assert envelope["call_log"][0]["account"] == "default"
    both = ("--account", "home", "--account", "groq=work", "--eval", code)
    assert envelope_of(home, *both, env=work)["success"]


def test_an_account_that_a_script_names_stays(home: Path, groq: MockVendor) -> None:
    env = {**groq.environment(), "GROQ_API_KEY__HOME": "key-of-home"}
    code = "app.integrations.groq.home.list_models()"
    envelope = envelope_of(home, "--account", "work", "--eval", code, env=env)
    assert [each["account"] for each in envelope["call_log"]] == ["home"]


@VERSIONS
def test_writes_can_be_denied(home: Path, groq: MockVendor, version: str) -> None:
    code = f"""
        local groq = app.integrations.groq
        print(#groq.list_files().data)
        print(pcall(groq.create_completion, {MESSAGES}))
        groq.create_completion({MESSAGES})
    """
    arguments = ("--lua", version, "--read-only", "--eval", code)
    envelope = envelope_of(home, *arguments, env=groq.environment())
    sentence = "groq.create_completion: write operations are denied by --read-only"
    assert envelope["output"] == f"2\nfalse\teval:4: {sentence}\n"
    assert envelope["error"]["message"] == f"eval:5: {sentence}"
    assert [each["status"] for each in envelope["call_log"]] == ["ok", "denied", "denied"]
    assert [each.function for each in groq.requests] == ["list_files"]
