"""Servers: which address is the base URL, and what becomes of operations elsewhere."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.importing import document, findings, imported_value, operation

_HOST = "https://acme.example.com"


def _paths(folder: Path, servers: list[Any], own: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """Returns the base URL, and the paths of functions by name; `own` are servers by path."""
    paths = {
        path: {"get": operation(f"list{path.strip('/').capitalize()}", servers=[{"url": url}])}
        for path, url in own.items()
    }
    result = imported_value(folder, document(paths, servers=servers))
    functions = {
        name: result.files[f"functions/{name}.json"]["http"]["path"]
        for name in result.names.values()
    }
    return result.files["integration.json"]["base_url"], functions


@pytest.mark.parametrize(
    ("url", "base_url"),
    [
        ("https://acme.example.com/v1/", "https://acme.example.com/v1"),
        ("HTTPS://acme.example.com", "https://acme.example.com"),
        ("//acme.example.com/v1", "https://acme.example.com/v1"),
        ("acme.example.com", "https://acme.example.com"),
        ("http://localhost:8080/api?x=1#y", "http://localhost:8080/api"),
        ("{scheme}://acme.example.com", "https://acme.example.com"),
        ("wss://acme.example.com", "https://acme.example.com"),
    ],
)
def test_an_address_is_read_in_every_spelling(tmp_path: Path, url: str, base_url: str) -> None:
    assert _paths(tmp_path, [{"url": url}], {}) == (base_url, {"list_things": "/things"})


def test_a_server_of_an_operation_may_be_the_same(tmp_path: Path) -> None:
    assert _paths(tmp_path, [{"url": _HOST}], {"/cats": f"{_HOST}/"}) == (
        _HOST,
        {"list_things": "/things", "list_cats": "/cats"},
    )


def test_operations_may_name_what_the_document_does_not(tmp_path: Path) -> None:
    root = document({}, servers=[])
    root["paths"]["/things"]["servers"] = [{"url": _HOST}]
    result = imported_value(tmp_path, root)
    assert result.files["integration.json"]["base_url"] == _HOST
    assert findings(result) == []


def test_addresses_on_one_host_share_what_they_begin_with(tmp_path: Path) -> None:
    own = {"/cats": f"{_HOST}/api/v2", "/dogs": f"{_HOST}/api/v1/beta", "/owls": "/api/v3"}
    assert _paths(tmp_path, [{"url": f"{_HOST}/api/v1"}], own) == (
        f"{_HOST}/api",
        {
            "list_things": "/v1/things",
            "list_cats": "/v2/cats",
            "list_dogs": "/v1/beta/dogs",
            "list_owls": "/v3/owls",
        },
    )


def test_variables_below_the_base_url_have_their_preset_values(tmp_path: Path) -> None:
    server = {"url": f"{_HOST}/{{version}}/x", "variables": {"version": {"default": "v7"}}}
    root = document({"/cats": {"get": operation("listCats", servers=[server])}})
    result = imported_value(tmp_path, root)
    assert result.files["functions/list_cats.json"]["http"]["path"] == "/v7/x/cats"


def test_an_operation_on_another_host_is_left_out(tmp_path: Path) -> None:
    base_url, functions = _paths(
        tmp_path, [{"url": _HOST}], {"/cats": "https://upload.example.com"}
    )
    assert base_url == _HOST
    assert list(functions) == ["list_things"]


@pytest.mark.parametrize(
    ("path", "written"),
    [("cats", "/cats"), (" /big cats ", "/big%20cats"), ("/cats#all", "/cats")],
)
def test_a_path_is_written_as_requests_carry_it(tmp_path: Path, path: str, written: str) -> None:
    result = imported_value(tmp_path, document({path: {"get": operation("listCats")}}))
    assert result.files["functions/list_cats.json"]["http"]["path"] == written
