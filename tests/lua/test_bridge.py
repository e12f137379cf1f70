"""The bridge, as a script sees it: every spelling of a call, values both ways, and messages with the script's own line."""

import importlib
import math
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.languages.names import iterator_name
from integrations_runtime import NotFound
from integrations_runtime.lua import LUA_VERSIONS, Bridge, LuaScriptError, LuaVersion
from integrations_runtime.spec import JSON, IntegrationSpec
from tests.support.definitions import DEFINITIONS, real

Run = Callable[[str], list[str]]
NAMES = sorted(path.parent.name for path in DEFINITIONS.glob("*/integration.json"))


class FakeClient:
    """A client that checks arguments as the real ones do, keeps them, and answers what a test wants."""

    def __init__(self, name: str, account: str | None) -> None:
        self.SPEC: IntegrationSpec = importlib.import_module(f"integrations.{name}.functions").SPEC
        self.account = account
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.answer: Any = {"data": []}

    def call(self, name: str, arguments: Mapping[str, object] | None = None) -> JSON:
        """Returns the answer, or raises it."""
        self.calls.append((name, dict(arguments or {})))
        if isinstance(self.answer, Exception):
            raise self.answer
        answer: JSON = self.answer
        return answer


class World:
    """A bridge on fake clients, and what its scripts did."""

    def __init__(self, version: LuaVersion) -> None:
        self.clients: dict[tuple[str, str | None], FakeClient] = {}
        self.lines: list[str] = []
        self.answer: Any = {"data": []}
        self.bridge = Bridge(version=version, clients=self.open, output=self.lines.append)

    def open(self, name: str, account: str | None) -> Any:
        """Makes a client, once for each account."""
        client = FakeClient(name, account)
        client.answer = self.answer
        self.clients[name, account] = client
        return client

    def calls(self, account: str | None = None) -> list[tuple[str, dict[str, Any]]]:
        """Returns the calls of one account of Groq."""
        return self.clients["groq", account].calls

    def failure(self, code: str) -> str:
        """Returns the message of the error that stops a script."""
        with pytest.raises(LuaScriptError) as caught:
            self.bridge.run(code)
        return str(caught.value)


@pytest.fixture(params=LUA_VERSIONS)
def world(request: pytest.FixtureRequest) -> World:
    """A bridge of each version of Lua."""
    return World(request.param)


@pytest.mark.parametrize(
    ("code", "account"),
    [
        ("app.integrations.groq.list_models({})", None),
        ("app.integrations.groq.list_models()", None),
        ('app.integrations["groq"].list_models({})', None),
        ("app.integrations.groq.groq_list_models({})", None),
        ("app.integrations.groq.default.list_models({})", None),
        ("app.integrations.groq.work.list_models({})", "work"),
        ("app.integrations.groq.personal.groq_list_models({})", "personal"),
    ],
)
def test_every_spelling_calls_the_function(world: World, code: str, account: str | None) -> None:
    world.bridge.run(code)
    assert world.calls(account) == [("list_models", {})]


MESSAGES = {
    "app.integrations.groq.list_model({})": (
        "Unknown function: app.integrations.groq.list_model. Did you mean: list_models"
    ),
    "app.integrations.groq.work.list_fles({})": (
        "Unknown function: app.integrations.groq.work.list_fles. Did you mean: list_files"
    ),
    "app.integrations.grok.list_models({})": (
        "Unknown integration: app.integrations.grok. Did you mean: groq?"
    ),
    'app.integrations.groq.list_models("x")': (
        "groq.list_models takes no parameters, but was given a string."
    ),
    "app.integrations.groq.list_files({ 1 })": (
        "groq.list_files takes one table of named parameters, such as { purpose = … }, but was given a list."
    ),
    "app.integrations.groq.list_files({ after = print })": (
        "Parameter 'after' of groq.list_files is a function or thread, which has no JSON form."
    ),
    'app.integrations.groq.list_files({ after = "\\255" })': (
        "Parameter 'after' of groq.list_files is not valid UTF-8."
    ),
    "app.integrations.groq.list_files({ limit = 0 / 0 })": (
        "Parameter 'limit' of groq.list_files is not a finite number."
    ),
    "app.integrations.groq.create_completion({ messages = { [1] = {}, [3] = {} } })": (
        "Parameter 'messages' of groq.create_completion is a list with holes; write json.null where null is meant."
    ),
    "app.integrations.groq.create_completion({ messages = { {}, role = 1 } })": (
        "Parameter 'messages' of groq.create_completion mixes positions and names; a table is a list or has names."
    ),
    "app.groups()": "Unknown name: app.groups; integrations are in app.integrations",
    "return lua_read_doc('nope')": "Unknown page: nope.",
    "app.integrations.groq.list_files(app)": (
        "groq.list_files takes one table of named parameters, but was given app."
    ),
    "app.integrations.groq.list_models = nil": "app cannot be changed",
    "app.integrations = {}": "app cannot be changed",
    "json.null.x = 1": "json.null cannot be changed",
    'lua_read_doc("integrations.grok")': "Unknown page: integrations.grok. Did you mean: groq?",
    "lua_read_doc(7)": "lua_read_doc takes the name of a page",
}


@pytest.mark.parametrize("code", MESSAGES)
def test_a_mistake_is_told_with_the_line_of_the_script(world: World, code: str) -> None:
    message = world.failure(f"local x = 1\n\n{code}")
    assert message.startswith(f"script:3: {MESSAGES[code]}")
    assert "Traceback" not in message and "\n" not in message


def test_a_table_that_holds_itself_is_a_mistake(world: World) -> None:
    message = world.failure("local t = {} t.t = t app.integrations.groq.list_files({ after = t })")
    assert "nests deeper than 64 levels, or holds itself." in message


def test_errors_of_clients_are_plain_text_that_pcall_catches(world: World) -> None:
    world.answer = NotFound("404 not found: no such file", integration="groq", function="get_file")
    world.bridge.run(
        "local ok, message = pcall(app.integrations.groq.get_file, { file_id = 'x' })\n"
        "print(ok, type(message), message)"
    )
    expected = "false\tstring\tscript:1: groq.get_file: 404 not found: no such file"
    assert world.lines == [expected]


def test_a_fault_of_a_client_does_not_reach_the_script(world: World) -> None:
    world.answer = ZeroDivisionError("secret-key")
    message = world.failure("app.integrations.groq.list_models()")
    assert message == "script:1: groq.list_models: internal error (ZeroDivisionError)"


def test_errors_of_scripts_keep_their_line_and_text(world: World) -> None:
    assert world.failure("\nerror('mine')") == "script:2: mine"
    assert world.failure("local = 1").startswith("script:1: ")
    assert world.failure("\x1bLua").startswith("script: bytecode is not run")
    strange = "error(setmetatable({}, { __tostring = function() error('x') end }))"
    assert world.failure(strange) == "an error that has no text"


def test_tables_are_lists_or_objects_as_the_parameter_says(world: World) -> None:
    world.bridge.run(
        "app.integrations.groq.create_completion({ messages = {}, model = 'm', max_tokens = 100.0, top_p = 0.5 })\n"
        "app.integrations.mistralai.finetune({ training_files = {}, hyperparameters = {}, model = json.null })\n"
    )
    assert world.calls() == [
        ("create_completion", {"messages": [], "model": "m", "max_tokens": 100, "top_p": 0.5})
    ]
    assert isinstance(world.calls()[0][1]["max_tokens"], int)
    finetune = world.clients["mistralai", None].calls[0][1]
    assert finetune == {"training_files": [], "hyperparameters": {}, "model": None}


def test_results_are_plain_tables(world: World) -> None:
    world.answer = {"a": None, "list": [1, None, "x"], "deep": {"é": True}, "half": 0.5}
    world.bridge.run(
        "local r = app.integrations.groq.list_models()\n"
        "print(r.a, #r.list, r.list[2] == json.null, tostring(r.list[2]), r.deep['é'], r.half)\n"
        "print(type(r), type(r.list), type(r.list[2]), getmetatable(r))"
    )
    assert world.lines == ["nil\t3\ttrue\tnull\ttrue\t0.5", "table\ttable\ttable\tnil"]


def test_a_call_has_one_value(world: World) -> None:
    world.bridge.run(
        "local all = {}\n"
        "table.insert(all, app.integrations.groq.list_models())\n"
        "print(#all, select('#', app.integrations.groq.work.list_models({})))"
    )
    assert world.lines == ["1\t1"]


def test_docs_are_read_at_run_time(world: World) -> None:
    world.bridge.run(
        "print((lua_read_doc('integrations.groq'):gsub('\\n.*', '')))\n"
        "print(lua_read_doc('groq') == docs.read('integrations.groq'))\n"
        "print((lua_read_doc('groq.list_files'):gsub('\\n.*', '')))\n"
        "print(lua_read_doc('groq.list_files') == lua_read_doc('integrations.groq.groq_list_files'))\n"
        "print(#lua_read_doc('groq.create_completion') < 5000)"
    )
    assert world.lines == ["# Groq — Lua API Reference", "true", "## list_files", "true", "true"]


json_values = st.recursive(
    st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False).filter(
        lambda each: each != 0 or math.copysign(1, each) > 0
    )
    | st.text(max_size=12),
    lambda inner: st.lists(inner | st.none(), max_size=4)
    | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("version", LUA_VERSIONS)
def test_values_survive_the_way_to_lua_and_back(version: LuaVersion) -> None:
    world = World(version)
    world.bridge.run("groq = app.integrations.groq groq.list_models()")
    client = world.clients["groq", None]

    @settings(max_examples=80, deadline=None, derandomize=True, database=None)
    @given(json_values)
    def round_trip(value: Any) -> None:
        client.answer = {"value": value}
        client.calls.clear()
        world.bridge.run("local r = groq.list_models() groq.create_message({ content = r.value })")
        assert client.calls[1] == ("create_message", {"content": value})

    round_trip()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("version", ["lua51", "lua54", "luajit21"])
def test_generated_modules_run_on_every_lua(name: str, version: str) -> None:
    module = importlib.import_module(f"lupa.{version}")
    runtime = module.LuaRuntime(encoding=None, register_builtins=False, register_eval=False)
    world = World("5.1")
    bridge = Bridge(runtime=runtime, clients=world.open, output=world.lines.append)
    functions = [function.name for function in real(name).functions]
    functions += [iterator_name(each.name) for each in real(name).functions if each.item]
    for function in functions:
        bridge.run(
            f"local i = app.integrations.{name}\n"
            f"print(type(i.{function}), i.{function} == i.{name}_{function}, type(i.default.{function}), type(i.work.{function}))"
        )
    assert world.lines == ["function\ttrue\tfunction\tfunction"] * len(functions)


def test_the_arguments_of_a_call_are_checked_by_the_client() -> None:
    """The bridge converts; missing, unknown and wrong parameters are told by the one validation of the runtime."""
    bridge = Bridge(clients=_real_client)
    for arguments, message in {
        "{}": "Missing required parameter(s): file_id",
        "{ file_id = 'a', fil = 1 }": "Unknown parameter 'fil' of groq.get_file.",
        "{ file_id = 7 }": "Parameter 'file_id' of groq.get_file must be a string, not a number.",
    }.items():
        with pytest.raises(LuaScriptError) as caught:
            bridge.run(f"app.integrations.groq.get_file({arguments})")
        assert message.split(".")[0] in str(caught.value)


def _real_client(name: str, account: str | None) -> Any:
    from integrations.groq import Groq

    return Groq(account=account, api_key="example-key", base_url="http://127.0.0.1:9")
