"""`python -m integrations serve-mock`, as people run it."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

COMMAND = (sys.executable, "-m", "integrations")


def finished(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, timeout=60, check=False
    )


@contextlib.contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The process, its base URL, and the line that sets the environment."""
    process = subprocess.Popen(
        [*COMMAND, "serve-mock", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    )
    with process:
        assert process.stdout is not None
        try:
            first, _, export, _ = (process.stdout.readline() for _ in range(4))
            yield process, first.rpartition(" ")[2].strip(), export.strip()
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_end(number: signal.Signals) -> None:
    with serving("groq") as (process, url, export):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/openai/v1", url)
        assert export == f"export GROQ_BASE_URL={url} GROQ_API_KEY=mock-api-key"
        headers = {"authorization": "Bearer mock-api-key"}
        models = httpx.get(f"{url}/models", headers=headers, trust_env=False)
        assert models.json()["object"] == "list"
        assert httpx.get(f"{url}/models?key=s3cret", trust_env=False).status_code == 401
        assert httpx.get(f"{url}/nothing", trust_env=False).status_code == 404
        process.send_signal(number)
        output, errors = process.communicate(timeout=30)
        assert process.returncode == 0
    assert output.splitlines() == [
        "GET /models 200 list_models",
        "GET /models 401 list_models",
        "GET /nothing 404 -",
    ]
    assert errors == ""


def test_it_fails_as_often_as_it_is_told() -> None:
    options = ("--fail-with", "503", "--fail-every", "2", "--delay", "0.01", "--answer", "schema")
    with serving("frankfurter", *options) as (_, url, export):
        assert export == f"export FRANKFURTER_BASE_URL={url}"
        answers = [httpx.get(f"{url}/currencies", trust_env=False) for _ in range(4)]
    assert [each.status_code for each in answers] == [200, 503, 200, 503]
    assert answers[0].json() == {"example": "example"}


def test_an_unknown_integration_is_an_error_of_usage() -> None:
    done = finished("serve-mock", "grok")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: There is no integration 'grok'. Did you mean 'groq'?\n"


def test_a_port_that_is_taken_is_an_error_of_usage() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = finished("serve-mock", "groq", "--port", str(port))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: cannot listen on 127.0.0.1:{port}: Address already in use\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("serve-mock",), "the following arguments are required: NAME"),
        (
            ("serve-mock", "groq", "--port", "99999"),
            "argument --port: must be an integer from 0 to 65535, not 99999",
        ),
        (
            ("serve-mock", "groq", "--fail-with", "200"),
            "argument --fail-with: must be an integer from 400 to 599, not 200",
        ),
        (
            ("serve-mock", "groq", "--delay", "soon"),
            "argument --delay: must be a number of seconds, not soon",
        ),
        (("serve-mock", "groq", "--fail-every", "2"), "--fail-every needs --fail-with"),
    ],
)
def test_wrong_arguments(arguments: tuple[str, ...], sentence: str) -> None:
    done = finished(*arguments)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith(f"error: {sentence}")


def test_help_names_the_command() -> None:
    done = finished("--help")
    assert done.returncode == 0
    assert "serve-mock" in done.stdout
