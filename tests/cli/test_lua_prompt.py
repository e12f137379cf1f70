"""The prompt of `integrations lua`, on a real terminal, and what it completes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

from integrations_runtime.cli.lua.prompt import is_complete
from integrations_runtime.cli.lua.prompt_input import joined
from integrations_runtime.cli.lua.prompt_place import place_of
from integrations_runtime.cli.lua.prompt_words import words_at
from integrations_runtime.testing import MockVendor
from tests.cli.terminal import READY, terminal
from tests.lua_host.hosts import host_of
from tests.support.definitions import NAMES


def test_a_session_at_the_prompt(home: Path) -> None:
    with terminal(home) as person:
        assert "Lua 5.1. Tab completes, .help tells more" in person.wait(READY)
        assert "\r\n3\r\n" in person.run("1 + 2")
        person.run("x = { a = 1 }")
        assert "\r\n{ a = 1 }\r\n" in person.run("= x")
        assert "\r\nhi\r\n" in person.run("print('hi')")
        assert "error: prompt:1: no\r\n" in person.run("error('no')")
        assert "error: prompt:1: unexpected symbol near '='" in person.run("y = = 1")
        assert 'lua_search_docs("upload file")' in person.run(".help")
        assert "app.integrations.groq.list_files(" in person.run("lua_list_docs('groq')")
        person.type("\x04")
        assert person.end() == 0


def test_statements_of_several_lines(home: Path) -> None:
    with terminal(home, "--lua", "5.4") as person:
        assert "Lua 5.4" in person.wait(READY)
        person.type("for i = 1, 2 do\r")
        person.wait(">>")
        person.type("print('n', i << 1)\r")
        person.wait(">>")
        shown = person.run("end")
        assert "n\t2\r\nn\t4\r\n" in shown or "n       2\r\nn       4\r\n" in shown
        person.type(".quit\r")
        assert person.end() == 0


def test_interrupted(home: Path) -> None:
    with terminal(home, "--cpu-limit", "60") as person:
        person.wait(READY)
        person.type("x = 'abandoned'\x03")
        person.wait(READY)
        assert "\r\nnil\r\n" in person.run("x")
        person.run("x = 1")
        person.type("print('on its way') while true do end\r")
        person.wait("on its way\r\n")
        person.interrupt()
        shown = person.wait(READY)
        assert "error: interrupted\r\n" in shown
        assert "warning: the VM has ended, and all variables with it" in shown
        assert "\r\nnil\r\n" in person.run("x")
        person.type("\x04")
        assert person.end() == 0


def test_limits_hold_for_each_line(home: Path) -> None:
    with terminal(home, "--cpu-limit", "0.05", "--memory-limit", "8M") as person:
        person.wait(READY)
        person.run("x = 1")
        limit = "prompt:1: the limit of 0.05 seconds of CPU time is used up (--cpu-limit sets it)"
        assert limit in person.run("while true do end")
        assert "\r\n1\r\n" in person.run("x")
        shown = person.run("t = {} while true do t[#t + 1] = ('x'):rep(1e5) .. #t end")
        assert "the memory limit of 8388608 bytes is used up (--memory-limit sets it)" in shown
        assert "all variables with it" in shown
        person.type("\x04")
        assert person.end() == 0


def test_commands_of_the_prompt(home: Path) -> None:
    with terminal(home) as person:
        person.wait(READY)
        for typed, told in UNKNOWN.items():
            assert f"\r\nerror: {told}\r\n" in person.run(typed)
        assert "\r\n0.5\r\n" in person.run(".25 * 2")
        person.type(" .quit \r")
        assert person.end() == 0


UNKNOWN: Final = {
    ".nope": "Unknown command: .nope. The commands are: .help, .quit, .exit.",
    "/help": "Unknown command: /help. Did you mean: .help?",
    ".quitt": "Unknown command: .quitt. Did you mean: .quit?",
    ".quit x": ".quit stands alone in its line.",
}


def test_a_long_line_that_is_pasted(home: Path) -> None:
    text = "".join(f"{number:05}" for number in range(1000))
    with terminal(home, columns=60) as person:
        person.wait(READY)
        shown = person.run(f"#'{text}'")
        assert "\r\n5000\r\n" in shown
        assert ">>" not in shown


def test_keys_that_arrive_at_once_are_one_text() -> None:
    def keys(text: str) -> list[KeyPress]:
        return [KeyPress(each) for each in text]

    enter, escape = KeyPress(Keys.ControlM, "\r"), KeyPress(Keys.Escape, "\x1b")
    pasted = KeyPress(Keys.BracketedPaste, "b" * 30)
    assert joined([*keys("a" + "b" * 30), enter, *keys("abc")]) == [
        KeyPress("a"),
        pasted,
        enter,
        *keys("abc"),
    ]
    assert joined([escape, *keys("f" + "b" * 30)]) == [escape, KeyPress("f"), pasted]
    assert joined(keys("typed by hand")) == keys("typed by hand")


def test_tabs_that_are_pasted(home: Path) -> None:
    with terminal(home) as person:
        person.wait(READY)
        person.type("\x1b[200~return #'\ta',\t5\x1b[201~\r")
        shown = person.wait(READY)
        assert "^I" not in shown
        assert "\r\n2\r\n5\r\n" in shown  # the tab in the text is one


def test_calls_act_for_the_accounts_that_are_configured(home: Path, groq: MockVendor) -> None:
    with terminal(home, env=groq.environment()) as person:
        person.wait(READY)
        shown = person.run("app.integrations.groq.list_models().object")
        assert '\r\n"list"\r\n' in shown


def test_names_are_completed(home: Path) -> None:
    with terminal(home) as person:
        person.wait(READY)
        person.type("app.integrations.gr\t")
        person.wait_for(r"(?<!gr)oq(?! )|integrations\.groq")
        person.type(".get_cur\t")
        person.wait_for(r"(?<!get_cur)rent_user|groq\.get_current_user")
        assert "\r\n<function>\r\n" in person.run("")
        person.type("app.integrations.groq.list_files({ pur\t")
        person.wait_for(r"(?<!pur)pose =|\{ purpose =")
        person.type("\x03")
        person.wait(READY)
        person.type("app.integrations.groq.\t")
        person.wait("item by item: ")


def test_the_history(home: Path) -> None:
    file = home / ".local" / "state" / "integrations" / "lua_history"
    with terminal(home) as person:
        person.wait(READY)
        person.run("kept = 'first'")
        person.run(" secret = 's3cret'")
        person.type("\x04")
        assert person.end() == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert "kept = 'first'" in file.read_text()
    assert "secret" not in file.read_text()
    file.chmod(0o644)
    with terminal(home) as person:
        person.wait(READY)
        person.type("\x1b[A")
        person.wait("kept = 'first'")
        person.type("\x03")
        person.wait(READY)
        person.type("\x04")
        assert person.end() == 0
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_history_that_cannot_be_kept(home: Path) -> None:
    state = home / "state"
    state.write_text("a file")
    with terminal(home, env={"XDG_STATE_HOME": str(state)}) as person:
        shown = person.wait(READY)
        assert "warning: the history is not kept: " in shown
        assert "\r\n2\r\n" in person.run("1 + 1")


COMPLETE: Final = (
    *("", "x", "x = 1", "1 + 1", "= x", "f()", "{ 1 }", "x = = 1", "end", "'abc", "return"),
    *("for i = 1, 2 do end", ".help", "[[ a\nb ]]", "-- x", "end while true do end do"),
)
INCOMPLETE: Final = (
    *("x =", "1 +", "= {", "f(", "{ 1,", "for i = 1, 2 do", "if x then\nf()", "function f()"),
    *("[[ a", "--[[ a", "x = [[ a", "local x = {\n  a = 1,"),
)


@pytest.mark.parametrize("version", ["5.1", "5.4"])
def test_what_is_complete(version: str) -> None:
    host = host_of(version)
    assert [text for text in COMPLETE if not is_complete(host, text)] == []
    assert [text for text in INCOMPLETE if is_complete(host, text)] == []


def words(text: str, *earlier: str) -> list[str]:
    """What may stand at the end of a text."""
    place = place_of(text)
    return [] if place is None else [each.text for each in words_at(place, earlier)]


GROQ: Final = "app.integrations.groq."
WORDS: Final[Mapping[str, list[str]]] = {
    "ap": ["app"],
    "app.": ["integrations"],
    "app.integrations.": NAMES,
    "app.integrations['gr": ["groq"],
    f"print({GROQ}list_f": ["list_files"],
    f"{GROQ}iter_": ["iter_messages", "iter_files"],
    f"{GROQ}work.get_": ["get_file", "get_current_user"],
    "app.integrations['groq'].get_f": ["get_file"],
    f"{GROQ}def": ["default"],
    f"{GROQ}get_file({{ ": ["file_id = "],
    f"{GROQ}get_file {{ fi": ["file_id = "],
    f"{GROQ}groq_get_file({{ ": ["file_id = "],
    f"{GROQ}work.get_file({{ ": ["file_id = "],
    f"{GROQ}iter_files({{ limit = 1, p": ["purpose = "],
    f"{GROQ}create_completion({{ messages = {{ {{ role = '": ["system", "user", "assistant"],
    f"{GROQ}create_completion({{ messages = {{ {{ role = ": ['"system"', '"user"', '"assistant"'],
    f"{GROQ}create_completion({{ messages = {{ {{ role = 'user', ": ["content = "],
    f"{GROQ}create_completion({{ ['messages'] = {{ {{ ro": ["role = "],
    f"{GROQ}create_completion({{ stream = ": ["true", "false"],
    f"{GROQ}create_completion({{ stream = tonu": ["tonumber"],
    "json.": ["encode", "decode", "null"],
    "lua_read_doc('gr": ["groq"],
    "docs.read('groq.get_f": ["groq.get_file"],
    "retu": ["return"],
    f"-- {GROQ}": [],
    f"[[ {GROQ}": [],
    f"x = '{GROQ}": [],
    "x = 'a' ap": ["app"],
    "--[[ a ]] ap": ["app"],
    "1.": [],
    "x.": [],
    "f().": [],
    f"{GROQ}list_models().": [],
    "app.integrations.nope.": [],
    "app.integrations.nope.x({ ": [],
    f"{GROQ}nope({{ ": [],
    "nothing_like_it": [],
}


@pytest.mark.parametrize("text", WORDS)
def test_what_may_stand_at_the_cursor(text: str) -> None:
    assert words(text) == WORDS[text]


def test_names_of_earlier_lines() -> None:
    earlier = ("total = 1", "function totalise(x) end", "local totals = 2", "total.x = 3")
    assert words("tot", *earlier) == ["total", "totalise"]


@pytest.mark.parametrize(
    ("earlier", "text", "expected"),
    [
        (["groq = app.integrations.groq"], "groq.get_f", ["get_file"]),
        (["groq = app.integrations['groq']", "g = groq.work;"], "g.get_file({ f", ["file_id = "]),
        (["get = app.integrations.groq.get_file"], "get { ", ["file_id = "]),
        (["g = app.integrations.groq", "g = 5"], "g.get_f", []),
        (["r = app.integrations.groq.list_files()"], "r.", []),
        (["local g = app.integrations.groq"], "g.get_f", []),
    ],
)
def test_names_that_earlier_lines_gave(earlier: list[str], text: str, expected: list[str]) -> None:
    assert words(text, *earlier) == expected


def test_what_is_said_about_candidates() -> None:
    place = place_of(f"{GROQ}create_completion({{ m")
    assert place is not None
    model = words_at(place)[0]
    assert model.about == (
        "required: The model that answers, by its identifier from `list_models`."
    )
    place = place_of(f"{GROQ}iter_files")
    assert place is not None
    assert words_at(place)[0].about.startswith("item by item: ")
    place = place_of(f"{GROQ}create_message({{ role = '")
    assert place is not None
    assert {each.about for each in words_at(place)} == {"Who the message comes from."}
