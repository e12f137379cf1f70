"""A tool that is not installed is never passed over in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.tools import REPOSITORY, TOOLS, FindTool

TESTS = """
def test_style(tool): tool("luacheck")
def test_more_style(tool): tool("luacheck")
def test_editor(tool): tool("lua-language-server")
def test_other(): pass
"""


def run(folder: Path, *options: str, **environment: str) -> tuple[int, str]:
    """Exit status and output of a test run without any system tool."""
    (folder / "test_it.py").write_text(TESTS)
    (folder / "pytest.ini").touch()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.support.tools", *options]
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name != "REQUIRE_TOOLS" and not name.startswith("PYTEST_")
    }
    paths = {"PATH": str(folder), "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**inherited, **paths, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("workers", ["0", "2"])
def test_missing_tools_are_listed(workers: str, tmp_path: Path) -> None:
    status, output = run(tmp_path, "-n", workers)

    assert status == 0
    assert "NOT RUN: 2 tests with luacheck" in output
    assert "install: apt-get install lua-check\n" in output
    assert "NOT RUN: 1 test with lua-language-server" in output
    assert output.splitlines()[-1].startswith("1 passed, 3 skipped in ")


def test_missing_tools_fail_where_they_are_required(tmp_path: Path) -> None:
    status, output = run(tmp_path, REQUIRE_TOOLS="1")

    assert status == 1
    assert "luacheck is required. Install: apt-get install lua-check" in output
    assert "NOT RUN: 1 test with lua-language-server" in output
    assert output.splitlines()[-1].startswith("2 failed, 1 passed, 1 skipped in ")


def test_ci_installs_what_can_be_required() -> None:
    script = (REPOSITORY / ".ci" / "run").read_text()
    for name in ("luacheck", "lua5.1", "lua5.4", "luajit", "stylua"):
        assert TOOLS[name].install.split()[-1] in script


def test_an_installed_tool_is_found(tool: FindTool) -> None:
    assert Path(tool("lua5.1")).is_file()
