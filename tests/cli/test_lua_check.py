"""`lua --check`: mistakes of scripts as compilers tell them, for people and for programs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.support.commands import on_terminal, run

CALL = "app.integrations.groq"
GOOD = f"print({CALL}.list_models().data)\n"
BAD = f"local groq = {CALL}\n\tgroq.list_modles()\n"
MISTAKE = "2:7: Unknown function: app.integrations.groq.list_modles. " "Did you mean: list_models?"

VERSIONS = pytest.mark.parametrize("version", ["5.1", "5.4"])


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A folder with scripts and other files."""
    folder = tmp_path / "scripts"
    (folder / "more" / ".hidden").mkdir(parents=True)
    (folder / "good.lua").write_text(GOOD)
    (folder / "notes.txt").write_text("?")
    (folder / "more" / "bad.lua").write_text(BAD)
    (folder / "more" / ".hidden" / "worse.lua").write_text("?")
    return folder


@VERSIONS
def test_a_clean_script(home: Path, scripts: Path, version: str) -> None:
    done = run(home, "lua", "--lua", version, "--check", str(scripts / "good.lua"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "No problems in 1 script.\n")


@VERSIONS
def test_mistakes_are_lines_on_standard_output(home: Path, scripts: Path, version: str) -> None:
    bad = scripts / "more" / "bad.lua"
    done = run(home, "lua", "--lua", version, "--check", str(bad))
    assert (done.returncode, done.stdout) == (1, f"{bad}:{MISTAKE}\n")
    assert done.stderr == "1 problem in 1 script.\n"


def test_a_folder_stands_for_the_scripts_in_it(home: Path, scripts: Path) -> None:
    done = run(home, "lua", "--check", str(scripts))
    assert (done.returncode, done.stdout) == (1, f"{scripts}/more/bad.lua:{MISTAKE}\n")
    assert done.stderr == "1 problem in 1 of 2 scripts.\n"


def test_what_lua_versions_differ_in(home: Path) -> None:
    for version, status, text in (
        ("5.1", 1, "eval:1:7: Unknown name: table.unpack (use unpack(list))\n"),
        ("5.4", 0, ""),
    ):
        done = run(home, "lua", "--lua", version, "--check", "--eval", "table.unpack({ 1 })")
        assert (done.returncode, done.stdout) == (status, text)


def test_scripts_from_standard_input(home: Path) -> None:
    for arguments in ([], ["-"]):
        done = run(home, "lua", "--check", *arguments, given=BAD)
        assert (done.returncode, done.stdout) == (1, f"stdin:{MISTAKE}\n")


def test_nothing_is_run(home: Path, tmp_path: Path) -> None:
    done = run(home, "lua", "--check", "--eval", "print('ran') error('stopped') while true do end")
    assert (done.returncode, done.stdout) == (0, "")


def test_mistakes_for_programs(home: Path, scripts: Path) -> None:
    done = run(home, "lua", "--check", "--json", str(scripts))
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout) == {
        "success": False,
        "files": 2,
        "problems": [
            {
                "file": f"{scripts}/more/bad.lua",
                "line": 2,
                "column": 7,
                "end_line": 2,
                "end_column": 18,
                "rule": "unknown-function",
                "message": MISTAKE.partition(" ")[2],
                "hint": "",
            }
        ],
    }
    done = run(home, "lua", "--check", "--json", "--eval", GOOD)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"success": True, "files": 1, "problems": []}


def test_a_terminal_shows_the_place(home: Path, scripts: Path) -> None:
    bad = scripts / "more" / "bad.lua"
    bad.write_text("local x\n\tprnt('\x1b[31m', 'ä')\n")
    status, shown = on_terminal(home, "lua", "--check", os.path.relpath(bad))
    assert status == 1
    assert shown.splitlines() == [
        f"\x1b[1m{os.path.relpath(bad)}:2:2:\x1b[0m Unknown name: prnt (did you mean print?)",
        "\tprnt('\\x1b[31m', 'ä')",
        "\t\x1b[31m^^^^\x1b[0m",
        "1 problem in 1 script.",
    ]


PLACES: dict[tuple[str, int], tuple[str, ...]] = {
    ("print('aaaaaaaaaa', prnt('bbbbbbbbbb'))", 40): (
        "print('aaaaaaaaaa', prnt('bbbbbbbbbb'))",
        "                    ^^^^",
    ),
    ("print('aaaaaaaaaa', prnt('bbbbbbbbbb'))", 30): (
        "…aaaaaaa', prnt('bbbbbbbbbb'))",
        "           ^^^^",
    ),
    ("print('aaaaaaaaaa', prnt('bbbbbbbbbb'))", 20): ("…a', prnt('bbbbbbbb…", "     ^^^^"),
    ("prnt('aaaaaaaaaaaaaaaaaaaaaaaa')", 20): ("prnt('aaaaaaaaaaaaa…", "^^^^"),
    ("\tprint('aaaa', prnt('bb'))", 20): ("…'aaaa', prnt('bb'))", "         ^^^^"),
    ("app.integrations.groq.list_files('aaaaaaaaaaaaaaaaaaaaaaaa')", 20): (
        "…'aaaaaaaaaaaaaaaa…)",
        " ^^^^^^^^^^^^^^^^^^",
    ),
    ("if x then", 40): ("if x then", "         ^"),
    ("if x then\n", 40): (),
}


@pytest.mark.parametrize(("code", "columns"), PLACES)
def test_the_place_is_shown_on_any_terminal(home: Path, code: str, columns: int) -> None:
    env = {"COLUMNS": str(columns), "NO_COLOR": "1"}
    status, shown = on_terminal(home, "lua", "--check", "-e", f"local x\n{code}", env=env)
    assert status == 1
    lines = shown.splitlines()
    assert lines[-1] == "1 problem in 1 script."
    assert tuple(lines[1:-1]) == PLACES[code, columns]


def test_a_message_stays_in_its_line(home: Path) -> None:
    done = run(home, "lua", "--check", "--eval", f"{CALL}['a\\nb'].x()")
    assert done.stdout == "eval:1:23: Unknown function: app.integrations.groq.a b\n"


MISUSES: dict[tuple[str, ...], str] = {
    ("no.lua",): "Cannot read no.lua: No such file or directory.",
    ("no.lua", "--json"): "Cannot read no.lua: No such file or directory.",
    ("--eval", "x", "no.lua"): "Give a file or --eval, not both.",
}


@pytest.mark.parametrize("arguments", MISUSES)
def test_what_cannot_be_checked(home: Path, arguments: tuple[str, ...]) -> None:
    done = run(home, "lua", "--check", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: {MISUSES[arguments]}\n"


def test_a_folder_without_scripts(home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run(home, "lua", "--check", str(tmp_path / "empty"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: There are no .lua files in {tmp_path}/empty.\n"


def test_a_terminal_is_no_script(home: Path) -> None:
    status, shown = on_terminal(home, "lua", "--check")
    assert status == 2
    assert shown.endswith("--check needs a script: name a file, or use --eval.\n")
