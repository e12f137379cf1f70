"""Calls that the configuration file says must be asked about, by `call`, `lua` and `doctor`: on a terminal, and elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from integrations_runtime.testing import MockVendor
from tests.cli.terminal import terminal
from tests.support.commands import on_terminal, run

ASKED = 'acme.remove_thing on account default (destructive write)\n  id = "t1"\nAllow? [y/N] '
REFUSED = (
    "acme.remove_thing: this write operation was refused when asked about "
    "([acme.policy] in ~/.config/integrations/config.toml)"
)
CALL = ("call", "acme.remove_thing", "--arg", "id=t1")
SCRIPT = ("lua", "--eval", "print('first') app.integrations.acme.remove_thing({ id = 't1' })")
FILE = '[acme.policy]\nwrite = "ask"\n'


@pytest.fixture
def env(acme: MockVendor, acme_package: dict[str, str]) -> dict[str, str]:
    return {**acme_package, **acme.environment(), "NO_COLOR": "1"}


def configure(home: Path, text: str = FILE) -> None:
    """Writes the configuration file."""
    folder = home / ".config" / "integrations"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(text)
    (folder / "config.toml").chmod(0o600)


@pytest.mark.parametrize("answer", ["y", "YES", " y "])
@pytest.mark.parametrize(("command", "before"), [(CALL, ""), (SCRIPT, "first\n")])
def test_a_person_allows_a_call(
    home: Path,
    acme: MockVendor,
    env: dict[str, str],
    command: tuple[str, ...],
    before: str,
    answer: str,
) -> None:
    configure(home)
    done = on_terminal(home, *command, env=env, answers={"Allow? [y/N] ": answer})
    assert done == (0, f"{before}{ASKED}{answer}\n")
    assert [each.function for each in acme.requests] == ["remove_thing"]


@pytest.mark.parametrize("answer", ["", "n", "yesterday", "\x04"])
@pytest.mark.parametrize(
    ("command", "before", "place"), [(CALL, "", ""), (SCRIPT, "first\n", "eval:1: ")]
)
def test_a_person_refuses_a_call(
    home: Path,
    acme: MockVendor,
    env: dict[str, str],
    command: tuple[str, ...],
    before: str,
    place: str,
    answer: str,
) -> None:
    configure(home)
    done = on_terminal(home, *command, env=env, answers={"Allow? [y/N] ": answer})
    echoed = "\n" if answer == "\x04" else answer
    assert done == (1, f"{before}{ASKED}{echoed}\nerror: {place}{REFUSED}\n")
    assert acme.requests == []


@pytest.mark.parametrize("command", [CALL, SCRIPT])
def test_an_interrupt_is_no_answer(
    home: Path, acme: MockVendor, env: dict[str, str], command: tuple[str, ...]
) -> None:
    configure(home)
    status, shown = on_terminal(home, *command, env=env, answers={"Allow? [y/N] ": "\x03"})
    assert (status, acme.requests) == (130, [])
    assert "Traceback" not in shown and "error" not in shown


@pytest.mark.parametrize(
    ("command", "place"),
    [(CALL, ""), ((*CALL, "--json"), ""), (SCRIPT, "eval:1: "), ((*SCRIPT, "--json"), "eval:1: ")],
)
def test_elsewhere_nobody_is_asked(
    home: Path, acme: MockVendor, env: dict[str, str], command: tuple[str, ...], place: str
) -> None:
    configure(home, f'[policy]\nwrite = "ask"\n{FILE}')
    done = run(home, *command, env=env, given="y\n")
    sentence = (
        f"{place}acme.remove_thing: write operations must be asked about "
        "([acme.policy] in ~/.config/integrations/config.toml), and nobody can be asked here: "
        'run this on a terminal, or write write = "allow" there'
    )
    if "--json" in command:
        assert json.loads(done.stdout)["error"]["message"] == sentence
    else:
        assert done.stderr == f"error: {sentence}\n"
    assert (done.returncode, acme.requests) == (1, [])


def test_a_script_can_live_with_a_refusal(
    home: Path, acme: MockVendor, env: dict[str, str]
) -> None:
    configure(home)
    code = "local ok = pcall(app.integrations.acme.remove_thing, { id = 't1' }) return ok"
    done = on_terminal(home, "lua", "--eval", code, env=env, answers={"Allow? [y/N] ": "n"})
    assert done == (0, f"{ASKED}n\nfalse\n")


def test_only_what_the_file_says_is_asked_about(
    home: Path, acme: MockVendor, env: dict[str, str]
) -> None:
    configure(home, '[acme.work.policy]\nwrite = "ask"\n[policy]\nread = "ask"\n')
    env["ACME_API_KEY__WORK"] = acme.credentials["api_key"]
    answers = {"Allow? [y/N] ": "y"}
    assert run(home, *CALL, env=env).returncode == 0
    status, shown = on_terminal(home, *CALL, "--account", "work", env=env, answers=answers)
    assert (status, shown) == (0, f"{ASKED.replace('default', 'work')}y\n")
    status, shown = on_terminal(home, *SCRIPT, "--account", "work", env=env, answers=answers)
    assert (status, shown) == (0, f"first\n{ASKED.replace('default', 'work')}y\n")
    status, shown = on_terminal(home, "call", "acme.list_things", env=env, answers=answers)
    asked = "acme.list_things on account default (read)\nAllow? [y/N] y\n"
    assert (status, shown) == (0, f'{asked}[\n  "pen"\n]\n')


def test_what_a_person_sees_hides_nothing_but_secrets(
    home: Path, acme: MockVendor, env: dict[str, str], tmp_path: Path
) -> None:
    configure(home)
    file = tmp_path / "notes.txt"
    file.write_text("hello")
    title = f"a\x1b[2J\u202e{env['ACME_API_KEY']}"
    arguments = ("call", "acme.send_file", "--file", f"file={file}", "--arg", f"title={title}")
    _, shown = on_terminal(home, *arguments, env=env, answers={"Allow? [y/N] ": "n"})
    asked = shown.partition("Allow?")[0].splitlines()
    assert asked[0] == "acme.send_file on account default (write)"
    assert asked[1:] == [
        '  file = "<notes.txt, 5 bytes>"',
        '  title = "a\\u001b[2J\\u202e[redacted]"',
    ]


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("é" * 198, f'"{"é" * 198}"'),
        ("é" * 500, f'"{"é" * 119}…{"é" * 79}" (502 characters, 302 of them not shown)'),
        (
            f"pay 1 EUR{' ' * 300}then pay 1000000 EUR",
            f'"pay 1 EUR{" " * 110}…{" " * 59}then pay 1000000 EUR" '
            "(331 characters, 131 of them not shown)",
        ),
    ],
)
def test_both_ends_of_a_long_value_are_shown(
    home: Path, acme: MockVendor, env: dict[str, str], value: str, line: str
) -> None:
    configure(home)
    call = ("call", "acme.sort_things", "--arg", f"name={value}")
    _, shown = on_terminal(home, *call, env=env, answers={"Allow? [y/N] ": "n"})
    assert f"  name = {line}\n" in shown


def test_arguments_stand_in_the_order_of_the_docs(
    home: Path, acme: MockVendor, env: dict[str, str]
) -> None:
    configure(home)
    names = ("tags", "name", "deep", "ratio", "count")
    values = ("{ 'a' }", "'b'", "true", "0.5", "1")
    table = ", ".join(f"{name} = {value}" for name, value in zip(names, values, strict=True))
    code = f"app.integrations.acme.sort_things({{ {table} }})"
    _, shown = on_terminal(home, "lua", "-e", code, env=env, answers={"Allow? [y/N] ": "n"})
    asked = shown.partition("Allow?")[0].splitlines()[1:]
    assert [each.split()[0] for each in asked] == [*reversed(names)]


def test_what_was_typed_before_the_question_is_no_answer(
    home: Path, acme: MockVendor, env: dict[str, str]
) -> None:
    configure(home)
    with terminal(home, *SCRIPT[1:], env=env) as person:
        person.type("y\n")
        person.wait("Allow? [y/N] ")
        person.type("n\n")
        assert REFUSED in person.wait("config.toml)")
        assert (person.end(), acme.requests) == (1, [])


def test_a_script_that_ends_during_a_question_ends_its_line(
    home: Path, acme: MockVendor, env: dict[str, str]
) -> None:
    configure(home)
    status, shown = on_terminal(home, *SCRIPT, "--time-limit", "2", env=env)
    assert status == 1
    assert shown.endswith(
        "Allow? [y/N] \nerror: eval: the time limit of 2 seconds is used up (--time-limit sets it)\n"
    )


def test_a_denial_comes_before_a_question(
    home: Path, acme: MockVendor, env: dict[str, str]
) -> None:
    configure(home)
    status, shown = on_terminal(home, *SCRIPT, "--read-only", env=env)
    sentence = "acme.remove_thing: write operations are denied by --read-only"
    assert (status, shown) == (1, f"first\nerror: eval:1: {sentence}\n")


def test_what_sends_nothing_needs_no_answer(
    home: Path, acme: MockVendor, env: dict[str, str]
) -> None:
    configure(home)
    done = run(home, *CALL, "--dry-run", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"DELETE {acme.url}/things/t1?key=[redacted]\n")
    assert acme.requests == []


def test_doctor_asks_about_its_read(home: Path, acme: MockVendor, env: dict[str, str]) -> None:
    configure(home, '[policy]\nread = "ask"\n')
    arguments = ("doctor", "acme", "--online")
    status, shown = on_terminal(home, *arguments, env=env, answers={"Allow? [y/N] ": "y"})
    assert status == 0
    assert "acme.list_things on account default (read)\nAllow? [y/N] y\n" in shown
    assert "  online: list_things worked\n" in shown
    assert run(home, *arguments, env=env).returncode == 1
