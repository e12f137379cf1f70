"""Every code block of the README is run; what stands below it is what it printed."""

import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations_runtime.lua import Bridge
from tests.readme.stage import Stage, Vendors, all_vendors, is_file
from tests.support import ready
from tests.support.blocks import Block, blocks, links, of
from tests.support.definitions import real
from tests.support.project import REPOSITORY, Project, copy_project
from tests.support.vendor import vendor

README = REPOSITORY / "README.md"
GENERATOR = "python -m generator "
PROGRAM = "integrations "


def test_every_block_is_run_by_a_test() -> None:
    known = {"sh", "console", "python", "lua"}
    assert {block.language for block in blocks(README)} == known
    texts = README.read_text(encoding="utf-8").count("\n```text\n")
    assert texts == sum(bool(block.output) for block in blocks(README))
    sessions = [block.code for block in blocks(README) if block.language == "console"]
    assert all(code.startswith((f"$ {GENERATOR}", f"$ {PROGRAM}")) for code in sessions)


def sessions_of(program: str) -> list[object]:
    """The blocks that show a program and what it prints."""
    return [
        pytest.param(block, id=f"README block {block.number}")
        for block in blocks(README)
        if block.language == "console" and block.code.startswith(f"$ {program}")
    ]


def scripts() -> list[object]:
    """The Lua blocks, but for the files that sessions use."""
    found = [each for each in blocks(README) if each.language == "lua"]
    return [each for each in found if not is_file(README, each)]


@pytest.fixture(scope="module")
def vendors() -> Iterator[Vendors]:
    with all_vendors() as found:
        yield found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project whose files are generated."""
    project = copy_project(tmp_path_factory.mktemp("readme"))
    assert project.run("generate").returncode == 0
    return project


@pytest.mark.parametrize("block", sessions_of(GENERATOR))
def test_console(block: Block, project: Project) -> None:
    command, _, expected = block.code.partition("\n")
    file = project.definitions / "frankfurter" / "functions" / "list_currencies.json"
    right = file.read_text(encoding="utf-8")
    if "sumary" in expected:
        file.write_text(right.replace('"summary"', '"sumary"'), encoding="utf-8")
    result = project.run(*shlex.split(command)[4:])
    file.write_text(right, encoding="utf-8")
    assert result.stdout == expected


@pytest.mark.parametrize("block", sessions_of(PROGRAM))
def test_command_line(block: Block, tmp_path: Path, vendors: Vendors) -> None:
    assert Stage.of(README, tmp_path, vendors).session(block.code) == block.code


@pytest.mark.parametrize("block", of(README, "sh"))
def test_shell(block: Block, tmp_path: Path) -> None:
    project = copy_project(tmp_path, "frankfurter")
    targets = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for command in block.code.splitlines():
        if command.startswith("make "):
            assert f"  {command} " in targets, command
        else:
            assert command.startswith(GENERATOR), command
            result = project.run(*shlex.split(command)[3:])
            assert result.returncode == 0, result.stdout + result.stderr
    if "make generate" in block.code:
        assert project.run("generate").returncode == 0


@pytest.mark.parametrize("block", of(README, "python"))
def test_python(block: Block) -> None:
    integration = real("frankfurter")
    function = integration.function("list_currencies")
    with vendor(integration, function, function.examples[0]) as server:
        variables = {**os.environ, **server.environment()}
        result = ready.run(ready.RUNTIME, ["-c", block.code], env=variables)
    assert result.stderr == ""
    assert result.stdout == block.output


@pytest.mark.parametrize("block", scripts())
def test_lua(block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    integration = real("frankfurter")
    function = integration.function("list_currencies")
    lines: list[str] = []
    with vendor(integration, function, function.examples[0]) as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        Bridge(output=lines.append).run(block.code)
    assert "".join(f"{line}\n" for line in lines) == block.output


def test_links_lead_somewhere() -> None:
    for target in links(README):
        assert (REPOSITORY / target).exists(), target
