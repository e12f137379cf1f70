"""Where the blocks of guides are run: a home folder with the files that a guide names, and vendors on this machine."""

from __future__ import annotations

import contextlib
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from pathlib import Path

from integrations_runtime.testing import MockVendor
from tests.support import ready
from tests.support.blocks import Block, blocks
from tests.support.commands import COMMAND, environment, in_shell, on_terminal

VENDORS = ("freshchat", "frankfurter", "github", "groq", "mistralai")
CONFIG = "~/.config/integrations/config.toml"
PORT = re.compile(r"--port (\d+)")

_NO_FILE = {"error": {"message": "No such file.", "type": "invalid_request_error"}}
_OVERLOADED = b'data: {"error": {"message": "The model is overloaded."}}\n\n'

TROUBLES: Mapping[str, Callable[[MockVendor], None]] = {
    "NotFound": lambda groq: groq.answers("get_file", _NO_FILE, status=404),
    "file-gone": lambda groq: groq.answers("get_file", _NO_FILE, status=404),
    "RateLimited": lambda groq: groq.misbehave("list_models", rate_limit=3600),
    "StreamError": lambda groq: groq.streams("create_completion", [_OVERLOADED]),
}
"""What goes wrong at Groq while a block runs that has one of these words."""


@dataclass(frozen=True, slots=True)
class Vendors:
    """Mock vendors of the integrations that pages call."""

    by_name: Mapping[str, MockVendor]

    def environment(self, *, credentials: bool = True) -> dict[str, str]:
        """Variables that lead the default accounts of all clients here."""
        found: dict[str, str] = {}
        for vendor in self.by_name.values():
            found |= vendor.environment()
        return {
            name: value
            for name, value in found.items()
            if credentials or name.endswith("_BASE_URL")
        }

    @contextlib.contextmanager
    def troubled(self, code: str) -> Generator[None]:
        """Lets Groq fail as the block needs it."""
        groq = self.by_name["groq"]
        for word, trouble in TROUBLES.items():
            if word in code:
                trouble(groq)
        try:
            yield
        finally:
            groq.behave()
            groq.reset()


@contextlib.contextmanager
def all_vendors() -> Generator[Vendors]:
    """Runs a vendor for each integration that pages call."""
    with contextlib.ExitStack() as stack:
        yield Vendors({name: stack.enter_context(MockVendor(name)) for name in VENDORS})


def named_files(page: Path) -> dict[str, str]:
    """The files that a page shows: blocks below a paragraph that ends with a name in backquotes and a colon."""
    text = page.read_text(encoding="utf-8")
    found = re.findall(r"`([\w./~-]+\.\w+)`:\n\n```\w+\n(.*?)^```$", text, flags=re.M | re.S)
    return dict(found)


def is_file(page: Path, block: Block) -> bool:
    """Whether a block shows a file that other blocks use."""
    return block.code in named_files(page).values()


@dataclass(frozen=True, slots=True)
class Stage:
    """A home folder, which is also where commands run, with the files of a page."""

    folder: Path
    variables: Mapping[str, str]

    @classmethod
    def of(cls, page: Path, folder: Path, vendors: Vendors) -> Stage:
        """Writes the files of a page."""
        files = named_files(page)
        for name, content in files.items():
            file = folder / name.removeprefix("~/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
            file.chmod(0o600)
        return cls(folder, vendors.environment(credentials=CONFIG not in files))

    def environment(self) -> dict[str, str]:
        """The variables of a process that runs here."""
        return environment(self.folder, {**self.variables, "NO_COLOR": "1"})

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs an interpreter."""
        return ready.run(ready.RUNTIME, arguments, cwd=self.folder, env=self.environment())

    def tests(self) -> subprocess.CompletedProcess[str]:
        """Runs the tests of the folder; pytest wants to be there before all that it loads."""
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider"],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def session(self, code: str) -> str:
        """What a terminal shows where the commands of a console block are typed."""
        shown: list[str] = []
        for command, expected in commands(code):
            shown += [f"$ {command}\n", self._shown(command, expected)]
        return "".join(shown)

    def _shown(self, command: str, expected: str) -> str:
        if PORT.search(command):
            return self._served(command)
        if re.search(r"[|>]", re.sub("'[^']*'", "", command)):
            return self._piped(command)
        arguments = shlex.split(command)[1:]
        with contextlib.chdir(self.folder):
            _, shown = on_terminal(
                self.folder, *arguments, env=self.environment(), answers=answers(expected)
            )
        return shown

    def _piped(self, command: str) -> str:
        done = subprocess.run(
            ["sh", "-c", in_shell(command)],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return done.stdout

    def _served(self, command: str) -> str:
        """What a server says when it begins; the port that it is told may be another one's, so it gets a free one."""
        wanted = PORT.findall(command)[0]
        arguments = shlex.split(PORT.sub("--port 0", command))[1:]
        with subprocess.Popen(
            [*COMMAND, *arguments],
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as process:
            assert process.stdout is not None and process.stderr is not None
            try:
                shown = process.stdout.readline() + process.stderr.readline()
            finally:
                process.send_signal(signal.SIGINT)
        return re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{wanted}", shown)


def commands(code: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with what it is said to show."""
    parts = re.split(r"^\$ (.*)\n", code, flags=re.M)
    assert parts[0] == "", "a console block begins with a command"
    return list(zip(parts[1::2], parts[2::2], strict=True))


def answers(expected: str) -> dict[str, str]:
    """What a person types in a session, by prompt."""
    found = re.findall(r"^(Allow\? \[y/N\] )(.*)$", expected, flags=re.M)
    hidden = re.findall(r"^(API key: )$", expected, flags=re.M)
    return {**dict(found), **dict.fromkeys(hidden, "example-key")}


def all_blocks(page: Path, *languages: str) -> list[Block]:
    """The blocks of some languages."""
    return [each for each in blocks(page) if each.language in languages]
