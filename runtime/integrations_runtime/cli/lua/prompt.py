"""The prompt of `integrations lua`: reads code, runs it in one VM, shows what it is worth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from ... import __version__
from ...errors import ConfigurationError
from ...suggest import nearest
from ..asking import end_question
from ..screen import complain, tell
from .outcome import complain_of

if TYPE_CHECKING:
    from ...lua import LuaHost, LuaResult, LuaSession

_INCOMPLETE: Final = re.compile(r"(?<!unfinished string) near '?<eof>'?$")
_COMMANDS: Final = (".help", ".quit", ".exit")
_COMMAND: Final = re.compile(r"[./](?![0-9/.]).*")
"""A line that is no Lua: no piece of code begins like it."""

_BANNER: Final = """\
integrations {version}, {lua}. Tab completes, .help tells more, .quit or Ctrl-D leaves.\
"""

_HELP: Final = """\
An expression is shown; a statement runs. Names without `local` are kept.

  app.integrations.NAME.FUNCTION({ … })   calls a function
  lua_list_docs("NAME")                   a line for each function
  lua_search_docs("upload file")          the functions that fit best
  lua_read_doc("NAME.FUNCTION")           how to call it, with an example

Tab       integrations, functions, parameters and their values
Enter     runs what is complete, or begins another line
Ctrl-C    abandons the line, or stops what runs (and what it had left in the VM)
.help     this text
.quit     leaves; so does Ctrl-D

Lines that begin with a space are not kept in the history.\
"""


def prompt(host: LuaHost, memory: Mapping[str, Any], limits: Mapping[str, Any]) -> int:
    """Runs code that is typed until the end: `memory` is for `LuaHost.session`, `limits` for each piece of code.

    Raises `ConfigurationError` where prompt_toolkit is missing.
    """
    if find_spec("prompt_toolkit") is None:
        raise ConfigurationError(
            "the prompt needs the package prompt_toolkit: pip install 'integrations[lua]'"
        )
    from .prompt_line import Lines

    with host.session(**memory) as session:
        version = host.execute("return _VERSION").values[0]
        tell(_BANNER.format(version=__version__, lua=version))
        lines = Lines(lambda text: is_complete(host, text))
        while True:
            try:
                text = lines.read()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return 0
            match text.strip():
                case ".quit" | ".exit":
                    return 0
                case ".help":
                    tell(_HELP)
                case "":
                    pass
                case command if _COMMAND.fullmatch(command):
                    complain("error", _unknown(command))
                case _:
                    _execute(session, _code_of(text), limits)
                    lines.earlier.append(text)


def is_complete(host: LuaHost, text: str) -> bool:
    """Whether a text is all of an expression or of statements, or has a mistake that more lines do not mend."""
    if _COMMAND.fullmatch(text.strip()):
        return True
    code = _code_of(text)
    # Compiled whole, and left before its first statement: nothing of it runs.
    problems = [host.execute(f"do return end {each}").error for each in (code, f"return {code}")]
    return None in problems or not any(_INCOMPLETE.search(each or "") for each in problems)


def _unknown(command: str) -> str:
    name = command.split()[0]
    if name in _COMMANDS:
        return f"{name} stands alone in its line."
    close = nearest(f".{name[1:]}", _COMMANDS)
    hint = f"Did you mean: {close[0]}?" if close else f"The commands are: {', '.join(_COMMANDS)}."
    return f"Unknown command: {name}. {hint}"


def _code_of(text: str) -> str:
    """The Lua of what was typed: `= x` shows `x`, as older versions of Lua have it."""
    code = text.lstrip()
    return f"return {code[1:]}" if code.startswith("=") else text


def _execute(session: LuaSession, code: str, limits: Mapping[str, Any]) -> None:
    """Runs code, and tells what it printed, what it is worth, and what stopped it."""
    before = session.restarts
    try:
        found = _found(session, code, limits)
    except KeyboardInterrupt:
        complain("error", "interrupted")
    else:
        complain_of(found)
    if session.restarts > before:
        complain(
            "warning", "the VM has ended, and all variables with it; a new one takes its place"
        )


def _found(session: LuaSession, code: str, limits: Mapping[str, Any]) -> LuaResult:
    try:
        return session.execute(
            code,
            "prompt",
            echo=True,
            on_output=lambda text: tell(text.removesuffix("\n")),
            **limits,
        )
    finally:
        end_question()
