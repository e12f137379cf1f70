"""The check of scripts: what it finds and where, what it lets pass, and that scripts are told the same when they run."""

from __future__ import annotations

import math
import os
import re
import string
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations_runtime import Client, ConfigurationError, Policy, docs
from integrations_runtime.arguments.plain_files import is_plain_file
from integrations_runtime.docs.schemas import schema
from integrations_runtime.lua import LUA_VERSIONS, LuaHost, LuaVersion, Problem, check_script
from integrations_runtime.lua.check.hints import HINTS, HINTS_OF_VERSION
from integrations_runtime.lua.check.offered import offered
from integrations_runtime.resources import find
from integrations_runtime.testing import MockVendor
from tests.lua.mistakes import GROQ, TABLE, Mistake
from tests.support.lua_text import literal

EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "150")) // 6
"""How many scripts each property is tried on; more with `PROPERTY_EXAMPLES=5000`."""

versions = pytest.mark.parametrize("version", LUA_VERSIONS)
FENCE = re.compile(r"^```lua\n(.*?)^```$", re.MULTILINE | re.DOTALL)

CASES = [
    (mistake, version)
    for mistake in TABLE
    for version in LUA_VERSIONS
    if mistake.only in (None, version)
]


@pytest.mark.parametrize(("mistake", "version"), CASES)
def test_a_mistake_is_found_where_it_stands(mistake: Mistake, version: LuaVersion) -> None:
    expected = Problem(*mistake.span, mistake.rule, mistake.message, mistake.hint)
    assert check_script(mistake.code, version=version) == [expected]
    assert check_script(mistake.code.encode(), version=version) == [expected]


@pytest.fixture(scope="module")
def hosts() -> Iterator[Mapping[str, LuaHost]]:
    """Hosts whose vendors are on this machine."""
    names = [each.name for each in docs.catalogue.installed().all()]
    vendors = {name: MockVendor(name) for name in names}
    clients: dict[str, Client] = {
        name: vendor.client(max_retries=0) for name, vendor in vendors.items()
    }

    def open_account(name: str, _account: str | None, _policy: Policy | None) -> Client:
        return clients[name]

    made: dict[str, LuaHost] = {
        version: LuaHost(version, workers=1, open_account=open_account) for version in LUA_VERSIONS
    }
    yield made
    for host in made.values():
        host.close()
    for vendor in vendors.values():
        vendor.close()


@pytest.mark.parametrize(("mistake", "version"), CASES)
def test_a_script_is_told_the_same_when_it_runs(
    mistake: Mistake, version: LuaVersion, hosts: Mapping[str, LuaHost]
) -> None:
    error = hosts[version].execute(mistake.code).error
    if mistake.told is None:
        assert error is None
    else:
        assert (mistake.told or mistake.message) in (error or "")


def test_problems_stand_in_the_order_of_the_text() -> None:
    code = f"local groq = {GROQ}\ngroq.get_file({{ id = 1, file_id = 2 }})\nprnt(groq.lst())"
    assert [str(each) for each in check_script(code)] == [
        "2:17: Unknown parameter 'id' of groq.get_file",
        "2:35: Parameter 'file_id' of groq.get_file must be a string, not a number",
        "3:1: Unknown name: prnt (did you mean print?)",
        "3:11: Unknown function: app.integrations.groq.lst",
    ]


GOOD = {
    "nothing": "",
    "names that only the script knows": "x = 1 print(x) function f() return f end f()",
    "an account with any name": f"{GROQ}.a_team.list_models() print({GROQ}.a_team)",
    "a shadowed name": "local app = { integrations = {} } print(app.integrations.grok)",
    "a parameter that shadows": "local function f(app, json) return app.x, json.y end print(f)",
    "a loop that shadows": "for app, os in pairs({}) do print(app.x, os.y) end",
    "a variable that is assigned twice": f"local g = {GROQ} g = {{ x = print }} g.x()",
    "a variable that is assigned in a function": f"local g = {GROQ} local function f() g = {{}} end f() print(g.x)",
    "a global that is assigned twice": f"g = {GROQ} g = {{ x = print }} g.x()",
    "a name of the host that is assigned": "json = { parse = print } json.parse()",
    "a branch that nobody knows": f"local g = ... or {GROQ} g.lst()",
    "scopes that end": f"do local g = {{ x = print }} g.x() end local g = {GROQ} g.list_models()",
    "the condition of repeat": "repeat local done = true until done",
    "a variable beside itself": "local app = app print(app.integrations.groq)",
    "a recursive function": "local function walk(t) for _, each in pairs(t) do walk(each) end end walk({})",
    "methods": "local text = 'a' print(text:upper(), ('x'):rep(3), text:trim())\nfunction string.trim(s) return s end",
    "members that are added": "function string.trim(s) return s end print(string.trim('a'))",
    "members that are added by a loop": "for k, v in pairs({}) do string[k] = v end string.trim('a')",
    "a library that is handed on": "local function add(to) to.trim = print end add(string) string.trim('a')",
    "a library in a field": "local t = { s = string } t.s.trim = print string.trim('a')",
    "a library that is returned": "local function f() return string end f().trim = print string.trim('a')",
    "what a script looks for": "local s = table.unpack or unpack if string.trim then string.trim('a') end print(s, type(bit32), utf8 and utf8.char)",
    "what a script tries": "local ok, socket = pcall(require, 'socket') print(ok, socket)",
    "globals by name": "_G.found = 1 print(found)",
    "globals by text": "loaded = load('x = 1') print(x)",
    "computed values": f"local n, t = 5, {{}} t.file_id = n {GROQ}.get_file({{ file_id = n }}) {GROQ}.get_file(t) {GROQ}.get_file(print())",
    "a table that gets a field": f"local p = {{}} p.file_id = 'x' {GROQ}.get_file(p)",
    "a table that gets a field inside": f"local p = {{ a = {{}} }} p.a.b = 1 {GROQ}.get_file(p.a)",
    "a table that is handed on": f"local p = {{}} table.insert(p, 1) {GROQ}.get_file(p)",
    "a table with another name": f"local p = {{}} local q = p q.file_id = 'x' {GROQ}.get_file(p)",
    "a table with methods": f"local p = {{ add = print }} p:add() {GROQ}.get_file(p)",
    "a table that knows itself": f"local p = {{ f = print }} p.f(p) {GROQ}.get_file(p)",
    "a table with other fields": f"local all = {{ groq = {GROQ} }} all.groq = {{ x = print }} all.groq.x()",
    "a table with computed names": f"local all = {{ groq = {GROQ}, [...] = {{ x = print }} }} all.groq.x()",
    "what may be a stream": f"local on = ... local r = {GROQ}.create_completion({{ model = 'm', messages = {{}}, stream = on }}) print(r.choices) for e in r do print(e) end",
    "what is in a result": f"local r = {GROQ}.list_files() for _, f in ipairs(r.data) do print(f.id) end for k, v in pairs(r) do print(k, v) end",
    "computed keys": f"local k = 'file_id' {GROQ}.get_file({{ [k] = 'x' }})",
    "computed keys inside": f"local k = 'content' {GROQ}.create_completion({{ model = 'm', messages = {{ {{ role = 'user', [k] = 'x' }} }} }})",
    "several values at the end": f"{GROQ}.get_file({{ ... }}) {GROQ}.get_file(...)",
    "values that operators make": f"{GROQ}.list_files({{ limit = 5 * 2, after = 'x' .. 1, purpose = (nil or 'x') }})",
    "values that the script has tested": f"{GROQ}.list_files({{ limit = #'abc', after = print and 'x' }})",
    "null and nil": f"{GROQ}.list_files({{ limit = nil, after = json.null, unknown = nil }})",
    "whole floats": f"{GROQ}.list_files({{ limit = 10.0 }}) {GROQ}.list_files({{ limit = 0xA }}) {GROQ}.list_files({{ limit = 1e2 }})",
    "an empty list": f"{GROQ}.create_completion({{ model = 'm', messages = {{}} }})",
    "a list that is partly computed": f"local m = {{}} {GROQ}.create_completion({{ model = m.x, messages = {{ m, {{ role = 'user', content = m.y }} }} }})",
    "alternatives": "app.integrations.mistralai.create_embedding({ model = 'm', input = 'a' }) app.integrations.mistralai.create_embedding({ model = 'm', input = { 'a', ... } })",
    "escapes": f"{GROQ}.list_files({{ purpose = '\\065\\n\\\"' }}) lua_read_doc('\\103roq')",
    "long strings": f"{GROQ}.list_files({{ purpose = [==[\n]]x]==] }}) print(lua_read_doc([[\ngroq]]))",
    "calls without parentheses": f"{GROQ}.list_files{{}} print'x' print[[y]] {GROQ}.get_file{{ file_id = 'x' }}",
    "streams and pages": f"for chunk in {GROQ}.create_completion({{ model = 'm', messages = {{}}, stream = true }}) do print(chunk) end for f in {GROQ}.work.iter_files() do print(f) end",
    "documents": "lua_read_doc('integrations.groq') lua_read_doc('groq.list_files') lua_list_docs() docs.list('groq') lua_search_docs('x', 2) lua_read_doc(...)",
    "comments": f"--[[ app.integrations.grok ]] local --[[ a ]] g --[[ b ]] = --[[ c ]] {GROQ} -- d\ng.list_files --[[ e ]] ( --[[ f ]] {{ --[[ g ]] limit = --[[ h ]] 1 }} )",
    "what only others have": "local unpack, pack = table.unpack, table.pack local all, size = unpack, rawlen print(all or pack, size)",
}  # fmt: skip


@versions
@pytest.mark.parametrize("name", GOOD)
def test_what_nobody_can_know_is_no_mistake(name: str, version: LuaVersion) -> None:
    assert check_script(GOOD[name], version=version) == []


@versions
def test_syntax_of_a_version_is_no_mistake(version: LuaVersion) -> None:
    code = {
        "5.1": "local goto = 1 print(goto, arg)",
        "5.4": "local x <const>, y <close> = 7 // 2, nil goto done ::done:: print(x & 1, ~x, y)",
    }
    assert check_script(code[version], version=version) == []


@versions
def test_the_examples_of_all_pages_are_clean(version: LuaVersion) -> None:
    pages = [*find("docs").rglob("*.md"), Path(__file__).parents[2] / "README.md"]
    fences = [code for page in pages for code in FENCE.findall(page.read_text(encoding="utf-8"))]
    assert len(fences) > 100
    for code in fences:
        assert check_script(script_of(code, version), version=version) == [], code


def script_of(code: str, version: LuaVersion) -> str:
    """The script that an example is: the example itself, or one that returns the value that a text is about."""
    value = f"return {code}"
    problems = check_script(value, version=version)
    return code if any(each.rule == "syntax" for each in problems) else value


@versions
def test_every_name_that_scripts_find_is_known(version: LuaVersion, hosts: Any) -> None:
    listed = hosts[version].execute(
        "local found = {}\n"
        "for name, value in pairs(_G) do\n"
        "  if type(value) ~= 'table' or name == '_G' or name == 'app' then found[#found + 1] = name else\n"
        "    for key in pairs(value) do found[#found + 1] = name .. '.' .. key end\n"
        "  end\n"
        "end\n"
        "return found"
    )
    names = sorted(listed.values[0])
    assert "table.concat" in names and "lua_read_doc" in names
    assert check_script("\n".join(f"print({name})" for name in names), version=version) == []
    assert {name.partition(".")[0] for name in names} == set(offered(version))


def test_deep_and_long_scripts_are_checked() -> None:
    deep = "{" * 190 + "}" * 190
    assert check_script(f"return {deep}") == []
    found = check_script(f"{GROQ}.create_completion({{ model = 'm', messages = {deep} }})")
    assert [each.message.partition(" of ")[2] for each in found] == [
        "groq.create_completion nests deeper than 64 levels, or holds itself"
    ]
    long = " + ".join(["x"] * 1000)
    assert [each.message for each in check_script(f"return {long}")] == ["Unknown name: x"] * 1000
    chain = "\n".join(f"g{n} = g{n - 1}" for n in range(1, 1000))
    assert check_script(f"g0 = {GROQ}\n{chain}\ng999.lst()") == []


def test_a_variable_that_means_itself() -> None:
    assert check_script("a = b b = a print(a.x, b.y)") == []


def test_versions_that_do_not_exist() -> None:
    with pytest.raises(
        ConfigurationError, match=r"^there is no Lua 5\.3; there are 5\.1 and 5\.4$"
    ):
        check_script("", version="5.3")


HINTED = [
    (name, version)
    for version in LUA_VERSIONS
    for name in sorted({*HINTS, *HINTS_OF_VERSION[version]})
]


@pytest.mark.parametrize(("name", "version"), HINTED)
def test_hints_are_for_names_that_do_not_exist(name: str, version: LuaVersion) -> None:
    hint = HINTS_OF_VERSION[version].get(name) or HINTS[name]
    found = check_script(f"{name}()", version=version)
    assert [(each.message, each.hint) for each in found] == [(f"Unknown name: {name}", hint)]


def python(code: str) -> str:
    """What a program prints that has loaded nothing before."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def test_no_client_is_loaded() -> None:
    code = "import sys\nfrom integrations_runtime.lua import check_script\n"
    show = "names = 'httpx', 'pydantic', 'integrations.groq'\nprint([each for each in names if each in sys.modules])"
    assert python(f"{code}assert check_script('{GROQ}.get_file()')\n{show}") == "[]\n"


MISSING = {
    "tree_sitter": "Checking Lua needs tree-sitter: pip install 'integrations[lua]'",
    "tree_sitter_lua": "Checking Lua needs tree-sitter: pip install 'integrations[lua]'",
    "lupa.lua51": "Lua needs the package lupa: pip install 'integrations[lua]'",
}


@pytest.mark.parametrize("package", MISSING)
def test_an_extra_that_is_missing(package: str) -> None:
    code = (
        f"import sys\nsys.modules['{package}'] = None\n"
        "from integrations_runtime import ConfigurationError\n"
        "from integrations_runtime.lua import check_script\n"
        "try:\n    check_script('')\nexcept ConfigurationError as error:\n    print(error)"
    )
    assert python(code) == f"{MISSING[package]}\n"


CALLABLE = [
    (doc.integration, doc.name)
    for integration in docs.catalogue.installed().all()
    for doc in integration.functions.values()
]


WRITTEN = string.ascii_letters + string.digits + string.punctuation
"""The characters of texts that have a pattern."""


def values_of(described: Mapping[str, Any], types: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Values that a schema allows."""
    if "$ref" in described:
        return values_of(types[described["$ref"].rpartition("/")[2]], types)
    if is_plain_file(described):
        return st.just({"filename": "a.txt", "content": "x"})
    if "anyOf" in described:
        return st.one_of([values_of(each, types) for each in described["anyOf"]])
    if "enum" in described:
        return st.sampled_from(described["enum"])
    match described.get("type"):
        case "integer" | "number":
            return numbers(described)
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
        case "array":
            items = values_of(described["items"], types)
            least, most = described.get("minItems", 0), described.get("maxItems", 3)
            return st.lists(items, min_size=least, max_size=max(least, min(most, 3)))
        case "object":
            return objects(described, types)
        case _:
            return texts(described)


def texts(described: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Texts that a schema allows."""
    if pattern := described.get("pattern"):
        return st.from_regex(pattern, fullmatch=True, alphabet=WRITTEN)
    least, most = described.get("minLength", 0), described.get("maxLength", 12)
    return st.text(min_size=least, max_size=most)


def numbers(described: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Numbers that a schema allows."""
    low, high = described.get("minimum", 0.01), described.get("maximum", 2**40)
    if described["type"] == "integer":
        return st.integers(math.ceil(low), high)
    return st.floats(low, high, allow_nan=False, allow_infinity=False)


def objects(described: Mapping[str, Any], types: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Objects that a schema allows."""
    if "properties" not in described:
        free = values_of(described.get("additionalProperties", {"type": "string"}), types)
        return st.dictionaries(st.text(min_size=1, max_size=8), free, max_size=3)
    fields = {name: values_of(each, types) for name, each in described["properties"].items()}
    required = {name: fields[name] for name in described.get("required", ())}
    others = {name: each for name, each in fields.items() if name not in required}
    return st.fixed_dictionaries(required, optional=others)


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict[str, Any], frozenset[str]]:
    """A function, arguments that it takes, and the parameters that it has."""
    integration, name = draw(st.sampled_from(CALLABLE))
    found = schema(f"{integration}.{name}")["parameters"]
    arguments = draw(objects(found, found.get("$defs", {})))
    return f"{integration}.{name}", arguments, frozenset(found["properties"])


@settings(max_examples=EXAMPLES, deadline=None)
@given(call=calls(), version=st.sampled_from(LUA_VERSIONS))
def test_calls_that_are_right_have_no_problems(call: Any, version: LuaVersion) -> None:
    path, arguments, _ = call
    code = f"return app.integrations.{path}({literal(arguments) if arguments else '{}'})"
    assert check_script(code, version=version) == []


@settings(max_examples=EXAMPLES, deadline=None)
@given(call=calls(), data=st.data(), version=st.sampled_from(LUA_VERSIONS))
def test_a_misspelt_parameter_is_one_problem(
    call: Any, data: st.DataObject, version: LuaVersion
) -> None:
    path, arguments, known = call
    names = st.text(string.ascii_lowercase, min_size=1, max_size=8)
    wrong = data.draw(names.filter(lambda name: name not in known))
    code = f"return app.integrations.{path}({literal({**arguments, wrong: 1})})"
    found = check_script(code, version=version)
    assert [each.rule for each in found] == ["unknown-parameter"]
    assert found[0].message.startswith(f"Unknown parameter '{wrong}' of {path}")
    assert code[found[0].column - 1 : found[0].end_column - 1] == f'"{wrong}"'


@settings(max_examples=EXAMPLES * 4, deadline=None)
@given(
    start=st.integers(0, 400),
    size=st.integers(0, 8),
    text=st.sampled_from(["", "(", ")", "{", "}", "\x00", "é", "'", ".", "=", "end ", "--[[", "\xff"]),
    version=st.sampled_from(LUA_VERSIONS),
)  # fmt: skip
def test_odd_texts_are_checked(start: int, size: int, text: str, version: LuaVersion) -> None:
    """Whatever a script is: problems stand inside it, and one that does not compile has one."""
    whole = GOOD["comments"] + "\n" + GOOD["a recursive function"] + GOOD["methods"]
    code = (whole[:start] + text + whole[start + size :]).encode("latin-1")
    lines = code.split(b"\n")
    found = check_script(code, version=version)
    for each in found:
        assert 1 <= each.line <= each.end_line <= len(lines)
        assert 1 <= each.column <= len(lines[each.line - 1]) + 1
    if any(each.rule == "syntax" for each in found):
        assert len(found) == 1
