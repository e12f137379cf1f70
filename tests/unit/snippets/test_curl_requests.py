"""Commands of curl send what clients send, whatever the binding, the credentials and the texts."""

import json
import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from generator.model.integration import Integration
from generator.snippets.curl import call
from integrations_runtime.testing import MockVendor
from integrations_runtime.testing.multipart import parse_multipart
from tests.support.loopback import Exchange, serving
from tests.support.mock import source
from tests.support.tools import FindTool
from tests.unit.snippets.curl_acme import ACMES, FUNCTIONS

CALLS = [pytest.param("none", name, id=name) for name in FUNCTIONS] + [
    pytest.param(auth, "find_things", id=auth) for auth in ACMES if auth != "none"
]


_ADDRESS = "https://api.example.com"
_KEY = "00000000-0000-4000-8000-000000000001"
_PROGRAMS = f'curl() {{ "$CURL" -q -sS "$@"; }}\nuuidgen() {{ echo {_KEY}; }}\n'
_TRANSPORT = {"accept", "accept-encoding", "connection", "content-length", "host", "user-agent"}


def run(code: str, variables: Mapping[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command in a shell whose environment holds nothing else."""
    done = subprocess.run(
        ["sh", "-eu", "-c", code],
        env={"PATH": os.environ["PATH"], "no_proxy": "*", **variables},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def meant(method: str, target: str, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    """Returns what a request says, however its body was laid out."""
    parts = urlsplit(target)
    named = {key.lower(): value for key, value in headers.items() if key.lower() not in _TRANSPORT}
    kind = named.get("content-type", "")
    content: Any = body
    if kind.startswith("multipart/"):
        content = parse_multipart(kind, body)
        named["content-type"] = re.sub(b"boundary=.*", b"", kind.encode()).decode()
        content.append(re.findall(rb"(?i)^content-type: (.*)\r$", body, re.M))
    elif "json" in kind:
        content = json.loads(body)
    elif "urlencoded" in kind:
        content = parse_qsl(body.decode(), keep_blank_values=True)
    if "idempotency-key" in named:
        named["idempotency-key"] = re.sub("[0-9a-f]", "x", named["idempotency-key"])
    query = parts.query.split("&")
    return {
        "method": method,
        "path": parts.path,
        "query": query,
        "headers": named,
        "body": content,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that the examples name."""
    files = FUNCTIONS["send_files"]["examples"][0]["arguments"]
    for name in (files["file"], *files["others"]):
        (tmp_path / name).write_text(f"content of {name}")
    return tmp_path


def in_python(made: Integration, name: str, folder: Path) -> dict[str, Any]:
    """The arguments of an example with paths in place of the names of files."""

    def path(value: str | list[str]) -> Path | list[Path]:
        return [folder / each for each in value] if isinstance(value, list) else folder / value

    files = {each.name for each in made.function(name).parameters if each.is_file}
    arguments = made.function(name).examples[0].arguments
    return {key: path(value) if key in files else value for key, value in arguments.items()}


@pytest.mark.parametrize(("auth", "name"), CALLS)
def test_the_request_is_that_of_clients(auth: str, name: str, folder: Path, tool: FindTool) -> None:
    made = ACMES[auth]
    function = made.function(name)
    assert function.http is not None
    binary = function.http.answer == "binary"
    code = call(made, function.examples[0]).code

    def answer(exchange: Exchange) -> None:
        exchange.reply(b"[]")

    with MockVendor(source(made)) as vendor, serving(answer) as server:
        client = vendor.client(base_url=f"{server.url}/v1")
        send = client.download if binary else client.call
        answered = send(name, in_python(made, name, folder))
        if binary:
            answered.read()
        ((*_, headers, _),) = server.seen
        token = headers.get("authorization", headers.get("Authorization", "")).split(" ")[-1]
        variables = vendor.environment() | {"ACME_ACCESS_TOKEN": token, "CURL": tool("curl")}
        wrapped = f"{_PROGRAMS}{code.replace(_ADDRESS, server.url)}"
        run(wrapped, variables, folder)
    by_client, by_curl = (meant(*each) for each in server.seen)
    assert by_curl == by_client
    assert (folder / "report.bin").exists() == binary
