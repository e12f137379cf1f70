"""The processes behind a host: how many there are, that they go, what they have not, and what becomes of those that lie."""

import gc
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from integrations_runtime import ConfigurationError
from integrations_runtime.lua import LUA_VERSIONS, LuaHost, LuaVersion
from integrations_runtime.lua.host.access import Access
from integrations_runtime.lua.host.desk import Desk
from integrations_runtime.lua.host.process import Worker
from integrations_runtime.lua.host.protocol import frame
from integrations_runtime.lua.host.run import Limits, Run
from integrations_runtime.lua.host.wire import WireError, read_list
from integrations_runtime.lua.iterators import CLOSED
from integrations_runtime.lua.modules import Modules
from tests.lua_host.fakes import World

HANG = "return ('a'):rep(30000):find(('.-'):rep(20) .. 'b')"
LIMITS = Limits(1.0, 5.0, 1_000_000, 1000)


def children() -> set[int]:
    """The child processes of this one, dead ones that nobody has waited for included."""
    command = ["ps", "-A", "-o", "pid=,ppid=,args="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    ours = [row for row in rows if row[1] == str(os.getpid())]
    return {int(row[0]) for row in ours if row[2:] != [" ".join(command)]}


def test_no_process_outlives_its_host() -> None:
    before = children()
    with LuaHost(workers=1) as host:
        assert host.execute("return 1").values == (1,)
        assert 1 <= len(children() - before) <= 2
        assert host.execute(HANG, cpu_limit=0.05).limit == "cpu"
        assert host.execute("return 2").values == (2,)
        assert 1 <= len(children() - before) <= 2
    assert children() - before == set()
    host = LuaHost(workers=1)
    host.execute("return 1")
    del host
    gc.collect()
    assert children() - before == set()


def test_a_closed_host_runs_nothing() -> None:
    host = LuaHost(workers=1)
    host.close()
    host.close()
    with pytest.raises(ConfigurationError) as caught:
        host.execute("return 1")
    assert str(caught.value) == "this LuaHost is closed"


def test_scripts_run_at_the_same_time() -> None:
    meeting = threading.Barrier(3)

    def answer(name: str, arguments: dict[str, Any]) -> Any:
        meeting.wait(20)
        return {}

    with LuaHost(workers=3, open_account=World(answer).open) as host:

        def run(number: int) -> Any:
            return host.execute(f"app.integrations.groq.list_models() return {number}").values

        with ThreadPoolExecutor(3) as threads:
            assert list(threads.map(run, range(3))) == [(0,), (1,), (2,)]


@pytest.mark.parametrize("version", LUA_VERSIONS)
def test_scripts_of_many_threads_do_not_mix(version: LuaVersion) -> None:
    world = World(lambda name, arguments: {"back": arguments["after"]})
    with LuaHost(version, workers=2, open_account=world.open) as host:

        def run(number: int) -> bool:
            code = (
                f"x = (x or 0) + {number} print(x)\n"
                f"return x, app.integrations.groq.list_files({{ after = '{number}' }}).back"
            )
            result = host.execute(code)
            return (result.output, result.values) == (f"{number}\n", (number, str(number)))

        with ThreadPoolExecutor(4) as threads:
            assert all(threads.map(run, range(60)))


def test_a_script_whose_worker_is_killed_ends_and_the_next_one_runs() -> None:
    before = children()

    def answer(name: str, arguments: dict[str, Any]) -> Any:
        for pid in children() - before:
            os.kill(pid, signal.SIGKILL)
            os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        return {}

    with LuaHost(workers=1, open_account=World(answer).open) as host:
        result = host.execute("print(1) app.integrations.groq.list_models()")
        assert (result.error, result.limit) == ("script: the VM broke down", None)
        assert result.output == "1\n"
        assert host.execute("return 2").values == (2,)


def test_a_copy_of_the_process_has_workers_of_its_own() -> None:
    program = (
        "import os\n"
        "from integrations_runtime.lua import LuaHost\n"
        "with LuaHost(workers=1) as host:\n"
        "    assert host.execute('return 1').values == (1,)\n"
        "    pid = os.fork()\n"
        "    assert host.execute('return 2').values == (2,)\n"
        "    if pid:\n"
        "        assert os.waitpid(pid, 0)[1] == 0\n"
        "        assert host.execute('return 3').values == (3,)\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", program], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_workers_have_no_credentials_and_no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    proc = Path("/proc")
    if not proc.is_dir():
        pytest.skip("needs /proc")
    monkeypatch.setenv("GROQ_API_KEY", "gsk-very-secret")
    before = children()
    with LuaHost(workers=1) as host:
        assert host.execute("return 1").values == (1,)
        host.execute("return 1")
        facts: list[tuple[bytes, str, str]] = []

        def answer(name: str, arguments: dict[str, Any]) -> Any:
            for pid in children() - before:
                limits = (proc / str(pid) / "limits").read_text()
                if "Max open files            0 " in limits:
                    folder = proc / str(pid)
                    environment = (folder / "environ").read_bytes()
                    facts.append((environment, str((folder / "cwd").readlink()), limits))
                    open_files = sorted(str(each.readlink()) for each in (folder / "fd").iterdir())
                    assert [each.split(":")[0] for each in open_files] == [
                        "/dev/null",
                        "pipe",
                        "pipe",
                    ]
            return {}

        with LuaHost(workers=1, open_account=World(answer).open) as other:
            other.execute("app.integrations.groq.list_models()")
    assert facts
    for environment, folder, limits in facts:
        assert (environment, folder) == (b"", "/")
        assert "Max core file size        0 " in limits
        assert "Max processes             0 " in limits


class Liar(Worker):
    """A worker whose process says what a test wants."""

    def __init__(self, told: bytes) -> None:
        super().__init__("5.1")
        ours, theirs = socket.socketpair()
        os.dup2(ours.fileno(), self._from)
        ours.close()
        theirs.sendall(told)
        theirs.close()
        self.ready = True


END = b'{"error": null, "limit": null, "cpu": 0.1, "cpu_total": 0.2, "memory": 1}\n'
LIES: dict[str, bytes] = {
    "nothing": b"",
    "half a frame": b"O\0\0",
    "a frame of four gigabytes": b"O\xff\xff\xff\xff",
    "an unknown kind": frame(b"X", b""),
    "another beginning": frame(b"R", b"0.1"),
    "too much output": frame(b"O", b"x" * 1002),
    "a question that is no JSON": frame(b"Q", b"["),
    "a question that is no list": frame(b"Q", b"{}"),
    "a question that nests": frame(b"Q", b"[0," + b"[0," * 50_000),
    "a question of huge numbers": frame(b"Q", b"[0," + b"9" * 10_000 + b"]"),
    "a question of letters beyond bytes": frame(b"Q", b'[0,"\\u1234"]'),
    "an unknown kind of table": frame(b"Q", b"[0,[7]]"),
    "a table without a kind": frame(b"Q", b"[0,[]]"),
    "an end that is no JSON": frame(b"E", b"x"),
    "an end without facts": frame(b"E", b"{}\n[0]"),
    "an end with a false limit": frame(b"E", END.replace(b'"limit": null', b'"limit": "x"')),
    "an end with values that are none": frame(b"E", END + b"7"),
    "an end with an error that is none": frame(b"E", END.replace(b'"error": null', b'"error": 7')),
}


def told(lie: bytes) -> Any:
    """What comes of a script whose worker tells a lie."""
    worker = Liar(lie)
    desk = Desk(Access(World().open, None, None), Modules(Path("/none")), 1000, lambda: 1.0)

    def drop(dropped: Worker) -> tuple[int, float]:
        return dropped.kill()

    run = Run(worker, LIMITS, whole=True, drop=drop)
    try:
        return run.make(b"return 1", "script", desk), run.spent
    finally:
        if worker.alive():
            worker.kill()


@pytest.mark.parametrize("name", LIES)
def test_a_worker_that_lies_is_ended(name: str) -> None:
    result, spent = told(LIES[name])
    assert (result.error, result.values, result.limit) == ("script: the VM broke down", (), None)
    assert spent


def test_what_a_worker_says_may_be_true() -> None:
    result, spent = told(frame(b"O", b"hi\n") + frame(b"E", END + b'[0,1,[0,"x"]]'))
    assert (result.error, result.output, result.values) == (None, "hi\n", (1, ["x"]))
    assert not spent


QUESTIONS: dict[str, str] = {
    "[0]": "there is no such function of the host",
    "[0,1]": "there is no such function of the host",
    '[0,"answer"]': "there is no such function of the host",
    '[0,"__class__"]': "there is no such function of the host",
    '[0,"next",7]': CLOSED.decode(),
    '[0,"next",-1]': CLOSED.decode(),
    '[0,"next","1"]': CLOSED.decode(),
    '[0,"next",{}]': CLOSED.decode(),
    '[0,"next"]': "the host: internal error (TypeError)",
    '[0,"call","groq"]': "groq: internal error (ValueError)",
    '[0,"call","../x.y"]': "../x.y: internal error (ValueError)",
    '[0,"call","__init__.x"]': "there is no such integration",
    '[0,"call","groq.__class__",null,{}]': "groq.__class__: internal error (KeyError)",
    '[0,"call",{},null,{}]': "A name must be text of up to 200 bytes.",
    '[0,"module","../bridge",3,4]': "the host: internal error (TypeError)",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_forged_questions_are_refused(question: str, tmp_path: Path) -> None:
    desk = Desk(Access(World().open, None, None), Modules(tmp_path), 1000, lambda: 1.0)
    answer = desk.answer(read_list(question.encode(), whole=True))
    assert answer == b"e" + QUESTIONS[question].encode()
    desk.note(read_list(question.encode(), whole=True))
    desk.close()


def test_modules_are_read_from_their_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / "good.lua").write_text("return 1")
    (tmp_path / "bad.lua").write_text("secret")
    desk = Desk(Access(World().open, None, None), Modules(folder), 1000, lambda: 1.0)
    ask: Callable[[bytes], bytes] = lambda name: desk.answer([b"module", name])  # noqa: E731
    assert ask(b"good") == b"treturn 1"
    assert {ask(name) for name in (b"../bad", b"bad", b"..", b"", b"good.lua", b"\xff")} == {b"n"}


def test_text_that_no_worker_writes_is_an_error() -> None:
    for text in (b"", b"1", b"[1]", b"[true]", b"[0"):
        with pytest.raises(WireError):
            read_list(text, whole=True)


def test_what_does_not_start_is_told() -> None:
    unknown: Any = "5.2"
    with pytest.raises(ConfigurationError) as caught:
        LuaHost(unknown)
    assert str(caught.value) == "there is no Lua 5.2; there are 5.1 and 5.4"
    with pytest.raises(ConfigurationError) as caught:
        LuaHost(workers=0)
    assert str(caught.value) == "a LuaHost needs one worker at least, not 0"


def test_a_loop_in_python_is_ended_by_the_time_limit() -> None:
    """Whatever a worker does that is no CPU time, its parent ends it."""
    before = children()
    with LuaHost(workers=1) as host:
        host.execute("return 1")
        for pid in children() - before:
            os.kill(pid, signal.SIGSTOP)
            os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOWAIT)
        began = monotonic()
        result = host.execute("return 1", time_limit=0.05)
        assert (result.limit, result.error) == (
            "time",
            "script: the time limit of 0.05 seconds is used up",
        )
        assert monotonic() - began < 30
