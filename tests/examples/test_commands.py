"""Commands cannot lie either: every example's command is run by a real shell, asks what every language asks, and prints what is shown."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.model.integration import Function, Integration
from generator.snippets import cli, curl
from integrations_runtime.testing import MockVendor
from tests.examples.test_examples import CASES, Case, expected_requests
from tests.examples.test_loops import PAGED, STREAMED, case
from tests.support.commands import environment
from tests.support.loopback import Exchange, serving
from tests.support.tools import FindTool
from tests.support.vendor import Vendor, vendor

_ADDRESS = re.compile(r"https://[^/]+")
_PROGRAM = 'integrations() { "$PYTHON" -m integrations "$@"; }\n'


def run(code: str, variables: Mapping[str, str], home: Path) -> str:
    """Returns what a script prints that succeeds without complaints."""
    done = subprocess.run(
        ["sh", "-eu", "-c", code],
        env=environment(home, {"PYTHON": sys.executable, **variables}),
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def run_curl(code: str, server: Vendor, program: str, home: Path) -> str:
    """Returns what curl prints when the host of a command is the server."""
    variables = server.environment() | {"no_proxy": "*", "CURL": program}
    function = 'curl() { "$CURL" --disable --silent --show-error "$@"; }\n'
    return run(function + _ADDRESS.sub(server.server.url, code, count=1), variables, home)


@pytest.mark.parametrize("case", CASES)
def test_curl(case: Case, tool: FindTool, tmp_path: Path) -> None:
    snippet = curl.call(case.integration, case.example)
    with vendor(case.integration, case.function, case.example) as server:
        printed = run_curl(snippet.code, server, tool("curl"), tmp_path)
        assert server.requests() == expected_requests(case)
    assert json.loads(printed) == json.loads(snippet.output)


def _command_of(each: Any) -> str:
    return cli.call(each.values[0].integration, each.values[0].example).code


COMMANDS = [*{_command_of(each): each for each in reversed(CASES)}.values()]
"""The examples whose commands differ: many a derived example is the written one."""


@pytest.mark.parametrize("case", COMMANDS)
def test_program(case: Case, tmp_path: Path) -> None:
    snippet = cli.call(case.integration, case.example)
    with MockVendor(case.integration.name) as server:
        if case.example.kind == "derived":  # it may ask for a page that no vendor has
            server.answers(case.function.name, case.example.response)
        assert run(_PROGRAM + snippet.code, server.environment(), tmp_path) == snippet.output
        assert len(server.requests) == 1


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
        assert run(_PROGRAM + snippet.code, vendor.environment(), tmp_path) == snippet.output
    assert len(snippet.output.splitlines()) > 1


@pytest.mark.parametrize(("integration", "function"), [case(*each) for each in PAGED])
def test_all_pages(integration: Integration, function: Function, tmp_path: Path) -> None:
    snippet = cli.iterate(integration, function)
    with MockVendor(integration.name) as vendor:
        assert run(_PROGRAM + snippet.code, vendor.environment(), tmp_path) == snippet.output
    assert snippet.output
