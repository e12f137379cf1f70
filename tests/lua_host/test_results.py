"""What comes of scripts that mean well: output, values, calls with their log, streams and lists, limits."""

import math
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations_runtime import ConfigurationError, NotFound, Policy
from integrations_runtime.lua import LUA_VERSIONS, LuaHost, LuaVersion
from integrations_runtime.testing import MockVendor
from tests.lua_host.fakes import World


@pytest.fixture(params=LUA_VERSIONS, scope="module")
def version(request: pytest.FixtureRequest) -> LuaVersion:
    """A version of Lua."""
    found: LuaVersion = request.param
    return found


class Stage:
    """A host on fake clients."""

    def __init__(self, version: LuaVersion) -> None:
        self.world = World()
        self.host = LuaHost(version, open_account=lambda *given: self.world.open(*given))


@pytest.fixture(scope="module")
def shared(version: LuaVersion) -> Iterator[Stage]:
    """One host for all tests of a version."""
    stage = Stage(version)
    with stage.host:
        yield stage


@pytest.fixture
def stage(shared: Stage) -> Stage:
    """The host, with clients that no test has used."""
    shared.world = World()
    return shared


VALUES: dict[str, Any] = {
    "1, 'a', true": (1, "a", True),
    "nil, nil": (None, None),
    "nil": (None,),
    "": (),
    "1.5, 2 ^ 53, -7": (1.5, 2**53, -7),
    "{ 1, { x = json.null } }, {}": ([1, {"x": None}], {}),
    "'\\0\\1\"\\\\ä'": ('\0\1"\\ä',),
    'json.decode(\'{"a": [1, null, 2.5], "b": null}\')': ({"a": [1, None, 2.5]},),
    "json.encode({ a = { 1, json.null, 'ä' } })": ('{"a":[1,null,"ä"]}',),
    "json.decode('null') == json.null": (True,),
    "regex.match('on 2024-05', '(?<year>\\\\d{4})-(\\\\d+)').year": ("2024",),
    "regex.match('ab', '(a)(x)?')[1], regex.match('ab', '(a)(x)?')[2]": ("a", None),
    "regex.match('a', 'b')": (None,),
    "regex.match('ABC', 'b', 'i')[0]": ("B",),
    "#regex.match_all('a1b22', '\\\\d+'), regex.match_all('a1b22', '\\\\d+')[2][0]": (2, "22"),
    "regex.gsub('a1b22', '(\\\\d+)', '<$1|${0}$$>')": ("a<1|1$>b<22|22$>", 2),
    "regex.gsub('a1', '\\\\d', function(m) return m[0] + 1 end)": ("a2", 1),
    "regex.gsub('a b', '\\\\w', { a = 'x' })": ("x b", 2),
    "regex.gsub('äö', '(?<=ä)ö', '')": ("ä", 1),
    "('x'):rep(3)": ("xxx",),
    "select('#', pcall(error, 'x', 0))": (2,),
    "coroutine.wrap(function(a) local b = coroutine.yield(a + 1) return b end)(1)": (2,),
    "type(os.time()), type(os.clock()), #os.date('%Y')": ("number", "number", 4),
    "(load('return 1 + 1'))()": (2,),
    "#lua_list_docs('groq') > 100, #lua_search_docs('upload file') > 10": (True, True),
    "docs.read('groq') == lua_read_doc('integrations.groq')": (True,),
    'json.encode(json.decode(\'{"a": [], "b": {}, "c": [[]]}\').a)': ("[]",),
    'json.decode(\'{"a": [], "b": {}, "c": [[]]}\')': ({"a": [], "b": {}, "c": [[]]},),
    "json.encode(json.decode('[]')), json.encode({})": ("[]", "{}"),
    "(function(list) list.a = 1 return list end)(json.decode('[]'))": ({"a": 1},),
    "(function(list) list[1] = 1 return list end)(json.decode('[]'))": ([1],),
    "regex.match_all('a', 'b')": ([],),
    "regex.match('on 2024-05', '(?<year>\\\\d{4})-(\\\\d+)(x)?')": (
        {"0": "2024-05", "1": "2024", "2": "05", "year": "2024"},
    ),
    "json.encode(regex.match_all('a1', '\\\\d'))": ('[{"0":"1"}]',),
    "regex.gsub('a1', '(?<n>\\\\d)(x)?', '<${n}$2>')": ("a<1>", 1),
    "select('#', app.integrations.groq.list_models())": (1,),
    "pcall(error)": (False, None),
}


@pytest.mark.parametrize("code", VALUES)
def test_values_come_back_as_plain_data(stage: Stage, code: str) -> None:
    result = stage.host.execute(f"return {code}")
    assert (result.error, result.values) == (None, VALUES[code])


ERRORS = {
    "return print": "script: The returned value 1 is a function or thread, which has no JSON form.",
    "return { 1, x = 2 }": "script: The returned value 1 mixes positions and names; a table is a list or has names.",
    "return '\\255'": "script: The returned value 1 is not valid UTF-8.",
    "\nerror('mine')": "script:2: mine",
    "\nlocal x = 1 +": "script:2: unexpected symbol near '<eof>'",
    "regex.match('a', '(')": "script:1: The pattern is wrong: missing ) at position 1",
    "regex.match('a', 'a', 'q')": "script:1: There is no flag 'q'; there are i, m, s and x",
    "regex.match(1)": "script:1: regex.match takes a text and a pattern",
    "json.decode('{')": "script:1: json.decode: the text is no JSON (line 1, column 2)",
    "json.decode(1)": "script:1: json.decode takes a text",
    "json.encode(print)": "script:1: json.encode: the value is a function or thread, which has no JSON form",
    "app.integrations.groq.list_files({ after = print })": "script:1: Parameter 'after' of groq.list_files is a function or thread, which has no JSON form.",
    "\nreturn json.decode('{')": "script:2: json.decode: the text is no JSON (line 1, column 2)",
    "\nreturn json.encode(print)": "script:2: json.encode: the value is a function or thread, which has no JSON form",
    "\nreturn json.decode(1)": "script:2: json.decode takes a text",
    "\nreturn regex.match('a', '(')": "script:2: The pattern is wrong: missing ) at position 1",
    "\nreturn regex.match(1)": "script:2: regex.match takes a text and a pattern",
    "\nreturn regex.gsub('a', 'a', '$1')": "script:2: the pattern has no group '1'; a dollar is written as $$",
    "\nreturn lua_read_doc('xyzzy')": "script:2: Unknown page: xyzzy.",
    "\nreturn docs.read [[xyzzy]]": "script:2: Unknown page: xyzzy.",
    "\nreturn app.integrations.groq.list_modes()": "script:2: Unknown function: app.integrations.groq.list_modes. Did you mean: list_models?",
    "\nreturn app.integrations.groq.work()": "script:2: Unknown function: app.integrations.groq.work",
    "local function f(t)\n  return json.decode(t)\nend\nlocal x = f('{')": "script:2: json.decode: the text is no JSON (line 1, column 2)",
    "local f = json.decode\nreturn f('{')": "json.decode: the text is no JSON (line 1, column 2)",
    "if app == 1 then return json.decode('1') end\nreturn json.decode('{')": "json.decode: the text is no JSON (line 1, column 2)",
    "return app": "script: The returned value 1 is a part of app, which has no JSON form.",
    "return { app.integrations.groq.work }": "script: The returned value 1[1] is a part of app, which has no JSON form.",
    "app.integrations.groq.list_files(app)": "script:1: groq.list_files takes one table of named parameters, but was given app.",
    "app.integrations.groq.work:list_files()": "script:1: groq.list_files is called with a dot, not with a colon.",
    "app.integrations.groq.list_files({ [true] = 2 })": "script:1: groq.list_files takes one table of named parameters, such as { purpose = … }, but was given a table with a key that is no name.",
    "app.groq.list_files()": "script:1: Unknown name: app.groq; integrations are in app.integrations",
    "local t = {} t[1] = t return t": f"script: The returned value 1{'[1]' * 13}[… nests deeper than 64 levels, or holds itself.",
    "return { [1.5] = 1 }": "script: The returned value 1 has a key that is neither a position nor a name.",
    "error()": "script: an error without a message",
    "regex.gsub('abc', 'b', true)": "script:1: regex.gsub takes a text, a pattern, and a text, function or table",
    "regex.gsub('abc', 'b', '${nope}')": "script:1: the pattern has no group 'nope'; a dollar is written as $$",
    "lua_list_docs('')": 'script:1: lua_list_docs takes the name of an integration, such as "groq"',
    "lua_search_docs(' ')": 'script:1: lua_search_docs takes words, such as "upload file"',
    "lua_search_docs(('x '):rep(101))": 'script:1: lua_search_docs takes words, such as "upload file"',
    "lua_read_doc(('x'):rep(201))": 'script:1: lua_read_doc takes the name of a page, such as "integrations.groq"',
    "local t = setmetatable({}, { __tostring = function() return {} end }) local x = app.integrations.groq[t]": "script:1: Unknown function: app.integrations.groq[table]",
    "local x = app.integrations[setmetatable({}, { __tostring = print })]": "script:1: Unknown integration: app.integrations[table]",
    "app.integrations.groq.list_files(json.null)": "script:1: groq.list_files takes one table of named parameters, such as { purpose = … }, but was given json.null.",
    "app.integrations.groq.list_files({ 1 })": "script:1: groq.list_files takes one table of named parameters, such as { purpose = … }, but was given a list.",
}


@pytest.mark.parametrize("code", ERRORS)
def test_errors_have_the_line_of_the_script(stage: Stage, code: str) -> None:
    result = stage.host.execute(code)
    assert (result.error or "").replace("near <eof>", "near '<eof>'") == ERRORS[code]
    assert (result.values, result.limit) == ((), None)


def test_output_is_what_is_printed(stage: Stage) -> None:
    code = (
        "print('a', 1, nil, true, json.null) print({ 1, { x = 'y' } }) print()\n"
        "dump('text', { b = 1, a = { true }, ['c d'] = print })"
    )
    expected = 'a\t1\tnil\ttrue\tnull\n{ 1, { x = "y" } }\n\n"text"\n{ a = { true }, b = 1, ["c d"] = <function> }\n'
    assert stage.host.execute(code).output == expected
    assert stage.host.execute("dump({ list = { ('x'):rep(50), ('y'):rep(50) } })").output == (
        '{\n  list = {\n    "' + "x" * 50 + '",\n    "' + "y" * 50 + '",\n  },\n}\n'
    )


def test_a_call_gets_plain_arguments_and_gives_plain_tables(stage: Stage) -> None:
    stage.world.answer = lambda name, arguments: {"a": None, "list": [1, None, "ä"], "half": 0.5}
    result = stage.host.execute(
        "local r = app.integrations.groq.create_completion({ messages = {}, model = 'm', max_tokens = 100.0 })\n"
        "return r.a, #r.list, r.list[2] == json.null, r.list[3], r.half, getmetatable(r)"
    )
    assert (result.error, result.values) == (None, (None, 3, True, "ä", 0.5, None))
    arguments = {"messages": [], "model": "m", "max_tokens": 100}
    assert stage.world.calls == [(None, "create_completion", arguments)]


def test_calls_are_logged(stage: Stage) -> None:
    def answer(name: str, arguments: dict[str, Any]) -> Any:
        return NotFound("404 not found: no such file", integration="groq", function=name)

    stage.host.execute("app.integrations.groq.list_models()")
    stage.world.answer = answer
    result = stage.host.execute(
        "local ok, e = pcall(app.integrations.groq.work.get_file, { file_id = 'x' }) print(ok, type(e), e)"
    )
    message = "groq.get_file: 404 not found: no such file"
    assert result.output == f"false\tstring\tscript:1: {message}\n"
    (record,) = result.call_log
    assert (record.path, record.function, record.account) == (
        "app.integrations.groq.work.get_file",
        "groq.get_file",
        "work",
    )
    assert (record.status, record.error) == ("error", message)
    assert 0 <= record.seconds <= result.seconds


def test_a_fault_of_a_client_is_told_without_its_text(stage: Stage) -> None:
    stage.world.answer = lambda name, arguments: ZeroDivisionError("secret-key")
    result = stage.host.execute("app.integrations.groq.list_models()")
    assert result.error == "script:1: groq.list_models: internal error (ZeroDivisionError)"


def test_streams_and_lists_are_read_one_by_one(stage: Stage) -> None:
    stage.world.answer = lambda name, arguments: [{"n": 1}, None, {"n": 3}]
    result = stage.host.execute(
        "for item in app.integrations.groq.iter_files({}) do print(item == json.null and 'null' or item.n) end\n"
        "for chunk in app.integrations.groq.create_completion({ messages = {}, model = 'm', stream = true }) do\n"
        "  print(chunk.n) break\n"
        "end"
    )
    assert (result.error, result.output) == (None, "1\nnull\n3\n1\n")
    assert stage.world.events is not None and stage.world.events.closed.is_set()
    assert [record.status for record in result.call_log] == ["ok", "ok"]


def test_streams_that_are_forgotten_are_closed_while_the_script_runs(stage: Stage) -> None:
    stage.world.answer = lambda name, arguments: [{"n": 1, "text": "x" * 1000}] * 3
    result = stage.host.execute(
        "for i = 1, 400 do\n"
        "  local read = app.integrations.groq.iter_files({})\n"
        "  local item = read()\n"
        "  if i % 40 == 0 then local t = {} for k = 1, 60000 do t[k] = { k } end end\n"
        "end return 'done'"
    )
    assert (result.error, result.values) == (None, ("done",))
    assert len(result.call_log) == 400


def test_only_so_many_streams_are_open(stage: Stage) -> None:
    stage.world.answer = lambda name, arguments: [1]
    code = "local t = {} for i = 1, 101 do t[i] = app.integrations.groq.iter_files({}) end"
    message = "script:1: groq.list_files: the script has 100 streams and lists open already"
    assert stage.host.execute(code).error == message


def test_policies_reach_the_script_as_errors(version: LuaVersion) -> None:
    key = "gsk-very-secret"
    with MockVendor("groq", credentials={"api_key": key}) as vendor:
        made: Any = type(vendor.client())

        def open_vendor(_name: str, account: str | None, policy: Policy | None) -> Any:
            return made(account=account, api_key=key, base_url=vendor.url, policy=policy)

        with LuaHost(version, open_account=open_vendor, policy={"write": "deny"}) as host:
            result = host.execute(
                "local ok, e = pcall(app.integrations.groq.create_message,\n"
                " { conversation_id = 'c', role = 'user', content = 'x' }) print(ok, e)"
            )
            read = host.execute("return #app.integrations.groq.list_models({}).data")
    denied = "groq.create_message: write operations are denied by policy of account 'default' (argument policy)"
    assert result.output == f"false\tscript:1: {denied}\n"
    assert [(each.status, each.error) for each in result.call_log] == [("denied", denied)]
    assert (read.error, read.values) == (None, (3,))
    assert [each.status for each in read.call_log] == ["ok"]


def test_accounts_that_scripts_may_use(stage: Stage) -> None:
    code = "app.integrations.groq.work.list_models() app.integrations.groq.list_models()"
    result = stage.host.execute(code, accounts={"groq": ["work"]})
    assert result.error == "script:1: groq: scripts may not use the account 'default'"
    assert [record.status for record in result.call_log] == ["ok", "denied"]
    assert stage.world.calls == [("work", "list_models", {})]
    other = stage.host.execute(
        "app.integrations.mistralai.list_models()", accounts={"groq": ["work"]}
    )
    assert other.error == "script:1: mistralai: scripts may not use the account 'default'"


def test_waiting_is_no_cpu_time_and_ends_with_the_time_limit(stage: Stage) -> None:
    result = stage.host.execute("app.integrations.groq.list_models()", time_limit=30, cpu_limit=5)
    assert result.error is None
    assert 0 < stage.world.options[0]["deadline"] <= 30
    assert stage.world.options[0]["timeout"] == stage.world.options[0]["deadline"]
    late = stage.host.execute(
        "print('before') while true do pcall(app.integrations.groq.list_models) end",
        time_limit=0.08,
        cpu_limit=5,
    )
    assert (late.error, late.limit) == ("script: the time limit of 0.08 seconds is used up", "time")
    assert late.output == "before\n"
    assert len(late.call_log) > 0


def test_output_before_a_kill_is_kept(stage: Stage) -> None:
    result = stage.host.execute(
        "print('before') return ('a'):rep(30000):find(('.-'):rep(20) .. 'b')", "job", cpu_limit=0.05
    )
    assert (result.output, result.limit) == ("before\n", "cpu")
    assert result.error == "job: the limit of 0.05 seconds of CPU time is used up"
    assert result.cpu_seconds >= 0.05


def test_a_result_that_is_larger_than_the_memory_is_refused(stage: Stage) -> None:
    stage.world.answer = lambda name, arguments: "x" * 2_000_000
    result = stage.host.execute("app.integrations.groq.list_models()", memory_limit=1_000_000)
    assert result.error == (
        "script:1: groq.list_models: the result has 2000002 bytes, more than the script's memory"
    )
    stage.world.answer = lambda name, arguments: [[] for _ in range(100_000)]
    full = stage.host.execute("return app.integrations.groq.list_models()", memory_limit=1_000_000)
    assert (full.error, full.limit) == (
        "script: the memory limit of 1000000 bytes is used up",
        "memory",
    )


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({"cpu_limit": 0}, "cpu_limit must be a number of seconds above 0, at most 1000000, not 0"),
        (
            {"cpu_limit": 1_000_001},
            "cpu_limit must be a number of seconds above 0, at most 1000000, not 1000001",
        ),
        (
            {"time_limit": float("inf")},
            "time_limit must be a number of seconds above 0, at most 1000000, not inf",
        ),
        (
            {"time_limit": float("nan")},
            "time_limit must be a number of seconds above 0, at most 1000000, not nan",
        ),
        (
            {"memory_limit": 1.5},
            "memory_limit must be a number of bytes above 0, at most 2 GiB, not 1.5",
        ),
        (
            {"output_limit": -1},
            "output_limit must be a number of bytes above 0, at most 2 GiB, not -1",
        ),
    ],
)
def test_limits_that_are_none(stage: Stage, limits: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        stage.host.execute("return 1", **limits)
    assert str(caught.value) == message


def test_names_of_scripts_cannot_pass_for_the_sandbox(stage: Stage) -> None:
    assert stage.host.execute("error('x')", "[bridge]").error == "_bridge_:1: x"
    message = "a_b.lua:1: unexpected symbol near ')'"
    assert stage.host.execute("x = )", "a%b.lua").error == message


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
def test_values_survive_the_way_through_the_worker(version: LuaVersion) -> None:
    world = World()
    with LuaHost(version, open_account=world.open) as host:

        @settings(max_examples=60, deadline=None, derandomize=True, database=None)
        @given(json_values)
        def round_trip(value: Any) -> None:
            world.answer = lambda name, arguments: {"value": value}
            world.calls.clear()
            result = host.execute(
                "local v = app.integrations.groq.list_models().value\n"
                "app.integrations.groq.create_message({ content = v }) return v"
            )
            assert (result.error, result.values) == (None, (value,))
            assert world.calls[1] == (None, "create_message", {"content": value})

        round_trip()
