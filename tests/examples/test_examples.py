"""Documentation cannot lie: every example is run as the pages show it, and prints what they show.

The vendor is a real HTTP server on the loopback interface. What it must be asked stands in `requests/`, a file for each
integration, reviewed by a person; every language must ask exactly that.
"""

import asyncio
import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.languages.python import parameter_name
from generator.model.integration import Example, Function, Integration
from generator.snippets import lua, python
from integrations_runtime import docs
from integrations_runtime.lua import LUA_VERSIONS, Bridge, LuaVersion
from tests.support.definitions import DEFINITIONS, real
from tests.support.golden import golden
from tests.support.vendor import Vendor, vendor

NAMES = sorted(path.parent.name for path in DEFINITIONS.glob("*/integration.json"))
PAGES = Path(__file__).resolve().parents[2] / "generated" / "docs"
REQUESTS = Path(__file__).parent / "requests"


class Case(NamedTuple):
    """An example and where it belongs."""

    integration: Integration
    function: Function
    example: Example
    label: str


def _cases() -> Iterator[Case]:
    for name in NAMES:
        integration = real(name)
        for function in integration.functions:
            for position, example in enumerate(function.examples, 1):
                yield Case(integration, function, example, f"{function.name} {position}")
            yield Case(integration, function, function.derived_example, f"{function.name} derived")


CASES = [pytest.param(case, id=f"{case.integration.name}-{case.label}") for case in _cases()]


def expected_requests(case: Case) -> list[dict[str, Any]]:
    """Returns what the vendor must be asked, as reviewed."""
    known = json.loads((REQUESTS / f"{case.integration.name}.json").read_text())
    requests: list[dict[str, Any]] = known[case.label]
    return requests


def run_python(code: str) -> None:
    """Runs an example as a script of its own."""
    exec(compile(code, "example.py", "exec"), {"__name__": "__main__"})


def set_environment(monkeypatch: pytest.MonkeyPatch, server: Vendor) -> None:
    """Leads clients to the server."""
    for name, value in server.environment().items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("case", CASES)
def test_python(
    case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with vendor(case.integration, case.function, case.example) as server:
        set_environment(monkeypatch, server)
        run_python(python.call(case.integration, case.example))
        assert capsys.readouterr().out == _printed(case.example)
        assert server.requests() == expected_requests(case)


@pytest.mark.parametrize("case", CASES)
def test_async_python(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module(f"integrations.{case.integration.name}")
    arguments = {parameter_name(name): each for name, each in case.example.arguments.items()}

    async def call() -> None:
        async with getattr(module, f"Async{case.integration.class_name}")() as client:
            await getattr(client, case.function.name)(**arguments)

    with vendor(case.integration, case.function, case.example) as server:
        set_environment(monkeypatch, server)
        asyncio.run(call())
        assert server.requests() == expected_requests(case)


@pytest.mark.parametrize("version", LUA_VERSIONS)
@pytest.mark.parametrize("case", CASES)
def test_lua(
    case: Case,
    version: LuaVersion,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with vendor(case.integration, case.function, case.example) as server:
        set_environment(monkeypatch, server)
        Bridge(version=version).run(lua.call(case.integration, case.example))
        assert capsys.readouterr().out == _printed(case.example)
        assert server.requests() == expected_requests(case)


def _printed(example: Example) -> str:
    return "".join(f"{line}\n" for line in example.output)


def _verify(name: str) -> Case:
    integration = real(name)
    function = integration.function(integration.verify)
    return Case(integration, function, function.examples[0], "multi-account")


def _accounts(server: Vendor) -> list[Any]:
    """Returns the credentials that came in, in order."""
    return [
        sorted(value for value in each["headers"].values() if "example-" in value)
        for each in server.requests()
    ]


def _expected_accounts(integration: Integration, accounts: list[str | None]) -> list[Any]:
    keys = [credential.key for credential in integration.credentials]
    return [
        sorted(f"Bearer example-{key}" + (f"-of-{account}" if account else "") for key in keys)
        for account in accounts
    ]


@pytest.mark.parametrize("name", NAMES)
def test_multi_account_python(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = _verify(name)
    with vendor(case.integration, case.function, case.example) as server:
        set_environment(monkeypatch, server)
        run_python(python.multi_account(case.integration))
        assert _accounts(server) == _expected_accounts(
            case.integration, [None, *case.integration.example_accounts]
        )


@pytest.mark.parametrize("version", LUA_VERSIONS)
@pytest.mark.parametrize("name", NAMES)
def test_multi_account_lua(name: str, version: LuaVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    case = _verify(name)
    with vendor(case.integration, case.function, case.example) as server:
        set_environment(monkeypatch, server)
        Bridge(version=version).run(lua.multi_account(case.integration))
        assert _accounts(server) == _expected_accounts(
            case.integration, [None, None, *case.integration.example_accounts]
        )


@pytest.mark.parametrize("case", CASES)
def test_pages_show_what_was_run(case: Case) -> None:
    """A derived example that makes the same call as a written one is run, but not shown again."""
    written = [each.arguments for each in case.function.examples]
    if case.example.kind == "derived" and case.example.arguments in written:
        return
    page = (PAGES / case.integration.name / "index.md").read_text(encoding="utf-8")
    for language, code in (
        ("lua", lua.call(case.integration, case.example)),
        ("python", python.call(case.integration, case.example)),
    ):
        assert f"```{language}\n{code.strip()}\n```" in page
    output = "\n".join(case.example.output)
    assert f"```text\n{output}\n```" in page


@pytest.mark.parametrize("name", NAMES)
def test_requests_are_those_of_the_examples(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reviewed file names the examples that exist, and no others; `UPDATE_GOLDENS=1` writes it anew."""
    found: dict[str, Any] = {}
    for case in _cases():
        if case.integration.name == name:
            with vendor(case.integration, case.function, case.example) as server:
                set_environment(monkeypatch, server)
                client = getattr(
                    importlib.import_module(f"integrations.{name}"), case.integration.class_name
                )()
                client.call(case.function.name, dict(case.example.arguments))
                found[case.label] = server.requests()
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    golden(REQUESTS / f"{name}.json", text)


@pytest.mark.parametrize("name", NAMES)
def test_python_usage_of_the_page_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The section shows calls of the `verify` function, with the client and with its asynchronous twin."""
    page = (PAGES / name / "index.md").read_text(encoding="utf-8")
    section = page.split("\n## Python Usage\n")[1].split("\n## ")[0]
    fences = re.findall(r"^```python\n(.*?)^```$", section, flags=re.M | re.S)
    assert len(fences) == 2
    case = _verify(name)
    for code in fences:
        with vendor(case.integration, case.function, case.example) as server:
            set_environment(monkeypatch, server)
            run_python(code)
            assert [each["path"] for each in server.requests()] == [
                each["path"]
                for each in expected_requests(Case(*case[:3], f"{case.function.name} 1"))
            ]


@pytest.mark.parametrize("case", CASES)
def test_a_function_is_told_in_less_than_5000_characters(case: Case) -> None:
    section = docs.read(f"{case.integration.name}.{case.function.name}")
    assert section.startswith(f"## {case.function.name}\n")
    assert len(section) < 5000
