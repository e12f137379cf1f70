"""`lua`: scripts from files, standard input and the command line; what they print and return; how they end."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import pytest

from integrations_runtime.testing import MockVendor
from tests.support.commands import COMMAND, environment, on_terminal, run, run_anew

VERSIONS = pytest.mark.parametrize("version", ["5.1", "5.4"])


@VERSIONS
def test_what_is_printed_comes_before_what_is_returned(home: Path, version: str) -> None:
    code = 'print(_VERSION, { 1 }) return "some text", { a = { 1.5 } }, nil, {}, 2'
    done = run(home, "lua", "--lua", version, "--eval", code)
    assert (done.returncode, done.stderr) == (0, "")
    result = 'some text\n{\n  "a": [\n    1.5\n  ]\n}\nnull\n{}\n2\n'
    assert done.stdout == f"Lua {version}\t{{ 1 }}\n{result}"


@VERSIONS
def test_a_script_calls_integrations(home: Path, groq: MockVendor, version: str) -> None:
    code = "for file in app.integrations.groq.iter_files({ limit = 10 }) do print(file.id) end"
    done = run(home, "lua", "--lua", version, "-e", code, env=groq.environment())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "file-abc123\nfile-def456\n"
    assert list(groq.requests[0].query) == [("limit", "10")]


def test_a_script_comes_from_a_file_or_from_standard_input(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "script.lua"
    file.write_bytes(
        b"\xef\xbb\xbf#!/usr/bin/env -S integrations lua\nprint('a')\nprint('\xc3\xa4')"
    )
    done = run(home, "lua", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, "a\nä\n", "")
    for arguments in (["lua"], ["lua", "-"]):
        done = run(home, *arguments, given="print(1)\nerror('no')")
        assert (done.returncode, done.stdout) == (1, "1\n")
        assert done.stderr == "error: stdin:2: no\n"
    assert run(home, "lua", "-e", "print(2)", given="print(1)").stdout == "2\n"
    assert run(home, "lua").stdout == ""


@VERSIONS
def test_several_texts_are_the_lines_of_one_script(home: Path, version: str) -> None:
    arguments = ("lua", "--lua", version, "-e", "local x = 1", "--eval", "print(x)")
    assert run(home, *arguments).stdout == "1\n"
    assert run(home, *arguments, "-e", "x()").stderr.startswith("error: eval:3: attempt to call ")
    found = run(home, *arguments, "-e", "prnt()", "--check").stdout
    assert found == "eval:3:1: Unknown name: prnt (did you mean print?)\n"


def test_errors_name_the_file_and_the_line(tmp_path: Path) -> None:
    long = "a" * 60
    (tmp_path / long).mkdir()
    for name, shown in {
        "report.lua": "report.lua",
        f"{long}/b.lua": f"...{'a' * 41}/b.lua",
        "two (copies).lua": "two _copies_.lua",
    }.items():
        (tmp_path / name).write_text("#!shown as line 1\n\nlocal x = nil + 1\n")
        done = run(tmp_path, "lua", name, cwd=tmp_path)
        assert done.returncode == 1
        problem = "attempt to perform arithmetic on a nil value"
        assert (done.stdout, done.stderr) == ("", f"error: {shown}:3: {problem}\n")


@VERSIONS
@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("local x =\n= 1", "eval:2: unexpected symbol near '='"),
        ("print(1)\n\nerror({ code = 42 })", "eval: error object: { code = 42 }"),
        (
            "local f = app.integrations.groq\nf.list_file()\n",
            "eval:2: Unknown function: app.integrations.groq.list_file. "
            "Did you mean: list_files?",
        ),
        (
            "app.integrations.groq.get_file({})\n",
            "eval:1: Missing required parameter(s): file_id",
        ),
        (
            "app.integrations.groq.get_file({ file_id = 'file-1' })\n",
            "eval:1: groq.get_file: 404 not found: The vendor was told to fail.",
        ),
    ],
)
def test_what_stops_a_script(
    home: Path, groq: MockVendor, version: str, code: str, sentence: str
) -> None:
    groq.misbehave("get_file", times=None, status=404)
    done = run(home, "lua", "--lua", version, "--eval", code, env=groq.environment())
    assert done.stderr == f"error: {sentence}\n"
    assert done.returncode == 1


@VERSIONS
@pytest.mark.parametrize(
    ("option", "value", "code", "sentence"),
    [
        (
            "cpu",
            "0.1",
            "while true do end",
            "eval:1: the limit of 0.1 seconds of CPU time is used up",
        ),
        (
            "time",
            "0.1",
            "app.integrations.groq.list_models()",
            "eval: the time limit of 0.1 seconds is used up",
        ),
        (
            "memory",
            "2M",
            "local t = {} for i = 1, 1e9 do t[i] = { i } end",
            "eval: the memory limit of 2097152 bytes is used up",
        ),
        (
            "output",
            "1kib",
            "while true do print(('x'):rep(100)) end",
            "eval:1: the output limit of 1024 bytes is used up",
        ),
    ],
)
def test_limits(
    home: Path, groq: MockVendor, version: str, option: str, value: str, code: str, sentence: str
) -> None:
    groq.misbehave("list_models", times=None, delay=30)
    arguments = ("lua", "--lua", version, f"--{option}-limit", value, "--eval", code)
    done = run(home, *arguments, env=groq.environment())
    assert (done.returncode, done.stderr) == (1, f"error: {sentence} (--{option}-limit sets it)\n")
    assert len(done.stdout) == (1024 if option == "output" else 0)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("no/script.lua",), "Cannot read no/script.lua: No such file or directory."),
        (("/",), "Cannot read /: Is a directory."),
        (("latin.lua",), "latin.lua is not UTF-8 text (line 2)."),
        (("a.lua", "b.lua"), "One script runs at a time; --check takes several."),
        (("a.lua", "--eval", "print(1)"), "Give a file or --eval, not both."),
        (
            ("--memory-limit", "3G", "--eval", ""),
            "memory_limit must be a number of bytes above 0, at most 2 GiB, not 3221225472",
        ),
        (
            ("--account", "Work", "--eval", ""),
            "'Work' is not an account name: lower-case letters, digits and underscores, a letter first",
        ),
        (
            ("--account", "work", "--account", "home", "--eval", ""),
            "--account is given twice: work and home.",
        ),
        (
            ("--account", "groq=work", "--account", "groq=home", "--eval", ""),
            "--account is given twice for groq: work and home.",
        ),
        (
            ("--account", "grok=work", "--eval", ""),
            "Unknown integration: grok. Did you mean: groq?",
        ),
    ],
)
def test_what_cannot_be_run(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("latin.lua").write_bytes(b"-- 1\nprint('\xe4')")
    plain = run(home, "lua", *arguments)
    assert (plain.returncode, plain.stdout, plain.stderr) == (2, "", f"error: {sentence}\n")
    done = run(home, "lua", "--json", *arguments)
    assert (done.returncode, done.stderr) == (2, "")
    envelope = json.loads(done.stdout)
    kind = "ConfigurationError" if "memory_limit" in sentence else "ArgumentError"
    assert envelope == {
        "success": False,
        "output": "",
        "result": None,
        "error": {"type": kind, "message": sentence, "line": None, "limit": None},
        "execution_time_ms": 0.0,
        "memory_usage": 0,
        "call_log": [],
    }


@pytest.mark.parametrize(
    ("option", "value", "problem"),
    [
        (
            "--memory-limit",
            "32MB",
            "must be a number of bytes, such as 500000, 32M or 64MiB, not 32MB",
        ),
        ("--cpu-limit", "0", "must be a number of seconds above 0, not 0"),
        ("--cpu-limit", "-1", "must be a number of seconds above 0, not -1"),
        ("--memory-limit", "0", "must be 1 byte or more, not 0"),
        ("--time-limit", "soon", "must be a number of seconds above 0, not soon"),
        ("--lua", "5.3", "invalid choice: '5.3' (choose from '5.1', '5.4')"),
    ],
)
def test_options_that_make_no_sense(home: Path, option: str, value: str, problem: str) -> None:
    done = run(home, "lua", option, value, "--eval", "")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(f"integrations lua: error: argument {option}: {problem}\n")


def test_output_comes_at_once_and_an_interrupt_ends_the_script(
    home: Path, groq: MockVendor
) -> None:
    groq.misbehave("list_models", times=None, delay=30)
    with subprocess.Popen(
        [*COMMAND, "lua", "--eval", "print('asking') app.integrations.groq.list_models()"],
        env=environment(home, groq.environment()),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"asking\n"
        process.send_signal(signal.SIGINT)
        assert (process.stdout.read(), process.stderr.read()) == (b"", b"")
    assert process.returncode == 130


def test_an_interrupt_ends_a_script_that_is_busy(home: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "lua", "--eval", "print('busy') while true do pcall(error) end"],
        env=environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"busy\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b""
    assert process.returncode == 130


def test_a_reader_that_has_seen_enough(home: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "lua", "--eval", "while true do print('again and again') end"],
        env=environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"again and again\n"
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (0, b"")


def test_a_terminal_obeys_no_script(home: Path) -> None:
    code = r"print('\27]0;title\7red') return '\27[2J'"
    status, shown = on_terminal(home, "lua", "--eval", code)
    assert (status, shown) == (0, "\\x1b]0;title\\x07red\n\\x1b[2J\n")
    assert run(home, "lua", "--eval", code).stdout == "\x1b]0;title\x07red\n\x1b[2J\n"


def test_a_prompt_prints_no_envelope(home: Path) -> None:
    status, shown = on_terminal(home, "lua", "--json")
    message = json.loads(shown)["error"]["message"]
    assert (status, message) == (2, "--json needs a script: name a file, or use --eval.")


def test_without_the_extra(home: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "from importlib.machinery import PathFinder\n"
        "find = PathFinder.find_spec\n"
        "PathFinder.find_spec = lambda name, *more: None if name == 'lupa' else find(name, *more)\n"
    )
    done = run_anew(home, "lua", "--eval", "print(1)", env={"PYTHONPATH": str(tmp_path)})
    sentence = "Lua needs the package lupa: pip install 'integrations[lua]'"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"error: {sentence}\n")


def test_the_help_names_every_option_that_it_explains(home: Path) -> None:
    done = run(home, "lua", "--help", env={"COLUMNS": "80"})
    options, _, explained = done.stdout.partition("\nexamples:\n")
    assert (done.returncode, done.stderr) == (0, "")
    used = {word.strip(",:;.") for word in explained.split() if word.startswith("--")}
    assert used == {
        *("--account", "--check", "--eval", "--json", "--luarc", "--read-only", "--time-limit")
    }
    assert [each for each in sorted(used) if f"  {each}" not in options] == []
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("lu",), ["lua"]),
        (("lua", "--re"), ["--read-only"]),
        (("lua", "script.lua", "--c"), ["--check", "--cpu-limit"]),
        (("lua", "--lua", ""), ["5.1", "5.4"]),
        (("lua", "--account", ""), ["default"]),
        (("lua", "--lib"), ["--library-path"]),
        (("lua", ""), []),
    ],
)
def test_shells_complete_its_options(
    home: Path, words: tuple[str, ...], offered: list[str]
) -> None:
    assert run(home, "completion", "--words", *words).stdout.splitlines() == offered
