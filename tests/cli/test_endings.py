"""However the program ends: quietly, in one line, with the status that says how."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from integrations_runtime.cli.main import main
from integrations_runtime.testing import MockVendor
from tests.support.commands import COMMAND, environment, run, run_anew


def test_a_reader_that_has_seen_enough(home: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "docs", "groq"],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (0, b"")


def test_interrupted(home: Path, groq: MockVendor) -> None:
    groq.misbehave("list_models", times=None, delay=30)
    with subprocess.Popen(
        [*COMMAND, "call", "groq.list_models"],
        env=environment(home, {**groq.environment(), "INTEGRATIONS_LOG": "debug"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stderr.readline()  # the attempt is logged
        process.send_signal(signal.SIGINT)
        errors = process.stderr.read()
    assert process.returncode == 130
    assert b"Traceback" not in errors


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        (("call", "groq.list_models"), "InterruptError", "the call was interrupted"),
        (
            ("lua", "-e", "app.integrations.groq.list_models()"),
            "InterruptError",
            "the script was interrupted",
        ),
    ],
)
def test_an_interrupt_leaves_an_envelope(
    home: Path, groq: MockVendor, arguments: tuple[str, ...], kind: str, message: str
) -> None:
    groq.misbehave("list_models", times=None, delay=30)
    with subprocess.Popen(
        [*COMMAND, *arguments, "--json"],
        env=environment(home, {**groq.environment(), "INTEGRATIONS_LOG": "debug"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stderr.readline()  # the attempt is logged
        process.send_signal(signal.SIGINT)
        envelope = json.loads(process.stdout.read())
    assert process.returncode == 130
    assert envelope["success"] is False
    assert (envelope["error"]["type"], envelope["error"]["message"]) == (kind, message)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_a_full_disk(home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "list"],
            env=environment(home),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"error: No space left on device\n")


def test_a_text_that_the_output_cannot_carry(home: Path) -> None:
    done = run_anew(home, "docs", "groq.list_models", env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "- `object: string` \\u2014 Always `list`." in done.stdout.splitlines()


def test_a_fault_of_ours_is_one_line_without_secrets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from integrations_runtime.cli import listing

    with MockVendor("groq") as vendor:
        client = vendor.client(api_key="s3cret-key")

        def fail(*_: object) -> int:
            raise ValueError("s3cret-key is wrong")

        monkeypatch.setattr(listing, "run", fail)
        monkeypatch.setattr("warnings.showwarning", None)
        assert main(["list"]) == 1
        client.close()
    assert capsys.readouterr() == (
        "",
        "error: internal error: ValueError: [redacted] is wrong\n",
    )


def test_the_command_of_the_package_is_the_same_program(home: Path) -> None:
    script = Path(sys.executable).with_name("integrations")
    done = subprocess.run(
        [script, "--version"], env=environment(home), capture_output=True, text=True, check=True
    )
    assert done.stdout == run(home, "--version").stdout


def test_a_command_loads_only_what_it_needs(home: Path) -> None:
    program = (
        "import sys; from integrations_runtime.cli.main import main; main(['list']); "
        "print(*sorted({'httpx', 'pydantic', 'ssl', 'asyncio', 'tomllib', 'getpass', 'integrations'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == ""
