"""Documentation cannot lie: every example is run as the pages show it, and prints what they show.

The vendor is a real HTTP server on the loopback interface. What it must be asked stands in `requests/`, a file for each
integration, reviewed by a person; every language must ask exactly that.
"""

import asyncio
import base64
import contextlib
import importlib
import json
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.languages.python import parameter_name
from generator.model.integration import Example, Function, Integration
from generator.snippets import lua, python
from generator.snippets.files import CONTENT, spelt_out
from generator.snippets.python.names import method_path
from integrations_runtime import AsyncDownload, docs
from integrations_runtime.lua import LUA_VERSIONS, Bridge, LuaVersion
from tests.support.definitions import DEFINITIONS, real
from tests.support.golden import golden
from tests.support.vendor import Vendor, vendor

NAMES = sorted(
    path.parent.name
    for path in DEFINITIONS.glob("*/integration.json")
    if real(path.parent.name).sample[0].http is not None
)
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
        for function in _bound(integration):
            for position, example in enumerate(function.examples, 1):
                yield Case(integration, function, example, f"{function.name} {position}")
            yield Case(integration, function, function.derived_example, f"{function.name} derived")


def _bound(integration: Integration) -> list[Function]:
    """Returns the functions that can be called; examples of others raise, which `tests/importing/test_tools_end_to_end.py` shows."""
    return [each for each in integration.functions if each.http is not None]


_CREDENTIAL = re.compile(r"example-[a-z_]+(?:-of-[a-z_]+)?")

CASES = [pytest.param(case, id=f"{case.integration.name}-{case.label}") for case in _cases()]


def expected_requests(case: Case) -> list[dict[str, Any]]:
    """Returns what the vendor must be asked, as reviewed."""
    known = json.loads((REQUESTS / f"{case.integration.name}.json").read_text())
    requests: list[dict[str, Any]] = known[case.label]
    return requests


def files_of(example: Example, function: Function) -> Iterator[str]:
    """Yields the names of the files that an example hands over."""
    for each in function.parameters:
        value = example.arguments.get(each.name) if each.is_file else None
        yield from value if isinstance(value, list) else [value] if value else []


def put_files(case: Case, folder: Path) -> None:
    """Writes the files that an example names, with the content that languages without files spell out."""
    for name in files_of(case.example, case.function):
        (folder / name).write_text(CONTENT)


def run_python(code: str) -> None:
    """Runs an example as a script of its own."""
    exec(compile(code, "example.py", "exec"), {"__name__": "__main__"})


def set_environment(monkeypatch: pytest.MonkeyPatch, server: Vendor) -> None:
    """Leads clients to the server."""
    for name, value in server.environment().items():
        monkeypatch.setenv(name, value)


@contextlib.contextmanager
def place(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vendor]:
    """A vendor to which clients are led, and the files of an example; deprecated functions warn nobody here."""
    put_files(case, folder)
    monkeypatch.chdir(folder)
    with (
        vendor(case.integration, case.function, case.example) as server,
        warnings.catch_warnings(),
    ):
        if case.function.deprecated:
            warnings.simplefilter("ignore", DeprecationWarning)
        set_environment(monkeypatch, server)
        yield server


@pytest.mark.parametrize("case", CASES)
def test_python(
    case: Case,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with place(case, tmp_path, monkeypatch) as server:
        run_python(python.call(case.integration, case.example))
        assert capsys.readouterr().out == _printed(case.example)
        assert server.requests() == expected_requests(case)


@pytest.mark.parametrize("case", CASES)
def test_async_python(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module(f"integrations.{case.integration.name}")
    arguments = {
        parameter_name(name): each
        for name, each in spelt_out(case.function, case.example.arguments).items()
    }

    async def call() -> None:
        async with getattr(module, f"Async{case.integration.class_name}")() as client:
            result = await attrgetter(method_path(case.function))(client)(**arguments)
            if isinstance(result, AsyncDownload):
                assert await result.read()

    with place(case, tmp_path, monkeypatch) as server:
        asyncio.run(call())
        assert server.requests() == expected_requests(case)


@pytest.mark.parametrize("version", LUA_VERSIONS)
@pytest.mark.parametrize("case", CASES)
def test_lua(
    case: Case,
    version: LuaVersion,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with place(case, tmp_path, monkeypatch) as server:
        Bridge(version=version).run(lua.call(case.integration, case.example))
        assert capsys.readouterr().out == _printed(case.example)
        assert server.requests() == expected_requests(case)


def _printed(example: Example) -> str:
    return "".join(f"{line}\n" for line in example.output)


def _verify(name: str) -> Case:
    integration = real(name)
    function, arguments = integration.sample
    example = replace(function.examples[0], arguments=arguments)
    return Case(integration, function, example, "multi-account")


def _accounts(server: Vendor) -> list[list[str]]:
    """Returns the credentials that came in with each request, also those that basic auth carries."""
    return [sorted(_CREDENTIAL.findall(_written(each))) for each in server.requests()]


def _written(request: Mapping[str, Any]) -> str:
    headers = [
        (
            base64.b64decode(value.removeprefix("Basic ")).decode()
            if value.startswith("Basic ")
            else value
        )
        for value in request["headers"].values()
    ]
    return json.dumps([headers, request["query"]])


def _expected_accounts(integration: Integration, accounts: list[str | None]) -> list[list[str]]:
    keys = [credential.key for credential in integration.credentials]
    if integration.token_url_env:
        keys = ["access_token"]
    return [
        sorted(f"example-{key}" + (f"-of-{account}" if account else "") for key in keys)
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
def test_requests_are_those_of_the_examples(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reviewed file names the examples that exist, and no others; `UPDATE_GOLDENS=1` writes it anew."""
    module = importlib.import_module(f"integrations.{name}")
    found: dict[str, Any] = {}
    for case in _cases():
        if case.integration.name == name:
            with place(case, tmp_path, monkeypatch) as server:
                client = getattr(module, case.integration.class_name)()
                client.call(case.function.name, spelt_out(case.function, case.example.arguments))
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
            found = [(each["method"], each["path"]) for each in server.requests()]
        first = Case(*case[:3], f"{case.function.name} 1")
        assert found == [(each["method"], each["path"]) for each in expected_requests(first)]


@pytest.mark.parametrize("case", CASES)
def test_a_function_is_told_in_less_than_5000_characters(case: Case) -> None:
    section = docs.read(f"{case.integration.name}.{case.function.name}")
    assert section.startswith(f"## {case.function.name}\n")
    assert len(section) < 5000
