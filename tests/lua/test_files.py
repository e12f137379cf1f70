"""Files in Lua: they are sent as tables, and binary answers come as strings."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.snippets import lua, python
from generator.snippets.files import CONTENT
from integrations_runtime.lua import LUA_VERSIONS, LuaVersion
from tests.lua.files import BYTES, FUNCTIONS, Place, place
from tests.support.commands import install, run
from tests.support.definitions import definition_files
from tests.support.loopback import Exchange

ALL = "(function() local t = {} for i = 0, 255 do t[i + 1] = string.char(i) end return table.concat(t) end)()"
CALL = "app.integrations.acme"
TABLE = 'a table such as { filename = "report.csv", content = "…" }'
versions = pytest.mark.parametrize("version", LUA_VERSIONS)
both = pytest.mark.parametrize("where", ["bridge", "host"])


@pytest.fixture
def acme(tmp_path: Path) -> Iterator[Place]:
    with place(tmp_path / "acme") as made:
        yield made


@versions
@both
def test_any_bytes_are_sent(acme: Place, where: str, version: LuaVersion) -> None:
    code = f"""
        local all = {ALL}
        print({CALL}.send({{
          file = {{ filename = "ä.bin", content = all }},
          more = {{
            {{ filename = "a.csv", content = "" }},
            {{ filename = "b", content = all:rep(20), content_type = "image/png" }},
          }},
        }}).id)
    """
    assert acme.run(where, code, version) == "f1"
    assert acme.vendor.parts == [
        ("file", "ä.bin", "application/octet-stream", BYTES),
        ("more", "a.csv", "text/csv", b""),
        ("more", "b", "image/png", BYTES * 20),
    ]


@versions
@both
def test_a_binary_answer_is_a_string(acme: Place, where: str, version: LuaVersion) -> None:
    code = f"local all = {CALL}.fetch() print(type(all), all == {ALL}, #{CALL}.acme_fetch({{}}))"
    assert acme.run(where, code, version) == "string\ttrue\t256"
    assert {seen.headers["accept"] for seen in acme.vendor.seen} == {"*/*"}


@versions
@both
def test_what_comes_can_be_sent(acme: Place, where: str, version: LuaVersion) -> None:
    code = f'{CALL}.send({{ file = {{ filename = "a", content = {CALL}.fetch() }} }})'
    assert acme.run(where, code, version) == ""
    assert acme.vendor.seen[1].parts[0].content == BYTES


WRONG = [
    ('{ file = "notes.txt" }', f"'file' of acme.send must be {TABLE}, not text."),
    ('{ file = "\\255" }', f"'file' of acme.send must be {TABLE}, not text."),
    ("{ file = 7 }", f"'file' of acme.send must be {TABLE}, not a number."),
    ('{ file = { "notes.txt" } }', f"'file' of acme.send must be {TABLE}, not an array."),
    ('{ more = { { filename = "a", content = "" }, "b" } }', f"'more[2]' of acme.send must be {TABLE}, not text."),
    ('{ more = { filename = "a", content = "" } }', "'more' of acme.send must be an array, not an object."),
    ('{ file = { filename = "a" } }', "'file.content' of acme.send is required."),
    ('{ file = { content = "a" } }', "'file.filename' of acme.send is required."),
    ('{ file = { filename = "", content = "a" } }', "'file.filename' of acme.send must have at least 1 character."),
    ('{ file = { filename = "a", content = {} } }', "'file.content' of acme.send must be a string, not an object."),
    ('{ file = { filename = "a", content = "a", name = "b" } }', "'file.name' of acme.send is not a known field."),
    ('{ file = { filename = "a", content_base64 = "eA==" } }', "'file.content_base64' of acme.send is not a known field; content takes any bytes."),
    ('{ file = { filename = "\\255", content = "a" } }', "'file.filename' of acme.send is not valid UTF-8."),
]  # fmt: skip


@versions
@both
def test_what_is_no_file(acme: Place, where: str, version: LuaVersion) -> None:
    attempts = ",\n".join(f"function() {CALL}.send({arguments}) end" for arguments, _ in WRONG)
    code = f"for _, each in ipairs({{ {attempts} }}) do print(select(2, pcall(each))) end"
    told = [
        line.partition(": Parameter ")[2] for line in acme.run(where, code, version).split("\n")
    ]
    assert told == [message for _, message in WRONG]
    assert acme.vendor.seen == []


@versions
def test_the_examples_on_pages_send_the_same(
    acme: Place, version: LuaVersion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    function = acme.made.function("send")
    for name in ("notes.txt", "a.csv", "b.csv"):
        (tmp_path / name).write_text(CONTENT)
    monkeypatch.setenv("ACME_BASE_URL", acme.url)
    for example in (function.examples[0], function.derived_example):
        acme.vendor.seen.clear()
        for where in ("bridge", "host"):
            shown = acme.run(where, lua.call(acme.made, example), version)
            assert shown == "\n".join(example.output)
        script = tmp_path / "script.py"
        script.write_text(python.call(acme.made, example))
        runpy.run_path(str(script))
        first, *others = (seen.parts for seen in acme.vendor.seen)
        assert len(others) == 2 and all(each == first for each in others)


@versions
def test_an_answer_that_is_too_large(acme: Place, version: LuaVersion) -> None:
    """The parent does not read on to the end, which never comes."""
    sent: list[int] = []

    def endless(exchange: Exchange) -> None:
        exchange.send_response(200)
        exchange.end_headers()
        try:
            while len(sent) < 10_000:
                exchange.wfile.write(bytes(65_536))
                sent.append(65_536)
        except OSError:
            exchange.hang_up()

    acme.vendor.script = endless
    code = f"print(pcall({CALL}.fetch))"
    limit = 8 * 1024 * 1024
    shown = acme.host(code, version, memory_limit=limit)
    assert shown.partition("acme.fetch: ")[2] == (
        f"the answer is larger than {limit // 2} bytes, which is the limit for scripts"
    )
    assert len(sent) < 10_000


@versions
def test_an_answer_as_large_as_can_be(acme: Place, version: LuaVersion) -> None:
    limit = 8 * 1024 * 1024
    acme.vendor.script = lambda exchange: exchange.reply(bytes(limit // 2))
    assert acme.host(f"print(#{CALL}.fetch())", version, memory_limit=limit) == str(limit // 2)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables that make the integration the installed one."""
    return install(
        tmp_path_factory.mktemp("acme"), "acme", definition_files(FUNCTIONS, verify="fetch")
    )


MISTAKES = [
    ('send({ file = "notes.txt" })', f"Parameter 'file' of acme.send must be {TABLE}, not text."),
    ('send({ file = "a" .. x })', f"Parameter 'file' of acme.send must be {TABLE}, not text."),
    ('send({ file = { filename = "a" } })', "Parameter 'file.content' of acme.send is required."),
    ('send({ file = { filename = "a", content = 1 } })', "Parameter 'file.content' of acme.send must be a string, not a number."),
    ('send({ file = { filename = x, content = x, size = 1 } })', "Parameter 'file.size' of acme.send is not a known field."),
    ('send({ more = { { filename = "a" } } })', "Parameter 'more[1].content' of acme.send is required."),
    ('send({ file = { filename = "a", content_base64 = x } })', "Parameter 'file.content_base64' of acme.send is not a known field; content takes any bytes."),
    ("fetch().data", "acme.fetch returns a string, which has no fields"),
]  # fmt: skip

FINE = [
    "send({ file = x })",
    "send({ file = { filename = x, content = x } })",
    'send({ file = { filename = "a" .. x, content = "b" .. x, content_type = x } })',
    'send({ file = { filename = "a", [x] = "b" } })',
    'send({ more = { x, { filename = "a", content = "\\255" } } })',
    "fetch().len",
]


@versions
def test_mistakes_are_found_before_scripts_run(
    package: dict[str, str], version: LuaVersion, tmp_path: Path
) -> None:
    def checked(code: str) -> str:
        script = f"local x = dump local y = app.integrations.acme.{code} print(y)"
        done = run(tmp_path, "lua", "--lua", version, "--check", "--eval", script, env=package)
        return done.stdout

    for code, message in MISTAKES:
        assert checked(code).partition(": ")[2] == message.removesuffix(".") + "\n", code
    for code in FINE:
        assert checked(code) == "", code


@versions
@pytest.mark.parametrize(
    ("loop", "message"),
    [
        ("for x in app.integrations.acme.fetch() do print(x) end", "acme.fetch returns a string, not an iterator"),
        ("for x in ipairs(app.integrations.acme.fetch()) do print(x) end", "acme.fetch returns a string, not a table"),
    ],
)  # fmt: skip
def test_bytes_are_not_walked(
    package: dict[str, str], version: LuaVersion, tmp_path: Path, loop: str, message: str
) -> None:
    done = run(tmp_path, "lua", "--lua", version, "--check", "--eval", loop, env=package)
    assert done.stdout.rstrip().endswith(message)
