"""The lines that were typed at the prompt, kept in a file of the user's."""

from __future__ import annotations

import os
from pathlib import Path

from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from ..screen import complain


def open_history() -> History:
    """The history of this user, in a file that nobody else reads; one that ends with the program where there can be none."""
    file = history_file()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.fchmod(descriptor, 0o600)
        finally:
            os.close(descriptor)
    except OSError as error:
        complain("warning", f"the history is not kept: {error.strerror}: {file}")
        return _Discreet(InMemoryHistory())
    return _Discreet(FileHistory(file))


def history_file() -> Path:
    """Where the history is: `$XDG_STATE_HOME/integrations/lua_history`, and `~/.local/state` in place of a variable that is not set."""
    state = Path(os.environ.get("XDG_STATE_HOME", ""))
    if not state.is_absolute():
        state = Path("~/.local/state").expanduser()
    return state / "integrations" / "lua_history"


class _Discreet(History):
    """A history that does not keep what begins with a space, as shells do, so that a secret can be typed."""

    def __init__(self, kept: History) -> None:
        super().__init__()
        self._kept = kept

    def load_history_strings(self) -> list[str]:
        """Everything that was kept, newest first."""
        return list(self._kept.load_history_strings())

    def append_string(self, string: str) -> None:
        """Takes what was typed, unless it begins with a space."""
        if not string[:1].isspace():
            super().append_string(string)

    def store_string(self, string: str) -> None:
        """Keeps what was typed."""
        self._kept.store_string(string)
