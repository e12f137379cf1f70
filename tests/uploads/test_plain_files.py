"""Files as plain data: what callers send that have no files, such as programs that hand on JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from integrations_runtime import ArgumentError
from tests.support.commands import install, run
from tests.support.definitions import definition_files
from tests.support.loopback import serving
from tests.uploads.acme import Part, Vendor, both, sender

FILES: list[tuple[dict[str, Any], Part]] = [
    ({"filename": "a.csv", "content": "1,ä"}, Part("file", "a.csv", "text/csv", "1,ä".encode())),
    ({"filename": "a", "content": b"\xff"}, Part("file", "a", "application/octet-stream", b"\xff")),
    ({"filename": "a", "content": "", "content_type": "a/b"}, Part("file", "a", "a/b", b"")),
    ({"filename": "a", "content_base64": "AP8=", "content": None}, Part("file", "a", "application/octet-stream", b"\0\xff")),
    ({"filename": "a.txt", "content_base64": "eA\n==\n", "content_type": None}, Part("file", "a.txt", "text/plain", b"x")),
]  # fmt: skip


@both
def test_files(asynchronous: bool) -> None:
    vendor = Vendor()
    with serving(vendor) as server:
        send = sender(server.url, asynchronous)
        for file, part in FILES:
            send(file=file, more=[file, b"z"])
            again = part._replace(name="m")
            other = Part("m", "upload", "application/octet-stream", b"z")
            assert vendor.seen.pop().parts == [part, again, other]


WRONG: list[tuple[dict[Any, Any], str]] = [
    ({"filename": "a"}, ".content' of acme.send is required"),
    ({"content": "a"}, ".filename' of acme.send is required"),
    ({"filename": None, "content": "a"}, ".filename' of acme.send is required"),
    ({"filename": "", "content": "a"}, ".filename' of acme.send must have at least 1 character"),
    ({"filename": "a\nb", "content": "a"}, "' of acme.send has a line break or another control character in its name or type"),
    ({"filename": "a", "content": 5}, ".content' of acme.send must be a string, not a number"),
    ({"filename": "a", "content": "a", "content_base64": "eA=="}, ".content_base64' of acme.send stands in place of content"),
    ({"filename": "a", "content_base64": "e"}, ".content_base64' of acme.send is not Base64"),
    ({"filename": "a", "content_base64": "ä==="}, ".content_base64' of acme.send is not Base64"),
    ({"filename": "a", "content": "a", "path": "b"}, ".path' of acme.send is not a known field"),
]  # fmt: skip


@both
@pytest.mark.parametrize(("file", "problem"), WRONG)
def test_what_is_no_file(file: dict[Any, Any], problem: str, asynchronous: bool) -> None:
    send = sender("http://127.0.0.1:9", asynchronous)
    with pytest.raises(ArgumentError) as caught:
        send(file=file)
    assert str(caught.value) == f"Parameter 'file{problem}."


_FORM = {"in": "form", "description": "A part of the form."}
_FILE = {"type": "string", "format": "binary"}
FUNCTIONS = {
    "send": {
        "operation": "write",
        "http": {"method": "POST", "path": "/files", "request": "multipart"},
        "parameters": {
            "file": {**_FORM, **_FILE},
            "more": {**_FORM, "type": "array", "items": _FILE},
        },
        "examples": [{"arguments": {"file": "notes.txt"}}],
    },
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables that make the integration the installed one."""
    files = definition_files(FUNCTIONS, verify=None)
    return install(tmp_path_factory.mktemp("acme"), "acme", files)


@pytest.mark.parametrize(
    "given",
    [
        ['{"file": {"filename": "a.txt", "content": "x"}}'],
        ["--arg", 'file={"filename": "a.txt", "content_base64": "eA=="}'],
    ],
)
def test_on_the_command_line(package: dict[str, str], tmp_path: Path, given: list[str]) -> None:
    vendor = Vendor()
    with serving(vendor) as server:
        env = {**package, "ACME_BASE_URL": server.url}
        done = run(tmp_path, "call", "acme.send", *given, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert vendor.parts == [Part("file", "a.txt", "text/plain", b"x")]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (['{"file": "notes.txt"}'], "file"),
        (["--arg", "file=notes.txt"], "file"),
        (['{"more": ["notes.txt"]}'], "more"),
        (["--arg", "more=notes.txt"], "more"),
    ],
)
def test_a_path_that_is_no_argument(
    package: dict[str, str], tmp_path: Path, given: list[str], name: str
) -> None:
    done = run(tmp_path, "call", "acme.send", *given, env=package)
    assert (done.returncode, done.stderr) == (
        2,
        f"error: Parameter '{name}' of acme.send takes a file: give its path with --file {name}=PATH, "
        'or an object such as {"filename": "report.csv", "content": "…"}.\n',
    )
