"""The scripts that pages show of streams and of iterators over pages run, in every language, and print what arrives."""

import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from generator.model.integration import Function, Integration
from generator.resolve.expressions import search
from generator.snippets import lua, python
from integrations_runtime.lua import LUA_VERSIONS, Bridge, LuaVersion
from tests.support.definitions import DEFINITIONS, real
from tests.support.loopback import Exchange, serving
from tests.support.vendor import Vendor, with_tokens

PAGES = Path(__file__).resolve().parents[2] / "generated" / "docs"
NAMES = sorted(path.parent.name for path in DEFINITIONS.glob("*/integration.json"))
FUNCTIONS = [(real(name), each) for name in NAMES for each in real(name).functions]
STREAMED = [each for each in FUNCTIONS if each[1].streaming is not None]
PAGED = [each for each in FUNCTIONS if each[1].item is not None]


def case(integration: Integration, function: Function) -> object:
    return pytest.param(integration, function, id=function.full_name)


LANGUAGES = ("python", *LUA_VERSIONS)


def run(
    language: str,
    script: str,
    integration: Integration,
    answer: Callable[[Exchange], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Runs a script against a vendor; `language` is Python or a version of Lua."""
    with (
        serving(with_tokens(answer)) as server,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", DeprecationWarning)  # of functions that are deprecated
        for name, value in Vendor(integration, server).environment().items():
            monkeypatch.setenv(name, value)
        if language == "python":
            exec(compile(script, "example.py", "exec"), {"__name__": "__main__"})
        else:
            Bridge(version=cast(LuaVersion, language)).run(script)


def assert_shown(
    integration: Integration, in_lua: str, in_python: str, output: str | None = None
) -> None:
    """Asserts that the page shows both scripts, and the output below them; blanks at the end of that are not shown."""
    page = (PAGES / integration.name / "index.md").read_text(encoding="utf-8")
    below = "" if output is None else f"\n\nOutput:\n\n```text\n{output.rstrip()}\n```\n"
    shown = f"Lua:\n\n```lua\n{in_lua}```\n\nPython:\n\n```python\n{in_python}```{below}"
    assert shown in page


def test_every_stream_has_an_example() -> None:
    streams = [function.streaming for _, function in STREAMED]
    assert all(each and each.example and each.example.show for each in streams)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("integration", "function"), [case(*each) for each in STREAMED])
def test_streams(
    integration: Integration,
    function: Function,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The vendor streams the events of the example; what is printed stands on the page."""
    streaming = function.streaming
    assert streaming is not None
    assert streaming.example is not None
    events, output = streaming.example.events, "\n".join(streaming.example.output)
    data = [*map(json.dumps, events), streaming.terminator or ""]
    content = "".join(f"data: {each}\n\n" for each in data).encode()
    switches: list[Any] = []

    def answer(exchange: Exchange) -> None:
        switches.append(json.loads(exchange.body)[streaming.parameter])
        exchange.reply(content, content_type="text/event-stream")

    scripts = lua.stream(integration, function), python.stream(integration, function)
    assert_shown(integration, *scripts, output)
    run(language, scripts[language == "python"], integration, answer, monkeypatch)
    assert switches == [True]
    assert capsys.readouterr().out == f"{output}\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("integration", "function"), [case(*each) for each in PAGED])
def test_iterators(
    integration: Integration,
    function: Function,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The example's answer is followed by one without items, should the iterator ask for another page."""
    assert function.pagination is not None
    response = function.examples[0].response
    items = search(function.pagination.items, response)
    answers = [json.dumps(response).encode(), b"[]" if items is response else b"{}"]

    def answer(exchange: Exchange) -> None:
        exchange.reply(answers.pop(0))

    scripts = lua.iterate(integration, function), python.iterate(integration, function)
    assert_shown(integration, *scripts)
    run(language, scripts[language == "python"], integration, answer, monkeypatch)
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == len(items) > 0
    if language != "python":
        field = scripts[0].rpartition("print(")[2].partition(".")[2].partition(")")[0]
        found = search(function.pagination.result_path, function.examples[0].result)
        assert printed == [str(each[field]) for each in found]
