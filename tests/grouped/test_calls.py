"""Calls of functions in groups do what calls of others do."""

import asyncio
import json
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from integrations_runtime import ArgumentError
from tests.support.checkers import REPOSITORY
from tests.support.grouped import grouped, installed

_EVENTS = b'data: {"login": "ann"}\n\ndata: {"login": "bob"}\n\n'


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The generated package."""
    with installed(grouped(), tmp_path_factory.mktemp("wide")) as package:
        yield package


def _answer(request: httpx.Request) -> httpx.Response:
    match request.url.path:
        case "/v1/issues":
            rest = {} if b"cursor" in request.url.query else {"next": "c2"}
            number = 1 if rest else 2
            return httpx.Response(200, json={"data": [{"number": number}], **rest})
        case "/v1/issues/7":
            issue = {"number": 7, "author": {"login": "ann"}, "parent": {"number": 1}}
            return httpx.Response(200, json=issue)
        case "/v1/comments" if json.loads(request.content).get("stream"):
            kind = {"content-type": "text/event-stream"}
            return httpx.Response(200, content=_EVENTS, headers=kind)
        case "/v1/file":
            return httpx.Response(200, content=b"abc")
        case "/v1/status":
            return httpx.Response(200, json="up")
        case _:
            return httpx.Response(200, json={"login": "ann"})


@pytest.fixture
def client(package: ModuleType) -> Any:
    """A client of a vendor that answers from here."""
    return package.Acme(http_client=httpx.Client(transport=httpx.MockTransport(_answer)))


def test_methods(client: Any) -> None:
    assert client.get_status() == "up"
    assert [each.number for each in client.issues.list().data] == [1]
    assert client.users.get().login == "ann"
    assert client.files.read().read() == b"abc"


def test_types_of_groups_and_shared_ones(package: ModuleType, client: Any) -> None:
    from integrations.wide import models  # type: ignore[import-not-found]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        issue = client.issues.get(number=7)
    assert type(issue) is models.Issue
    assert type(issue.author) is models.User is type(client.users.get())
    assert models.Issue.__module__ == "integrations.wide.groups.issues.models"
    assert {"Issue", "User"} <= set(dir(models))
    with pytest.raises(AttributeError, match=r"'integrations\.wide\.models' has no .* 'Isue'"):
        getattr(models, "Isue")  # noqa: B009


def test_pages_and_streams(client: Any) -> None:
    assert [each.number for each in client.issues.iter()] == [1, 2]
    with client.issues.watch_comments(stream=True) as users:
        assert [each.login for each in users] == ["ann", "bob"]


def test_raw_responses(client: Any) -> None:
    raw = client.with_raw_response.issues.list()
    assert raw.status == 200
    assert raw.parse().data[0].number == 1
    assert client.issues.list().data[0].number == 1


def test_asynchronous_calls(package: ModuleType) -> None:
    async def calls() -> list[Any]:
        transport = httpx.MockTransport(_answer)
        client = package.AsyncAcme(http_client=httpx.AsyncClient(transport=transport))
        items = [each.number async for each in client.issues.iter()]
        async with await client.issues.watch_comments(stream=True) as users:
            logins = [each.login async for each in users]
        raw = await client.with_raw_response.users.get()
        return [items, logins, raw.status, (await client.users.get()).login]

    assert asyncio.run(calls()) == [[1, 2], ["ann", "bob"], 200, "ann"]


def test_names_are_flat_where_functions_are_named(client: Any) -> None:
    assert client.call("list_issues", {}) == {"data": [{"number": 1}], "next": "c2"}
    assert client.call("wide_get_user") == {"login": "ann"}
    with pytest.raises(ArgumentError) as caught:
        client.call("list_isues")
    assert str(caught.value).startswith(
        "Unknown function: wide.list_isues. Did you mean: list_issues"
    )


def test_the_spec_has_all_functions_in_order(package: ModuleType) -> None:
    functions = package.Acme.SPEC["functions"]
    names = [
        "get_status",
        "list_issues",
        "get_issue",
        "watch_issue_comments",
        "get_user",
        "read_file",
    ]
    assert [*functions] == names
    assert len(functions) == 6
    assert {name: each.name for name, each in functions.items()} == {name: name for name in names}
    assert "list" not in functions


def test_a_deprecated_method_warns_at_the_line_of_the_call(client: Any) -> None:
    with pytest.warns(DeprecationWarning, match="`get_issue` is deprecated") as caught:
        client.issues.get(number=7)
    assert caught[0].filename == __file__


def test_a_closed_client_closes_its_groups(client: Any) -> None:
    issues = client.issues
    client.close()
    with pytest.raises(Exception, match="closed"):
        issues.list()


def test_groups_show_whose_they_are(package: ModuleType) -> None:
    transport = httpx.MockTransport(_answer)
    client = package.Acme(account="work", http_client=httpx.Client(transport=transport))
    assert repr(client.issues) == "Issues(account='work')"


_FIRST_CALL = """
import sys, httpx
sys.path[:0] = ["{runtime}"]
import integrations
integrations.__path__.append("{folder}")
from integrations.wide import Acme
answer = lambda request: httpx.Response(200, json={{"login": "ann"}})
client = Acme(http_client=httpx.Client(transport=httpx.MockTransport(answer)))
client.users.get()
print(*sorted(name for name in sys.modules if name.startswith("integrations.wide.groups.")))
"""


def test_only_the_group_that_is_used_is_loaded(tmp_path: Path) -> None:
    with installed(grouped(), tmp_path):
        script = _FIRST_CALL.format(runtime=REPOSITORY / "runtime", folder=tmp_path)
        run = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        )
    names = ("", ".client", ".functions")
    assert run.stdout.split() == [f"integrations.wide.groups.users{name}" for name in names]
