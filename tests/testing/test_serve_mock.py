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
from pathlib import Path

import httpx
import pytest

from tests.support.definitions import NAMES

COMMAND = (sys.executable, "-m", "integrations")
FULL = Path("/dev/full")


def has_ipv6() -> bool:
    """Whether this machine has a loopback interface of IPv6."""
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


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
            export = process.stdout.readline().strip()
            url = re.search(r"_BASE_URL='?([^ ']+)", export)
            assert url is not None, export
            yield process, url[1], export
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
    assert output == ""  # behind the line that a shell can evaluate
    assert errors.splitlines() == [
        f"groq answers at {url}",
        "GET /openai/v1/models 200 list_models",
        "GET /openai/v1/models 401 list_models",
        "GET /openai/v1/nothing 404 -",
    ]


def test_a_request_beside_the_base_url() -> None:
    with serving("groq") as (process, url, _):
        root = url.removesuffix("/openai/v1")
        answer = httpx.get(f"{root}/models", trust_env=False)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    sentence = "There is no GET /models. Paths begin with /openai/v1."
    assert answer.json()["error"]["message"] == sentence
    assert errors.splitlines()[1:] == ["GET /models 404 -"]


def test_a_shell_can_evaluate_the_output() -> None:
    with serving("groq") as (_, url, export):
        done = subprocess.run(
            ["sh", "-c", 'eval "$1"; echo "$GROQ_BASE_URL $GROQ_API_KEY"', "sh", export],
            capture_output=True,
            text=True,
            check=True,
        )
    assert done.stdout == f"{url} mock-api-key\n"


def test_quiet_strict_and_credentials() -> None:
    options = ("--quiet", "--no-strict", "--credentials", "api_key=a=b", "--credentials")
    with serving("groq", *options, "api_key=second") as (process, url, export):
        assert export == f"export GROQ_BASE_URL={url} GROQ_API_KEY=a=b"
        statuses = [
            httpx.get(
                f"{url}/models?unknown=1",
                headers={"authorization": f"Bearer {key}"},
                trust_env=False,
            ).status_code
            for key in ("a=b", "second", "mock-api-key")
        ]
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=30)
    assert statuses == [200, 200, 401]
    assert (output, errors) == ("", "")


def test_it_listens_on_all_addresses() -> None:
    with serving("groq", "--host", "0.0.0.0") as (process, url, _):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/openai/v1", url)
        assert httpx.get(f"{url}/models", trust_env=False).status_code == 401
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert errors.splitlines()[0] == f"groq answers at {url}, and listens on all addresses"


@pytest.mark.skipif(not has_ipv6(), reason="no IPv6 here")
def test_it_listens_on_an_address_of_ipv6() -> None:
    with serving("groq", "--host", "::1") as (_, url, export):
        assert re.fullmatch(r"http://\[::1\]:\d+/openai/v1", url)
        assert export == f"export GROQ_BASE_URL='{url}' GROQ_API_KEY=mock-api-key"
        assert httpx.get(f"{url}/models", trust_env=False).status_code == 401


def test_nobody_reads() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        done = subprocess.run(
            [*COMMAND, "serve-mock", "groq"],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not FULL.exists(), reason="no such device here")
def test_no_room_for_the_output() -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [*COMMAND, "serve-mock", "groq"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "error: No space left on device\n")


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


def test_an_integration_like_no_other_is_told_what_there_is() -> None:
    done = finished("serve-mock", "zzz")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"error: There is no integration 'zzz'. There are: {', '.join(NAMES)}.\n"
    )


def test_an_unknown_credential_is_an_error_of_usage() -> None:
    done = finished("serve-mock", "groq", "--credentials", "apikey=s3cret")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == ("error: groq has no credential 'apikey'. Did you mean 'api_key'?\n")


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
        (
            ("serve-mock", "groq", "--credentials", "s3cret"),
            "argument --credentials: must be KEY=VALUE",
        ),
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


def test_help_names_the_integrations() -> None:
    done = finished("serve-mock", "--help")
    assert done.returncode == 0
    assert f"the integration: {', '.join(NAMES)}" in " ".join(done.stdout.split())
