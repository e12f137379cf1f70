"""Imported, generated, type-checked, called: everything says that there is no HTTP binding, and nothing pretends otherwise."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import main
from generator.load.integration import load_integration
from generator.model.integration import Integration
from generator.resolve import resolve
from generator.snippets import lua, python
from tests.support.checkers import REPOSITORY, pyright
from tests.support.importing_tools import tool

_CALLS = """
import asyncio, json, sys
from integrations_runtime import ConfigurationError, IntegrationError, NoBinding
from integrations_runtime.lua import LUA_VERSIONS, Bridge
from integrations_runtime.testing import MockVendor
from integrations.tasks import AsyncTasks, Tasks

def said(call):
    try:
        call()
    except IntegrationError as error:
        return f"{type(error).__name__}: {error}"
    return "nothing"

async def later():
    async with AsyncTasks() as tasks:
        await tasks.find_task(words="x")

tasks = Tasks(account="work")
print(said(lambda: tasks.find_task(words="x", filter={"done": True})))
print(said(lambda: tasks.call("tasks_find_task", {"words": "x"})))
print(said(lambda: tasks.with_raw_response.find_task(words="x")))
print(said(lambda: asyncio.run(later())))
print(said(lambda: tasks.call("find_task", {})))
print(said(lambda: tasks.call("find_task", {"words": "x", "filer": {}})))
print(said(lambda: tasks.call("find_task", {"words": "x", "filter": {"done": 1}})))
print(said(lambda: MockVendor("tasks")))
for version in LUA_VERSIONS:
    Bridge(version=version).run('''
        local find = app.integrations.tasks.work.find_task
        for _, given in ipairs({ { words = "x" }, {}, { words = "x", filer = 1 } }) do
          print(select(2, pcall(find, given)))
        end
    ''')
namespace = {"__name__": "__main__"}
for language, code in json.loads(sys.argv[1]):
    run = Bridge().run if language == "lua" else lambda code: exec(code, dict(namespace))
    try:
        run(code)
    except Exception as error:
        assert "has no HTTP binding" in str(error), error
        print(language)
"""

_NONE = "tasks.find_task has no HTTP binding: it is described, and nothing can be called behind it."
_MISSING = "Missing required parameter(s): words"
_UNKNOWN = "Unknown parameter 'filer' of tasks.find_task. Did you mean 'filter'?"


def _tools() -> list[dict[str, Any]]:
    find = tool(
        "tasks.findTask",
        required=["words"],
        words={"type": "string"},
        filter={"$ref": "#/$defs/Filter"},
    )
    find["inputSchema"]["$defs"] = {
        "Filter": {"type": "object", "properties": {"done": {"type": "boolean"}}}
    }
    find["outputSchema"] = {"type": "object", "properties": {"id": {"type": "string"}}}
    return [find, tool("tasks.deleteTask", required=["id"], id={"type": "integer"})]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Definitions and what is generated of them."""
    folder = tmp_path_factory.mktemp("tools")
    (folder / "definitions").mkdir()
    (folder / "tools.json").write_text(json.dumps(_tools()))
    places = ["--definitions", str(folder / "definitions")]
    assert main(["import", "tools", str(folder / "tools.json"), "--name", "tasks", *places]) == 0
    assert main(["validate", *places]) == 0
    output = ["--output", str(folder / "generated"), "--no-cache", "--jobs", "1"]
    assert main(["generate", *places, *output]) == 0
    return folder


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    roots = os.pathsep.join([str(folder / "generated" / "python"), str(REPOSITORY / "runtime")])
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": roots, "HOME": str(folder), "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def _integration(folder: Path) -> Integration:
    root = folder / "definitions" / "tasks"
    paths = [root / "integration.json", root / "types.json", *root.glob("functions/*.json")]
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    found = resolve(load_integration("definitions", "tasks", files)).integration
    assert found is not None
    return found


def test_every_call_raises_and_checks_its_arguments_first(folder: Path) -> None:
    integration = _integration(folder)
    examples = [
        (language, call(integration, example))
        for function in integration.functions
        for example in (*function.examples, function.derived_example)
        for language, call in (("lua", lua.call), ("python", python.call))
    ]
    accounts = [
        ("lua", lua.multi_account(integration)),
        ("python", python.multi_account(integration)),
    ]
    script = folder / "calls.py"
    script.write_text(_CALLS)
    completed = _run(folder, str(script), json.dumps([*examples, *accounts]))
    assert completed.returncode == 0, completed.stderr
    assert completed.stdout.splitlines() == [
        *[f"NoBinding: {_NONE}"] * 4,
        f"ArgumentError: {_MISSING}",
        f"ArgumentError: {_UNKNOWN}",
        "ArgumentError: Parameter 'filter.done' of tasks.find_task must be a boolean, not a number.",
        "ConfigurationError: No function of tasks has an HTTP binding: there is nothing to serve.",
        *[f"script:4: {_NONE}", f"script:4: {_MISSING}", f"script:4: {_UNKNOWN}"] * 2,
        *[language for language, _ in (*examples, *accounts)],
    ]


def test_examples_are_calls_without_output(folder: Path) -> None:
    for function in _integration(folder).functions:
        for example in (*function.examples, function.derived_example):
            assert example.output == ()
    for page in ("index.md", "agent.md"):
        text = (folder / "generated" / "docs" / "tasks" / page).read_text(encoding="utf-8")
        assert "Output:" not in text
        assert text.count("Not executed: no HTTP binding.") >= 2


def test_the_generated_clients_type_check(folder: Path, tmp_path: Path) -> None:
    roots = [folder / "generated" / "python", REPOSITORY / "runtime"]
    assert pyright([folder / "generated" / "python" / "integrations"], roots, tmp_path) == []


@pytest.mark.parametrize(
    ("arguments", "status", "expected"),
    [
        (["list", "tasks"], 0, "tasks.find_task\tread, no HTTP binding\tDoes tasks.findTask."),
        (["doctor", "tasks"], 0, "  note: no function has an HTTP binding, so every call fails"),
        (["doctor", "tasks", "--online"], 0, "  next: integrations docs tasks"),
        (["docs", "tasks.find_task"], 0, "Not executed: no HTTP binding."),
        (["schema", "tasks.find_task", "--format", "openai"], 0, "No HTTP binding: calls fail"),
        (["call", "tasks.find_task", '{"words": "x"}'], 1, f"error: {_NONE}"),
        (["call", "tasks.find_task", '{"words": "x"}', "--dry-run"], 1, f"error: {_NONE}"),
        (["call", "tasks.find_task", "{}"], 2, f"error: {_MISSING}"),
        (["call", "tasks.find_task", '{"words": "x"}', "--json"], 1, '"type": "NoBinding"'),
        (["serve-mock", "tasks"], 2, "error: No function of tasks has an HTTP binding: there is"),
        (["lua", "--eval", 'app.integrations.tasks.find_task({words="x"})'], 1, _NONE),
    ],
)
def test_the_command_line_says_so(
    folder: Path, arguments: list[str], status: int, expected: str
) -> None:
    completed = _run(folder, "-m", "integrations", *arguments)
    assert expected in completed.stdout + completed.stderr
    assert completed.returncode == status
