"""Sessions: what chunks find of those before them, what ends a session's state, and attacks that take several chunks."""

import gc
import os
import signal
import subprocess
import sys
import threading
from functools import cache
from typing import Any, cast

import pytest

from integrations_runtime import ConfigurationError
from integrations_runtime.lua import LUA_VERSIONS, LuaHost, LuaResult, LuaSession, LuaVersion
from tests.lua_host.attacks import CPU, MEMORY, OUTPUT, TIME
from tests.lua_host.chunk_attacks import ATTACKS, CLOSED, LOOP, ONLY_54
from tests.lua_host.fakes import World
from tests.lua_host.hosts import host_of
from tests.lua_host.test_processes import HANG, children

BOTH = pytest.mark.parametrize("version", LUA_VERSIONS)


def run(session: LuaSession, code: str, cpu: float = CPU) -> LuaResult:
    """What comes of a chunk under the limits of the attacks."""
    return session.execute(code, cpu_limit=cpu, time_limit=TIME, output_limit=OUTPUT)


@BOTH
def test_chunks_find_what_the_ones_before_have_left(version: str) -> None:
    with host_of(version).session() as session:
        assert session.execute("x = 1 function twice(n) return 2 * n end").error is None
        assert session.execute("x = twice(x + 1) print(x)").output == "4\n"
        failed = session.execute("y = x error('no')", "third")
        assert (failed.error, failed.values) == ("third:1: no", ())
        assert session.execute("return y, x").values == (4, 4)
        assert session.restarts == 0
    assert host_of(version).execute("return x").values == (None,)


@BOTH
def test_sessions_do_not_share_their_state(version: str) -> None:
    host = host_of(version)
    with host.session() as one, host.session() as other:
        one.execute("x = 1 string.leak = 1")
        assert other.execute("return x, string.leak").values == (None, None)
        assert one.execute("return x, string.leak").values == (1, 1)


ECHOES = {
    "1 + 1": "2\n",
    "1, 'a', nil": '1\n"a"\nnil\n',
    "return { a = 1 }": "{ a = 1 }\n",
    "x = 1": "",
    "x = 2 return x": "2\n",
    "print('p')": "p\n",
    "(function() end)()": "",
    "'two\\nlines'": "two\nlines\n",
    "app.integrations.groq.list_models": "<function>\n",
    "-- nothing": "",
    "": "",
}


@BOTH
def test_expressions_are_shown(version: str) -> None:
    with host_of(version).session() as session:
        results = {code: session.execute(code, echo=True) for code in ECHOES}
    assert {code: result.output for code, result in results.items()} == ECHOES
    assert {(result.values, result.error) for result in results.values()} == {((), None)}


@BOTH
def test_what_is_no_chunk_says_why(version: str) -> None:
    with host_of(version).session() as session:
        result = session.execute("x = = 1", "prompt", echo=True)
        assert result.error == "prompt:1: unexpected symbol near '='"
        result = session.execute("\x1bLua", echo=True)
        assert result.error == "chunk: bytecode is not run, only text"


def test_output_is_told_while_a_chunk_runs() -> None:
    told: list[str] = []
    with host_of("5.1").session() as session:
        result = session.execute("print(1) print(2) return 3", echo=True, on_output=told.append)
        assert (told, result.output) == (["1\n", "2\n", "3\n"], "1\n2\n3\n")


@cache
def host_of_lists(version: LuaVersion) -> LuaHost:
    """A host whose calls return lists of three numbers; it lives as long as the tests."""
    world = World(lambda function, arguments: iter([1, 2, 3]))
    return LuaHost(version, open_account=world.open)


CASES = [(name, version) for name in ATTACKS for version in LUA_VERSIONS] + [
    (name, "5.4") for name in ONLY_54
]


@pytest.mark.parametrize(("name", "version"), CASES)
def test_an_attack_of_several_chunks_comes_to_nothing(name: str, version: LuaVersion) -> None:
    steps = {**ATTACKS, **ONLY_54}[name]
    with host_of_lists(version).session(memory_limit=MEMORY) as session:
        for step in steps:
            result = run(session, step.code, step.cpu)
            assert (result.limit, step.error in (result.error or "")) == (step.limit, True), result
            assert bool(result.error) == bool(step.error), result
            if step.limit != "output":
                assert result.output.replace(f"chunk:1: {CLOSED}", "CLOSED") == step.prints
            assert len(result.output) <= OUTPUT
            assert result.memory <= MEMORY
        assert session.execute("return 1").values == (1,)


@BOTH
def test_the_state_outlives_a_limit_that_the_vm_holds_to(version: str) -> None:
    with host_of(version).session(memory_limit=MEMORY) as session:
        run(session, "x = 1")
        assert run(session, LOOP).limit == "cpu"
        assert run(session, "while true do print('0123456789') end").limit == "output"
        assert run(session, "return x").values == (1,)
        assert session.restarts == 0


@BOTH
@pytest.mark.parametrize(
    ("code", "limit"),
    [(HANG, "cpu"), ("local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end", "memory")],
)
def test_the_state_is_lost_with_the_process(version: str, code: str, limit: str) -> None:
    with host_of(version).session(memory_limit=MEMORY) as session:
        run(session, "x = 1")
        cpu = CPU if limit == "cpu" else 3
        assert (run(session, code, cpu).limit, session.restarts) == (limit, 1)
        assert run(session, "return x").values == (None,)
        assert session.restarts == 1


def test_the_time_limit_counts_the_waiting_of_a_chunk() -> None:
    leave = threading.Event()

    def answer(name: str, arguments: dict[str, Any]) -> Any:
        leave.wait(0.03)
        return {}

    with LuaHost(workers=1, open_account=World(answer).open) as host, host.session() as session:
        result = session.execute("app.integrations.groq.list_models()", time_limit=0.02)
        assert (result.limit, session.restarts) == ("time", 1)
        assert session.execute("app.integrations.groq.list_models()").error is None


def test_an_exception_ends_the_state_and_the_next_chunk_runs() -> None:
    def answer(name: str, arguments: dict[str, Any]) -> Any:
        raise KeyboardInterrupt

    def fail(text: str) -> None:
        raise ZeroDivisionError(text)

    with LuaHost(workers=1, open_account=World(answer).open) as host, host.session() as session:
        session.execute("x = 1")
        with pytest.raises(KeyboardInterrupt):
            session.execute("app.integrations.groq.list_models()")
        assert session.execute("return x").values == (None,)
        assert session.restarts == 1
        with pytest.raises(ZeroDivisionError):
            session.execute("print('x')", on_output=fail)
        assert (session.execute("return 1").values, session.restarts) == ((1,), 2)


def test_iterators_end_with_their_chunk() -> None:
    world = World(lambda name, arguments: [{"id": "1"}, {"id": "2"}])
    stream = (
        "app.integrations.groq.create_completion({ model = 'm', messages = {}, stream = true })"
    )
    with LuaHost(workers=1, open_account=world.open) as host, host.session() as session:
        assert session.execute(f"chunks = {stream} return chunks().id").values == ("1",)
        assert world.events is not None and world.events.closed.is_set()
        assert session.execute("chunks()").error == f"chunk:1: {CLOSED}"


def test_each_chunk_has_its_own_log_of_calls() -> None:
    with LuaHost(workers=1, open_account=World().open) as host, host.session() as session:
        code = "app.integrations.groq.list_models()"
        assert len(session.execute(code + code).call_log) == 2
        assert [each.function for each in session.execute(code).call_log] == ["groq.list_models"]
        assert session.execute("return 1").call_log == ()


def test_clients_stay_open_between_chunks_and_accounts_are_checked() -> None:
    world = World()
    opened: list[str | None] = []

    def open_account(integration: str, account: str | None, policy: Any) -> Any:
        opened.append(account)
        return world.open(integration, account, policy)

    with LuaHost(workers=1, open_account=open_account) as host:
        session = host.session(accounts={"groq": ["default"]})
        for _ in range(2):
            assert session.execute("app.integrations.groq.list_models()").error is None
        denied = session.execute("app.integrations.groq.work.list_models()")
        assert denied.error == "chunk:1: groq: scripts may not use the account 'work'"
    assert opened == [None]


def test_sessions_leave_the_workers_to_scripts() -> None:
    with LuaHost(workers=1) as host:
        sessions = [host.session() for _ in range(3)]
        assert [each.execute(f"x = {n}").error for n, each in enumerate(sessions)] == [None] * 3
        assert host.execute("return 1").values == (1,)
        assert [each.execute("return x").values for each in sessions] == [(0,), (1,), (2,)]


def test_a_chunk_at_a_time() -> None:
    inside: list[str] = []

    def answer(name: str, arguments: dict[str, Any]) -> Any:
        with pytest.raises(ConfigurationError) as caught:
            session.execute("return 1")
        inside.append(str(caught.value))
        return {}

    with LuaHost(workers=1, open_account=World(answer).open) as host, host.session() as session:
        assert session.execute("x = 1 app.integrations.groq.list_models()").error is None
        assert session.execute("return x").values == (1,)
    assert inside == ["this session runs a chunk; the next one has to wait"]


def test_no_process_outlives_its_session() -> None:
    before = children()
    with LuaHost(workers=1) as host:
        host.execute("return 1")
        warm = children()
        session = host.session()
        session.execute("return 1")
        session.close()
        session.close()
        assert len(children() - warm) <= 1  # the one that the pool keeps in its place
        warm = children()
        forgotten = host.session()
        forgotten.execute("return 1")
        del forgotten
        gc.collect()
        assert len(children() - warm) <= 1
        left = host.session()
        left.execute("return 1")
    assert children() - before == set()
    with pytest.raises(ConfigurationError) as caught:
        left.execute("return 1")
    assert str(caught.value) == "this session is closed"
    with pytest.raises(ConfigurationError) as caught:
        host.session().execute("return 1")
    assert str(caught.value) == "this LuaHost is closed"


def test_a_session_that_is_closed_at_work_ends_with_its_chunk() -> None:
    before = children()

    def answer(name: str, arguments: dict[str, Any]) -> Any:
        session.close()
        return {}

    with LuaHost(workers=1, open_account=World(answer).open) as host:
        session = host.session()
        assert session.execute("app.integrations.groq.list_models() return 1").values == (1,)
        assert len(children() - before) <= 1
        with pytest.raises(ConfigurationError):
            session.execute("return 1")


def test_a_process_that_ends_between_chunks() -> None:
    others = children()
    with LuaHost(workers=1) as host:
        mine = children() - others
        session = host.session()
        session.execute("x = 1")
        for pid in mine:  # the warm one, which the session has taken
            os.kill(pid, signal.SIGKILL)
            os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert session.execute("return x").values == (None,)
        assert session.restarts == 1


def test_limits_that_are_none() -> None:
    host = host_of("5.1")
    with pytest.raises(ConfigurationError) as caught:
        host.session(memory_limit=0)
    assert (
        str(caught.value) == "memory_limit must be a number of bytes above 0, at most 2 GiB, not 0"
    )
    with host.session() as session:
        with pytest.raises(ConfigurationError) as caught:
            session.execute("x = 1", cpu_limit=cast(Any, "1"))
        assert (
            str(caught.value)
            == "cpu_limit must be a number of seconds above 0, at most 1000000, not '1'"
        )
        assert session.execute("return 1").values == (1,)


def test_a_copy_of_the_process_begins_anew() -> None:
    program = (
        "import os\n"
        "from integrations_runtime.lua import LuaHost\n"
        "with LuaHost(workers=1) as host, host.session() as session:\n"
        "    session.execute('x = 1')\n"
        "    pid = os.fork()\n"
        "    if pid:\n"
        "        assert os.waitpid(pid, 0)[1] == 0\n"
        "        assert session.execute('return x').values == (1,)\n"
        "    else:\n"
        "        assert session.execute('return x').values == (None,)\n"
        "        assert session.restarts == 1\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", program], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
