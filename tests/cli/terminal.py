"""A person at a terminal, who types at a program and reads what it shows."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Final

from tests.support import ready
from tests.support.commands import COMMAND, environment

_CODES: Final = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|[=>])")
READY: Final = "\x1b[?2004h"
"""How a prompt begins: it asks the terminal to mark what is pasted."""


LONGEST: Final = 60.0
"""Seconds after which a prompt that says nothing is taken for stuck."""


class Terminal:
    """A person at the prompt: types, and waits for what is shown."""

    def __init__(self, process: ready.Process, end: int) -> None:
        self._process, self._end = process, end
        self._shown = ""
        self._seen = 0

    def wait(self, text: str) -> str:
        """What is shown from where the last one ended until a text appears."""
        return self.wait_for(re.escape(text))

    def wait_for(self, pattern: str) -> str:
        """The same, for a pattern."""
        wanted = re.compile(pattern)
        while (found := wanted.search(self._shown, self._seen)) is None:
            self._shown += self._read()
        part = self._shown[self._seen : found.end()]
        self._seen = found.end()
        return _CODES.sub("", part)

    def _read(self) -> str:
        ready, _, _ = select.select([self._end], [], [], LONGEST)
        data = b""
        if ready:
            with contextlib.suppress(OSError):  # nobody writes to it any more
                data = os.read(self._end, 65536)
        assert data, f"the prompt says nothing more: {self._shown[self._seen:]!r}"
        return data.decode(errors="replace")

    def type(self, keys: str) -> None:
        """Presses keys."""
        os.write(self._end, keys.encode())

    def run(self, code: str) -> str:
        """What is shown between a line and the next prompt."""
        self.type(f"{code}\r")
        return self.wait(READY)

    def end(self) -> int:
        """The exit status, once everything is shown."""
        with contextlib.suppress(OSError):
            while os.read(self._end, 65536):
                pass
        return self._process.wait()

    def interrupt(self) -> None:
        """Presses Ctrl-C while something runs: a terminal makes a signal of it."""
        os.killpg(os.tcgetpgrp(self._end), signal.SIGINT)


@contextlib.contextmanager
def terminal(
    home: Path, *arguments: str, env: Mapping[str, str] | None = None, columns: int = 100
) -> Generator[Terminal]:
    """`integrations lua`, as it starts."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = ready.ready(ready.RUNTIME).start(
        [*COMMAND[1:], "lua", *arguments],
        (theirs, theirs, theirs),
        env={"PROMPT_TOOLKIT_NO_CPR": "1", **environment(home, env)},
        terminal=True,
    )
    os.close(theirs)
    with process:
        try:
            yield Terminal(process, ours)
        finally:
            process.kill()
            os.close(ours)
