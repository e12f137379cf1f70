"""What a script is told when a call fails: one sentence that `pcall` catches, with the script's own line and without a secret."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from integrations.groq import Groq
from integrations_runtime import Policy, RetryPolicy
from integrations_runtime.lua import LUA_VERSIONS, Bridge, LuaHost, LuaScriptError, LuaVersion
from tests.lua.hosts import Script
from tests.support.loopback import Exchange, closed_port, serving

SECRET = "gsk-5ecret-0f-a-test"

AT_ONCE = RetryPolicy(max_retries=2, first_delay=0.0)

GET_FILE = "app.integrations.groq.get_file({ file_id = 'file-1' })"
STREAM = (
    "app.integrations.groq.create_completion({ model = 'm', stream = true, "
    "messages = { { role = 'user', content = 'Hi' } } })"
)


def error(status: int, message: str = "no luck", retry_after: str = "0") -> Script:
    """A vendor that answers with an error."""
    body = f'{{"error": {{"message": "{message}", "code": "c"}}}}'.encode()
    return lambda exchange: exchange.reply(body, status=status, retry_after=retry_after)


def answer(content: bytes, content_type: str = "application/json") -> Script:
    """A vendor that answers with whatever bytes."""
    return lambda exchange: exchange.reply(content, content_type=content_type)


def echoing(exchange: Exchange) -> None:
    """Complains, and repeats the credentials wherever it can."""
    sent = exchange.headers["authorization"]
    body = f'{{"error": {{"message": "bad key {sent}", "code": "{sent}"}}, "{sent}": "{sent}"}}'
    exchange.reply(body.encode(), status=401, x_request_id=sent, www_authenticate=sent)


def echoing_page(exchange: Exchange) -> None:
    """Answers with a page for people that repeats the credentials."""
    page = f"<html>{exchange.headers['authorization']}</html>"
    exchange.reply(page.encode(), status=502, content_type="text/html")


def echoing_event(exchange: Exchange) -> None:
    """Streams an error that repeats the credentials."""
    exchange.send_response(200)
    exchange.send_header("content-type", "text/event-stream")
    exchange.end_headers()
    sent = exchange.headers["authorization"]
    exchange.say(f'data: {{"error": {{"message": "bad key {sent}"}}}}\n\n'.encode())


class Failure(NamedTuple):
    """What a vendor does to a call, what the script is told of it, and how many requests there were."""

    script: Script
    message: str
    requests: int = 1
    code: str = GET_FILE


PLACE = "groq.get_file: "

FAILURES = {
    "400": Failure(error(400), f"{PLACE}400 bad request: no luck"),
    "401": Failure(error(401), f"{PLACE}401 unauthorized: no luck"),
    "401 that repeats the key": Failure(
        echoing, f"{PLACE}401 unauthorized: bad key Bearer [redacted]"
    ),
    "403": Failure(error(403), f"{PLACE}403 forbidden: no luck"),
    "404": Failure(error(404, "no such file"), f"{PLACE}404 not found: no such file"),
    "409": Failure(error(409), f"{PLACE}409 conflict: no luck"),
    "422": Failure(error(422), f"{PLACE}422 unprocessable entity: no luck"),
    "429 after retries": Failure(error(429), f"{PLACE}429 too many requests: no luck", 3),
    "429 for long": Failure(
        error(429, retry_after="4000"),
        f"{PLACE}429 too many requests: no luck (try again in 4000 s)",
    ),
    "500 after retries": Failure(error(500), f"{PLACE}500 internal server error: no luck", 3),
    "502 with a page": Failure(echoing_page, f"{PLACE}502 bad gateway", 3),
    "several lines": Failure(error(400, "one\\ntwo\\u0007"), f"{PLACE}400 bad request: one two�"),
    "a page": Failure(
        answer(b"<html></html>", "text/html"),
        f"{PLACE}the answer (200) is not JSON: its type is text/html",
    ),
    "broken JSON": Failure(
        answer(b'{"id":'),
        f"{PLACE}the answer (200) is not JSON: Expecting value at character 7",
    ),
    "nothing": Failure(answer(b""), f"{PLACE}the answer (200) is empty"),
    "another shape": Failure(
        answer(b"[1]"),
        f"{PLACE}the answer is not of the documented shape: "
        "the answer: Input should be a valid dictionary or instance of File",
    ),
    "a reset": Failure(
        Exchange.reset,
        f"{PLACE}the connection failed: [Errno 104] Connection reset by peer",
        3,
    ),
    "hanging up": Failure(
        Exchange.hang_up,
        f"{PLACE}the connection failed: Server disconnected without sending a response.",
        3,
    ),
    "a stream that is refused": Failure(
        error(404, "no such model"),
        "groq.create_completion: 404 not found: no such model",
        code=f"for chunk in {STREAM} do print(chunk) end",
    ),
    "a stream that complains": Failure(
        echoing_event,
        "groq.create_completion: bad key Bearer [redacted]",
        code=f"for chunk in {STREAM} do print(chunk) end",
    ),
    "a list": Failure(
        error(404, "no such place"),
        "groq.list_files: 404 not found: no such place",
        code="for file in app.integrations.groq.iter_files() do print(file) end",
    ),
}


class Told(NamedTuple):
    """What came of a script: what it printed, what stopped it, and everything in which a secret could stand."""

    printed: list[str]
    error: str | None
    everything: str


class Stage:
    """Scripts with clients of Groq that find their account as programs do."""

    def __init__(self, version: LuaVersion, kind: str) -> None:
        self.options: dict[str, Any] = {}
        self.policy: Policy | None = None
        self._version, self._kind = version, kind
        self._host: LuaHost | None = None
        if kind == "host":
            self._host = LuaHost(version, open_account=lambda _, *given: self._client(*given))

    def _client(self, account: str | None, policy: Policy | None = None) -> Any:
        return Groq(account=account, policy=policy or self.policy, **self.options)

    def run(self, code: str) -> Told:
        """Runs a script."""
        if self._host is not None:
            result = self._host.execute(code, policy=self.policy)
            return Told(result.output.splitlines(), result.error, repr(result))
        lines: list[str] = []
        bridge = Bridge(
            version=self._version,
            clients=lambda _, account: self._client(account),
            output=lines.append,
        )
        try:
            bridge.run(code)
        except LuaScriptError as error:
            return Told(lines, str(error), f"{lines}{error!r}")
        return Told(lines, None, repr(lines))

    def close(self) -> None:
        """Ends what was started."""
        if self._host is not None:
            self._host.close()


@pytest.fixture(
    params=[(version, kind) for version in LUA_VERSIONS for kind in ("bridge", "host")],
    ids=lambda each: "-".join(each),
    scope="module",
)
def shared(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Both ways to run scripts, on each version of Lua."""
    stage = Stage(*request.param)
    yield stage
    stage.close()


@pytest.fixture
def stage(shared: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The same, with a key that no output may show."""
    monkeypatch.setenv("GROQ_API_KEY", SECRET)
    shared.options, shared.policy = {"max_retries": AT_ONCE}, None
    return shared


def caught(code: str) -> str:
    """A script that catches the failure of a call in its third line, and prints it."""
    return (
        f"local ok, message = pcall(function()\n\n  {code}\nend)\nprint(ok, type(message), message)"
    )


@pytest.mark.parametrize("name", FAILURES)
def test_failures_are_sentences_that_pcall_catches(
    stage: Stage, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failure = FAILURES[name]
    with serving(failure.script) as server:
        monkeypatch.setenv("GROQ_BASE_URL", server.url)
        told = stage.run(caught(failure.code))
        assert len(server.seen) == failure.requests
        stopped = stage.run(f"\n{failure.code}")
    assert told.printed == [f"false\tstring\tscript:3: {failure.message}"]
    assert stopped.error == f"script:2: {failure.message}"
    everything = told.everything + stopped.everything + caplog.text
    assert SECRET not in everything
    assert "Traceback" not in everything and ".py" not in everything


LINES = {
    "a call": f"\n\n{GET_FILE}",
    "a result": f"\n\nlocal file = {GET_FILE}",
    "a tail call": f"\n\nreturn {GET_FILE}",
    "a tail call in a function": f"local function get()\n\n  return {GET_FILE}\nend\n\nget()",
    "a tail call of an account": f"\n\nreturn {GET_FILE.replace('.groq', '.groq.default')}",
    "a call in a coroutine": (
        f"local body = coroutine.create(function()\n\n  local x = {GET_FILE}\nend)\n"
        "local ok, message = coroutine.resume(body) error(message, 0)"
    ),
    "a call over several lines": "\n\nlocal x = app.integrations.groq.get_file({\n  file_id =\n 'x' })",
    "a call of what was looked up before": (
        "local get = app.integrations.groq.get_file\n\nlocal x = get({ file_id = 'x' })"
    ),
    "a call within arguments": f"\n\nprint({GET_FILE}.id)",
    "a call that pcall makes": (
        "\n\nlocal ok, message = pcall(app.integrations.groq.get_file, { file_id = 'x' })\n"
        "error(message, 0)"
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_the_line_is_that_of_the_call(
    stage: Stage, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(error(404)) as server:
        monkeypatch.setenv("GROQ_BASE_URL", server.url)
        told = stage.run(LINES[name])
    assert told.error == "script:3: groq.get_file: 404 not found: no luck"


def test_nobody_answers(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROQ_BASE_URL", closed_port())
    told = stage.run(f"\n{GET_FILE}")
    assert told.error == "script:2: groq.get_file: no connection: [Errno 111] Connection refused"


def test_the_answer_is_late(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.options = {"max_retries": 0, "timeout": 0.05}
    with serving(Exchange.stall) as server:
        monkeypatch.setenv("GROQ_BASE_URL", server.url)
        told = stage.run(f"\n{GET_FILE}")
        server.over.set()
    assert told.error == "script:2: groq.get_file: no answer within 0.05 s"


def test_a_policy_forbids_it(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.policy = {"write": "deny"}
    with serving(error(500)) as server:
        monkeypatch.setenv("GROQ_BASE_URL", server.url)
        code = "app.integrations.groq.create_message({ conversation_id = 'c', role = 'user', content = 'x' })"
        told = stage.run(caught(code))
        assert server.seen == []
    assert told.printed == [
        "false\tstring\tscript:3: groq.create_message: write operations are denied by policy of "
        "account 'default' (argument policy)"
    ]


Configure = Callable[[pytest.MonkeyPatch], object]

HINT = "; to see what is configured: integrations doctor groq"

UNCONFIGURED: dict[str, tuple[Configure, str]] = {
    "no key": (
        lambda patch: patch.delenv("GROQ_API_KEY"),
        "groq: the credential api_key is missing: set GROQ_API_KEY or add api_key to "
        f"[groq.default] in {os.devnull}",
    ),
    "a key that cannot travel": (
        lambda patch: patch.setenv("GROQ_API_KEY", f"{SECRET}\n"),
        "groq: api_key contains a line break or another control character (from GROQ_API_KEY)",
    ),
    "a URL that is none": (
        lambda patch: patch.setenv("GROQ_BASE_URL", f"https://{SECRET}@example.com"),
        "groq: the base URL must be http:// or https://, a host and a path, without user name or query "
        "(from GROQ_BASE_URL)",
    ),
}


@pytest.mark.parametrize("name", UNCONFIGURED)
def test_what_is_not_configured_is_told_with_what_to_do_next(
    stage: Stage, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure, message = UNCONFIGURED[name]
    configure(monkeypatch)
    told = stage.run(f"\n{GET_FILE}")
    assert told.error == f"script:2: {message}{HINT}"
    assert SECRET not in told.everything


def test_a_file_that_cannot_be_read_is_told_without_its_text(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f'[groq.default]\napi_key = "{SECRET}\n')
    path.chmod(0o600)
    monkeypatch.setenv("INTEGRATIONS_CONFIG", str(path))
    told = stage.run(f"\n{GET_FILE}")
    assert told.error is not None and told.error.startswith("script:2: groq: ")
    assert told.error.endswith(HINT)
    assert SECRET not in told.everything
