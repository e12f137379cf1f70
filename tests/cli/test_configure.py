"""`configure`: questions on a terminal, and a file in which nothing else changes."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import pytest

from integrations_runtime.cli.config_file import edited
from tests.support.commands import on_terminal, run

SECRET = 'a"b\\c'
WRITTEN = '"a\\"b\\\\c"'


def file_of(home: Path) -> Path:
    return home / ".config" / "integrations" / "config.toml"


def test_a_new_file(home: Path) -> None:
    status, shown = on_terminal(home, "configure", "groq", answers={"API key: ": SECRET})
    assert status == 0
    assert shown == (
        "\x1b[1mGroq\x1b[0m, account default. Enter alone keeps what is there.\n"
        "\x1b[2mCreate one at https://console.groq.com/keys.\x1b[0m\n"
        "API key: \n"
        "Wrote [groq.default] to ~/.config/integrations/config.toml.\n"
        "Try it: integrations doctor groq --online\n"
    )
    assert file_of(home).read_text() == f"[groq.default]\napi_key = {WRITTEN}\n"
    assert stat.S_IMODE(file_of(home).stat().st_mode) == 0o600
    assert [each.name for each in file_of(home).parent.iterdir()] == ["config.toml"]


def test_another_account_beside_what_is_there(home: Path) -> None:
    file_of(home).parent.mkdir(parents=True)
    before = '# mine\n[groq.default]  # first\napi_key = "old"  # why\n\n[other]\nx = [1, 2]\n'
    file_of(home).write_text(before)
    file_of(home).chmod(0o644)
    answers = {"Integration: ": "freshchat", "Access token: ": SECRET, "Subdomain [api]: ": "acme"}
    status, shown = on_terminal(
        home, "configure", "--account", "work", answers=answers, env={"NO_COLOR": "1"}
    )
    assert status == 0, shown
    assert file_of(home).read_text() == (
        f'{before}\n[freshchat.work]\naccess_token = {WRITTEN}\nsubdomain = "acme"\n'
    )
    assert stat.S_IMODE(file_of(home).stat().st_mode) == 0o600


def test_what_is_there_is_kept_or_replaced(home: Path) -> None:
    file_of(home).parent.mkdir(parents=True)
    file_of(home).write_text("[freshchat.default]\naccess_token = 'old' # why\n")
    answers = {"Access token [kept]: ": "", "Subdomain [api]: ": "new"}
    on_terminal(home, "configure", "freshchat", answers=answers)
    text = "[freshchat.default]\naccess_token = 'old' # why\nsubdomain = \"new\"\n"
    assert file_of(home).read_text() == text
    answers = {"Access token [kept]: ": "x", "Subdomain [kept]: ": ""}
    on_terminal(home, "configure", "freshchat", answers=answers)
    assert file_of(home).read_text() == text.replace("'old'", '"x"')


def test_a_setting_that_clients_would_refuse_is_asked_for_again(home: Path) -> None:
    sentence = "The setting subdomain must match the pattern "
    answers = {"Access token: ": SECRET, "Subdomain [api]: ": "https://x\nacme"}
    status, shown = on_terminal(home, "configure", "freshchat", answers=answers)
    assert status == 0
    assert shown.count(sentence) == 1
    assert file_of(home).read_text() == (
        f'[freshchat.default]\naccess_token = {WRITTEN}\nsubdomain = "acme"\n'
    )


def test_variables_that_take_precedence_are_named(home: Path) -> None:
    status, shown = on_terminal(
        home,
        "configure",
        "groq",
        answers={"API key: ": SECRET},
        env={"GROQ_API_KEY": "other", "NO_COLOR": "1"},
    )
    assert status == 0
    assert "warning: the variable GROQ_API_KEY takes precedence\n" in shown


def test_a_file_that_is_written_otherwise_is_left_alone(home: Path) -> None:
    file_of(home).parent.mkdir(parents=True)
    before = 'groq = { default = { api_key = "old" } }\n'
    file_of(home).write_text(before)
    status, shown = on_terminal(
        home,
        "configure",
        "groq",
        answers={"API key [kept]: ": "new"},
        env={"NO_COLOR": "1"},
    )
    assert status == 2
    assert shown.endswith(
        "error: ~/.config/integrations/config.toml is written in a way that this command does not change. "
        'Put these lines into it by hand:\n\n[groq.default]\napi_key = "…"\n'
    )
    assert file_of(home).read_text() == before


def test_nobody_to_ask(home: Path) -> None:
    done = run(home, "configure", "groq", "--account", "work", given="typed\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: configure asks on a terminal. Add to ~/.config/integrations/config.toml instead:\n"
        '\n[groq.work]\napi_key = "…"\n'
    )
    assert not file_of(home).exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("grok",), "Unknown integration: grok. Did you mean: groq?"),
        ((), "Name an integration: integrations configure NAME"),
        (
            ("groq", "--account", "No"),
            "'No' is not an account name: lower-case letters, digits and underscores, a letter first",
        ),
    ],
)
def test_errors_of_usage(home: Path, arguments: tuple[str, ...], sentence: str) -> None:
    done = run(home, "configure", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"error: {sentence}\n")


def test_nothing_to_configure(home: Path) -> None:
    done = run(home, "configure", "frankfurter")
    assert (done.returncode, done.stdout) == (0, "Frankfurter needs no credentials.\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[a.b]\nk = "v"\n'),
        ("x = 1", 'x = 1\n\n[a.b]\nk = "v"\n'),
        ("[a.b]", '[a.b]\nk = "v"\n'),
        ("[a.b]\nj = 1", '[a.b]\nj = 1\nk = "v"\n'),
        ("[a.b]\n\n# c\n[d]\n", '[a.b]\n\n# c\nk = "v"\n[d]\n'),
        ("[a.b]\r\nk = 'old'\r\n[d]\r\n", '[a.b]\r\nk = "v"\r\n[d]\r\n'),
        ("  [a.b] # c\n  k='old'# d\n", '  [a.b] # c\n  k="v"# d\n'),
    ],
)
def test_only_one_table_is_edited(before: str, after: str) -> None:
    assert edited(before, "[a.b]", {"k": "v"}) == after
    assert tomllib.loads(after)["a"]["b"]["k"] == "v"
