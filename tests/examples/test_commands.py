"""Commands cannot lie either: every example's command is run by a real shell, asks what every language asks, and prints what is shown."""

import json
import re
import shlex
import subprocess
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from generator.model.integration import Function, Integration
from generator.model.types import ABSENT
from generator.snippets import cli, curl
from integrations_runtime.cli.main import main
from integrations_runtime.testing import MockVendor
from tests.examples.test_examples import CASES, Case, expected_requests, put_files
from tests.examples.test_loops import PAGED, STREAMED, case
from tests.support.commands import environment, in_shell
from tests.support.loopback import Exchange, serving
from tests.support.tools import FindTool
from tests.support.vendor import Vendor, vendor

Run: TypeAlias = Callable[[str, Mapping[str, str]], str]
"""Runs a command with variables, and gives what it prints."""

_ADDRESS = re.compile(r"https://[^/\"' ]+")
_COMMENT = re.compile(r"^ *#.*\n", re.MULTILINE)
_DEPRECATED = re.compile(r"^.*` is deprecated.*\n", re.MULTILINE)


def run(code: str, variables: Mapping[str, str], home: Path) -> str:
    """Returns what a script prints that succeeds without complaints."""
    done = subprocess.run(
        ["sh", "-eu", "-c", code],
        env=environment(home, variables),
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, _DEPRECATED.sub("", done.stderr)) == (0, "")
    return done.stdout


def run_curl(code: str, server: Vendor, program: str, home: Path) -> str:
    """Returns what curl prints when the host of a command is the server."""
    variables = server.environment() | {"no_proxy": "*", "CURL": program}
    functions = (
        'curl() { "$CURL" --disable --silent --show-error "$@"; }\nuuidgen() { echo key; }\n'
    )
    return run(functions + _here(code, server), variables, home)


def _here(code: str, server: Vendor) -> str:
    """The command with the server in place of the vendor, of whom no address may be left."""
    command, found = _ADDRESS.subn(server.server.url, _COMMENT.sub("", code), count=1)
    assert found == 1
    return command


@pytest.mark.parametrize("case", CASES)
def test_curl(case: Case, tool: FindTool, tmp_path: Path) -> None:
    snippet = curl.call(case.integration, case.example)
    with vendor(case.integration, case.function, case.example) as server:
        put_files(case, tmp_path)
        printed = run_curl(snippet.code, server, tool("curl"), tmp_path)
        assert server.requests() == expected_requests(case)
    assert _value(printed) == _value(snippet.output)


def _value(printed: str) -> Any:
    """What was printed, as a value where it is JSON: how curl's output is laid out is the vendor's matter."""
    try:
        return json.loads(printed)
    except ValueError:
        return printed.strip()


def _command_of(each: Any) -> str:
    return cli.call(each.values[0].integration, each.values[0].example).code


COMMANDS = [*{_command_of(each): each for each in reversed(CASES)}.values()]
"""The examples whose commands differ: many a derived example is the written one."""


def _longest() -> Iterator[Any]:
    by_length: list[Any] = sorted(COMMANDS, key=lambda each: len(_command_of(each)))
    yield from {each.values[0].integration.name: each for each in by_length}.values()


LONGEST = list(_longest())
"""The longest command of each integration, which a real shell and a real process run."""


@pytest.fixture
def in_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs a command without a shell and a process, which cost more than all it does."""

    def run(code: str, variables: Mapping[str, str]) -> str:
        for name, value in environment(tmp_path, variables).items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        program, *arguments = shlex.split(code.replace("\\\n", ""))
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            assert (program, main(arguments)) == ("integrations", 0)
        printed = capsys.readouterr()
        assert _DEPRECATED.sub("", printed.err) == ""
        return printed.out

    return run


@pytest.mark.parametrize("case", COMMANDS)
def test_program(case: Case, in_this_process: Run, tmp_path: Path) -> None:
    assert_program(case, in_this_process, tmp_path)


@pytest.mark.parametrize("case", LONGEST)
def test_program_in_a_shell(case: Case, tmp_path: Path) -> None:
    assert_program(case, lambda code, variables: run(in_shell(code), variables, tmp_path), tmp_path)


def assert_program(case: Case, run: Run, folder: Path) -> None:
    """Asserts that a command makes the one call that it shows, and prints what is shown."""
    snippet = cli.call(case.integration, case.example)
    with MockVendor(case.integration.name) as server:
        put_files(case, folder)
        if case.example.kind == "derived" and case.example.response is not ABSENT:
            # it may ask for a page that no vendor has
            server.answers(case.function.name, case.example.response)
        assert run(snippet.code, server.environment()) == snippet.output
        asked = [each.function for each in server.requests]
        assert asked.count(case.function.name) == 1


@pytest.mark.parametrize(("integration", "function"), [case(*each) for each in STREAMED])
def test_streams(
    integration: Integration, function: Function, tool: FindTool, tmp_path: Path
) -> None:
    """The vendor streams the events that are shown; both commands print them."""
    assert function.streaming is not None
    switch = function.streaming.parameter
    snippet = curl.stream(integration, function)
    assert snippet.code.startswith("curl -N ")
    switches: list[Any] = []

    def answer(exchange: Exchange) -> None:
        switches.append(json.loads(exchange.body)[switch])
        exchange.reply(snippet.output.encode(), content_type="text/event-stream")

    with serving(answer) as server:
        printed = run_curl(snippet.code, Vendor(integration, server), tool("curl"), tmp_path)
    assert (printed, switches) == (snippet.output, [True])
    snippet = cli.stream(integration, function)
    with MockVendor(integration.name) as vendor:
        assert run(in_shell(snippet.code), vendor.environment(), tmp_path) == snippet.output
    assert len(snippet.output.splitlines()) > 1


@pytest.mark.parametrize(("integration", "function"), [case(*each) for each in PAGED])
def test_all_pages(integration: Integration, function: Function, in_this_process: Run) -> None:
    snippet = cli.iterate(integration, function)
    with MockVendor(integration.name) as vendor:
        assert in_this_process(snippet.code, vendor.environment()) == snippet.output
    assert snippet.output
