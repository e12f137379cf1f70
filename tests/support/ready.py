"""Interpreters that are ready: a program runs in a process of its own that already has the libraries it needs.

A server, one for each worker of pytest, loads libraries once and forks a process for every program; that saves the start of
an interpreter, which costs more than most programs do. The process has its own folder, variables, streams and arguments, and
ends as any other. What belongs to the start itself (variables that only a new interpreter reads, what a program loads, how
long it takes) is for tests with real interpreters.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import selectors
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

SERVER: Final = Path(__file__).with_name("ready_server.py")
CLIENT: Final = Path(__file__).with_name("ready_client.py")

RUNTIME: Final = "runtime"
GENERATOR: Final = "generator"

LONGEST: Final = 120.0
"""Seconds after which a program that says nothing is taken for stuck."""


class Ready:
    """A server of processes; `program` names what it loads for them."""

    def __init__(self, program: str) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.address: Final = str(Path(self._folder.name) / "socket")
        self._server = subprocess.Popen(
            [sys.executable, str(SERVER), self.address, program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        )
        assert self._server.stdout is not None
        assert self._server.stdout.readline() == b"ready\n"

    def close(self) -> None:
        """Ends the server."""
        assert self._server.stdin is not None and self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait()
        self._server.stdout.close()
        self._folder.cleanup()

    def start(
        self,
        arguments: Sequence[str],
        streams: tuple[int, int, int],
        *,
        env: Mapping[str, str],
        cwd: str | Path | None = None,
        terminal: bool = False,
    ) -> Process:
        """Starts `python ARGUMENTS`; `terminal` makes its standard input the terminal that controls it."""
        request = {
            "arguments": list(arguments),
            "cwd": str(cwd or Path.cwd()),
            "env": dict(env),
            "terminal": terminal,
        }
        content = json.dumps(request).encode()
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(self.address)
            socket.send_fds(connection, [struct.pack("!I", len(content))], streams)
            connection.sendall(content)
        except OSError:
            connection.close()
            raise
        return Process(connection)


class Process:
    """A process that a server started."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._said = connection.makefile("rb")
        self.pid: Final = int(self._said.readline())
        self._status: int | None = None

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()

    def wait(self) -> int:
        """The exit status, once the process has ended: that of `subprocess`, negative after a signal."""
        if self._status is None:
            self._status = int(self._said.readline())
            self._said.close()
            self._connection.close()
        return self._status

    def kill(self) -> None:
        """Kills the process, if it has not ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, 9)


@cache
def ready(program: str) -> Ready:
    """Returns the server of this process for a program."""
    made = Ready(program)
    atexit.register(made.close)
    return made


def run(
    program: str,
    arguments: Sequence[str],
    *,
    env: Mapping[str, str],
    cwd: str | Path | None = None,
    given: str = "",
) -> subprocess.CompletedProcess[str]:
    """Runs `python ARGUMENTS` as `subprocess.run` does, with captured streams of text; `given` is the standard input."""
    (stdin, entry), (out, stdout), (err, stderr) = (os.pipe() for _ in range(3))
    process = ready(program).start(arguments, (stdin, stdout, stderr), env=env, cwd=cwd)
    for end in (stdin, stdout, stderr):
        os.close(end)
    try:
        captured = _captured(entry, given.encode(), (out, err))
    except BaseException:
        process.kill()
        raise
    finally:
        os.close(out)
        os.close(err)
    status = process.wait()
    return subprocess.CompletedProcess(list(arguments), status, *map(_text, captured))


def _text(data: bytes) -> str:
    return data.decode("utf-8").replace("\r\n", "\n")


def _captured(entry: int, given: bytes, ends: tuple[int, int]) -> list[bytes]:
    """Writes the standard input, and returns what comes from both ends until nobody can write to them."""
    writer = threading.Thread(target=_write, args=(entry, given))
    writer.start()
    found = {end: bytearray() for end in ends}
    with selectors.DefaultSelector() as selector:
        for end in ends:
            selector.register(end, selectors.EVENT_READ)
        while selector.get_map():
            ready_ends = selector.select(LONGEST)
            assert ready_ends, f"the program says nothing for {LONGEST} seconds"
            for key, _ in ready_ends:
                data = os.read(key.fd, 65536)
                found[key.fd] += data
                if not data:
                    selector.unregister(key.fd)
    writer.join()
    return [bytes(each) for each in found.values()]


def _write(end: int, data: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), open(end, "wb") as file:
        file.write(data)
