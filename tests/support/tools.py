"""System tools that some tests use: found, or named loudly at the end of the run; required under `REQUIRE_TOOLS=1`.

A pytest plugin, loaded by `tests/conftest.py`. A test asks with the fixture `tool`:

    def test_style(tool: FindTool) -> None:
        subprocess.run([tool("luacheck"), ...])
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
LOCAL = REPOSITORY / ".cache" / "tools" / "node_modules" / ".bin"

_MISSING = "missing_tool"

FindTool = Callable[[str], str]
"""From the name of a tool to its path; skips or fails the test where there is none."""


@dataclass(frozen=True, slots=True)
class Tool:
    """What no Python package brings: the names that its program may have, or the file of an npm package; and how to get it."""

    names: tuple[str, ...]
    install: str
    obtainable: bool = True
    """A package index has it, so it can be required."""
    program: bool = True
    """It is found on the path; else among the packages whose programs the path has."""


TOOLS = {
    "axe": Tool(
        ("axe-core/axe.min.js",),
        "npm install --prefix .cache/tools --no-save axe-core@4.14.1",
        program=False,
    ),
    "chromium": Tool(("chromium", "chromium-browser", "google-chrome"), "apt-get install chromium"),
    "curl": Tool(("curl",), "apt-get install curl"),
    "lua-language-server": Tool(
        ("lua-language-server",), "https://luals.github.io/#install", obtainable=False
    ),
    "lua5.1": Tool(("lua5.1",), "apt-get install lua5.1"),
    "lua5.4": Tool(("lua5.4",), "apt-get install lua5.4"),
    "luacheck": Tool(("luacheck",), "apt-get install lua-check"),
    "openssl": Tool(("openssl",), "apt-get install openssl"),
    "luajit": Tool(("luajit",), "apt-get install luajit"),
    "stylua": Tool(
        ("stylua",), "npm install --prefix .cache/tools --no-save @johnnymorganz/stylua-bin@2.5.2"
    ),
}


def find(name: str) -> str | None:
    """The path of a known tool, or None where it is not installed."""
    tool = TOOLS[name]
    path = os.pathsep.join((str(LOCAL), os.environ.get("PATH", os.defpath)))
    look = _program if tool.program else _file
    found = (look(each, path) for each in tool.names)
    return next((each for each in found if each), None)


def _program(name: str, path: str) -> str | None:
    return shutil.which(name, path=path)


def _file(name: str, path: str) -> str | None:
    """Returns the path of a file of an npm package: packages stand beside the folder of their programs."""
    folders = (Path(each) for each in path.split(os.pathsep))
    files = (each.parent / name for each in folders if each.name == ".bin")
    return next((str(file) for file in files if file.is_file()), None)


def required() -> bool:
    """Whether a missing tool is a failure."""
    return os.environ.get("REQUIRE_TOOLS", "") not in ("", "0")


@pytest.fixture
def tool(request: pytest.FixtureRequest) -> FindTool:
    """Finds a tool by name, or ends the test: skipped and listed, or failed where tools are required."""

    def find_or_end(name: str) -> str:
        path = find(name)
        if path is not None:
            return path
        if required() and TOOLS[name].obtainable:
            pytest.fail(f"{name} is required. Install: {TOOLS[name].install}", pytrace=False)
        request.node.user_properties.append((_MISSING, name))
        pytest.skip(f"{name} is not installed")

    return find_or_end


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Lists what was not run for want of a tool."""
    missing = Counter(_missing_tools(terminalreporter.getreports("skipped")))
    if not missing:
        return
    terminalreporter.section("tools that are not installed", sep="!", yellow=True, bold=True)
    for name, count in sorted(missing.items()):
        tests = f"{count} test{'s' * (count != 1)} with {name}"
        terminalreporter.write_line(
            f"NOT RUN: {tests:<36} install: {TOOLS[name].install}", yellow=True
        )


def _missing_tools(reports: Iterable[pytest.TestReport]) -> Iterable[str]:
    """Yields the tools for want of which tests were skipped; a module that is skipped as a whole has no properties."""
    for report in reports:
        for key, name in getattr(report, "user_properties", ()):
            if key == _MISSING:
                yield str(name)
