"""Words of a shell are read back as they were meant, by every shell, and nothing in them acts."""

import json
import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages.shell import (
    Output,
    Variable,
    command,
    expanded,
    json_word,
    quoted,
    word,
)
from tests.support.texts import HOSTILE, json_values, texts

SHELLS = ("sh", "bash")
NOTHING: Mapping[str, str] = {}


def _can_be_given(text: str) -> bool:
    """Whether a program can be given a text at all."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


given_texts = texts.filter(_can_be_given)


def read(words: Sequence[str], shell: str = "sh", variables: Mapping[str, str] = NOTHING) -> Any:
    """Returns the arguments that a real shell makes of words."""
    script = "printf '%s\\0' " + " ".join(words)
    done = subprocess.run(
        [shell, "-c", script],
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    return done.stdout.decode().split("\0")[:-1]


@given(st.lists(given_texts, min_size=1, max_size=3), st.sampled_from(SHELLS))
def test_words_are_read_as_they_were_meant(meant: list[str], shell: str) -> None:
    written = [*map(word, meant), *map(quoted, meant)]
    assert shlex.split(" ".join(written)) == meant * 2
    assert read(written, shell) == meant * 2


@given(
    st.lists(given_texts | st.sampled_from([Variable("X"), Variable("Y_2")]), max_size=5),
    given_texts,
    st.sampled_from(SHELLS),
)
def test_only_variables_are_expanded(parts: list[str | Variable], value: str, shell: str) -> None:
    values = {"X": value, "Y_2": "$X `X` \\"}
    meant = "".join(each if isinstance(each, str) else values[each.name] for each in parts)
    assert read([expanded(parts)], shell, values) == [meant]


@given(given_texts, st.sampled_from(SHELLS))
def test_a_default_stands_for_what_is_unset_or_empty(default: str, shell: str) -> None:
    written = [expanded(["<", Variable("X", default), ">"])]
    assert read(written, shell) == read(written, shell, {"X": ""}) == [f"<{default}>"]


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_set_stands_for_itself(shell: str) -> None:
    written = expanded([Variable("X", "eu-1.a b")]), expanded([Variable("X", "it's")])
    assert written == ('"${X:-eu-1.a b}"', '"it\'s"')
    assert read(written, shell, {"X": "x"}) == ["x", "it's"]


@given(json_values())
def test_json_is_read_back_and_hides_nothing(value: Any) -> None:
    (text,) = shlex.split(json_word(value, indent=2))
    assert json.loads(text) == value
    assert not any(each in text for each in "\x00\x1b\x7f\x85\u2028\u202e\ufeff\r")


def test_what_a_command_prints_is_part_of_a_word() -> None:
    written = expanded(["Key: ", Output("echo a b")])
    assert written == '"Key: $(echo a b)"'
    assert read([written]) == ["Key: a b"]


def test_a_prompt_reads_the_same() -> None:
    """At a prompt, exclamation marks call up earlier commands, in double quotes too."""
    meant = "it's !! a!b !$ \n!x"
    written = [word(meant), expanded([meant, Variable("X")]), json_word([meant])]
    done = subprocess.run(
        ["bash", "--norc", "--noprofile", "-i"],
        input=f"printf '%s\\0' {' '.join(written)}\n".encode(),
        env={"PATH": os.environ["PATH"], "X": "?", "HISTFILE": ""},
        capture_output=True,
        start_new_session=True,
        check=True,
    )
    assert done.stdout.decode().split("\0")[:2] == [meant, f"{meant}?"]
    assert json.loads(done.stdout.decode().split("\0")[2]) == [meant]


def test_how_words_look() -> None:
    assert [word(each) for each in ("", "a.b/c:d@e", "limit=10", "=x", "~", "a b", "it's")] == [
        "''",
        "a.b/c:d@e",
        "limit=10",
        "'=x'",
        "'~'",
        "'a b'",
        "'it'\\''s'",
    ]
    assert quoted("a") == "'a'"
    assert expanded(["a", "b"]) == "ab"
    assert expanded(["Bearer ", Variable("X")]) == '"Bearer $X"'
    assert expanded([Variable("X"), ":", Variable("Y")]) == '"$X:$Y"'
    assert expanded([Variable("X"), "y", Variable("X"), ":h", Variable("X"), "[1]", "!"]) == (
        '"${X}y${X}:h${X}[1]"\'!\'""'
    )
    assert expanded(["https://", Variable("X", "eu"), ".example.com"]) == (
        '"https://${X:-eu}.example.com"'
    )


def test_what_no_program_can_be_given_is_refused() -> None:
    def beside_variable(text: str) -> str:
        return expanded([text, Variable("X")])

    for write in (word, quoted, beside_variable):
        with pytest.raises(ValueError, match=r"^NUL cannot stand in a command$"):
            write("a\0b")


def test_hostile_json_is_one_word() -> None:
    assert read([json_word([HOSTILE])]) == shlex.split(json_word([HOSTILE]))


def test_a_long_command_has_an_option_on_each_line() -> None:
    assert command("run", [], 9) == "run\n"
    assert command("run", ["-a 1", "-b 2"], 13) == "run -a 1 -b 2\n"
    assert command("run", ["-a 1", "-b 2"], 12) == "run \\\n  -a 1 \\\n  -b 2\n"
    assert command("run", ["'{\n}'"], 99) == "run \\\n  '{\n}'\n"
    assert read(["x", command("y", ["z z", "'w'"], 3).rstrip()]) == ["x", "y", "z", "z", "w"]
