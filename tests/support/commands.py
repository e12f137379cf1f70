"""The program `integrations` as people run it: in a process of its own, with a home folder of its own."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.load.tree import Tree
from generator.pipeline import generate
from tests.support import ready

COMMAND = (sys.executable, "-m", "integrations")
_CREDENTIALS = ("FRANKFURTER_", "FRESHCHAT_", "GROQ_", "MISTRAL_", "MISTRALAI_", "ACME_")


READY = (sys.executable, "-I", "-S", str(ready.CLIENT))
"""Stands for the interpreter in scripts; behind it come the address of a server and the arguments."""


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Returns the variables of a process that has no configuration but what is given."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith((*_CREDENTIALS, "INTEGRATIONS_"))
        and name not in ("NO_COLOR", "TERM")
    }
    return {**kept, "HOME": str(home), "TERM": "xterm", "PYTHONIOENCODING": "utf-8", **(more or {})}


def in_shell(script: str) -> str:
    """Returns a script of a shell in which `integrations` is the program."""
    server = ready.ready(ready.RUNTIME).address
    program = shlex.join([*READY, server, *COMMAND[1:]])
    return f'integrations() {{ {program} "$@"; }}\n{script}'


def run(
    home: Path,
    *arguments: str,
    env: Mapping[str, str] | None = None,
    given: str = "",
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Runs the program in a ready interpreter; `given` is its standard input."""
    of_a_start = [name for name in env or () if name.startswith("PYTHON") and name != "PYTHONPATH"]
    assert not of_a_start, "what only the start of an interpreter reads needs `run_anew`"
    return ready.run(
        ready.RUNTIME, [*COMMAND[1:], *arguments], env=environment(home, env), cwd=cwd, given=given
    )


def run_anew(
    home: Path, *arguments: str, env: Mapping[str, str] | None = None, given: str = ""
) -> subprocess.CompletedProcess[str]:
    """Runs the program in an interpreter of its own, which sees what only the start of one reads or loads."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(home, env),
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def on_terminal(
    home: Path,
    *arguments: str,
    env: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    """Runs the program on a terminal of 80 columns: its exit status, and what the terminal showed.

    `answers` are typed when what is shown ends with their prompt.
    """
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = ready.ready(ready.RUNTIME).start(
        [*COMMAND[1:], *arguments],
        (theirs, theirs, theirs),
        env={"COLUMNS": "80", **environment(home, env)},
        terminal=True,
    )
    os.close(theirs)
    with process:
        try:
            shown = "".join(_conversation(ours, dict(answers or {})))
        except BaseException:
            process.kill()
            raise
        finally:
            os.close(ours)
    return process.wait(), shown.replace("\r\n", "\n")


def _conversation(terminal: int, answers: dict[str, str]) -> Iterator[str]:
    shown = ""
    with contextlib.suppress(OSError):  # how a terminal says that nobody writes to it any more
        while data := os.read(terminal, 65536):
            text = data.decode()
            yield text
            shown += text
            for prompt in [each for each in answers if shown.endswith(each)]:
                os.write(terminal, f"{answers.pop(prompt)}\n".encode())


def install(folder: Path, name: str, files: Mapping[str, bytes]) -> dict[str, str]:
    """Writes what is generated from the definition of an integration, and returns the variables that make it the installed one."""
    output = generate(Tree("definitions", {name: files}))
    assert [str(each) for each in output.findings] == []
    for path, data in (output.generated or {}).items():
        file = folder / "generated" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return {"PYTHONPATH": str(folder / "generated" / "python")}
