"""`lua [FILE|-]`: runs a script in the sandbox, checks it, or opens a prompt."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from ...lua.versions import LUA_VERSIONS
from ..quantities import chosen, seconds, size
from ..screen import FAILED, USAGE, clean, is_terminal, show_json, show_value

if TYPE_CHECKING:
    from ...lua import LuaHost, LuaResult
    from .accounts import Chosen
    from .sources import Script

SUMMARY: Final = (
    "Run a Lua script that calls integrations, in a sandbox; without a script, a prompt."
)

_DESCRIPTION: Final = """\
Run a Lua script that calls integrations: app.integrations.NAME.FUNCTION({...}).

The script runs in a sandbox: it reaches no files, no network and no
credentials, and ends at its limits. What it prints appears at once; what it
returns is printed after that, text as it is and everything else as JSON.
Without a script, a terminal gets a prompt.
"""

_EPILOG: Final = """\
examples:
  integrations lua report.lua
  integrations lua --eval 'return app.integrations.groq.list_models()'
  echo 'print(lua_read_doc("groq.list_files"))' | integrations lua
  integrations lua --account work --read-only report.lua
  integrations lua --check *.lua
  integrations lua --luarc > .luarc.json
  integrations lua

accounts:
  A call acts for the default account of its integration, unless it names
  another one: app.integrations.groq.work.list_files(). With --account work,
  the account work takes the place of the default one; with
  --account groq=work, it does so for groq only.

write operations:
  --read-only denies them. Where the configuration file says write = "ask",
  each one is shown on the terminal and waits for an answer, which counts for
  --time-limit; without a terminal it is denied.

--json prints one object:
  success, output, result (null, the value, or a list of several values),
  error (null, or an object: type, message, line, limit), execution_time_ms,
  memory_usage (bytes), call_log (a list of objects: path, function, account,
  duration_ms, status, error)
with --check, it prints another:
  success, files, problems (a list of objects: file, line, column, end_line,
  end_column, rule, message, hint)

exit status:
  0 on success, 1 where the script failed or --check found a mistake, 2 on
  errors of usage
"""


_CHUNK_LIMITS: Final = ("cpu_limit", "time_limit", "output_limit")
_VM_LIMITS: Final = ("memory_limit",)


def add(parser: argparse.ArgumentParser) -> None:
    """Describes the arguments."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="the script; - reads it from standard input; --check takes several",
    )
    parser.add_argument(
        "--eval",
        "-e",
        action="append",
        metavar="CODE",
        help="run this text; several are the lines of one script",
    )
    parser.add_argument(
        "--check", action="store_true", help="report mistakes with line and column, run nothing"
    )
    parser.add_argument(
        "--account",
        action="append",
        default=[],
        metavar="A",
        help="the account of calls that name none; NAME=A for those of one integration",
    )
    parser.add_argument("--read-only", action="store_true", help="deny all write operations")
    parser.add_argument(
        "--lua",
        choices=LUA_VERSIONS,
        default=LUA_VERSIONS[0],
        help="the version of Lua (%(default)s)",
    )
    _add_limits(parser)
    parser.add_argument("--json", action="store_true", help="print one object, described below")
    _add_editor(parser)


def _add_limits(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cpu-limit", type=seconds, metavar="S", help="seconds of the script's own work (30)"
    )
    parser.add_argument(
        "--time-limit", type=seconds, metavar="S", help="seconds with all waiting (300)"
    )
    parser.add_argument(
        "--memory-limit", type=size, metavar="BYTES", help="memory, such as 64M (32M)"
    )
    parser.add_argument(
        "--output-limit", type=size, metavar="BYTES", help="what may be printed (1M)"
    )


def _add_editor(parser: argparse.ArgumentParser) -> None:
    editor = parser.add_argument_group("for editors with lua-language-server")
    group = editor.add_mutually_exclusive_group()
    group.add_argument(
        "--luarc", action="store_true", help="print settings; save them as .luarc.json"
    )
    group.add_argument(
        "--library-path", action="store_true", help="print the folder of the annotations"
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the script; status 1 where it fails, 2 where it cannot be started."""
    from ...errors import ArgumentError, ConfigurationError

    as_envelope = arguments.json and not arguments.check
    try:
        return _run(arguments)
    except (ArgumentError, ConfigurationError) as error:
        if not as_envelope:
            raise
        from .outcome import envelope_of_error

        show_json(envelope_of_error(type(error).__name__, str(error)))
        return USAGE
    except KeyboardInterrupt:
        if as_envelope:
            from .outcome import envelope_of_error

            show_json(envelope_of_error("InterruptError", "the script was interrupted"))
        raise


def _run(arguments: argparse.Namespace) -> int:
    from ...errors import ArgumentError

    if arguments.luarc or arguments.library_path:
        return _tell_editor(arguments)
    code = None if arguments.eval is None else "\n".join(arguments.eval)
    if code is not None and arguments.files:
        raise ArgumentError("Give a file or --eval, not both.")
    if arguments.check:
        from .checking import check_files

        return check_files(
            arguments.files,
            code=code,
            as_json=arguments.json,
            version=arguments.lua,
        )
    from .accounts import Chosen
    from .sources import read_script

    if len(arguments.files) > 1:
        raise ArgumentError("One script runs at a time; --check takes several.")
    script = read_script(next(iter(arguments.files), None), code)
    if script is None and arguments.json:
        raise ArgumentError("--json needs a script: name a file, or use --eval.")
    accounts = Chosen(arguments.account)
    with _host(arguments, accounts) as host:
        if script is not None:
            return _execute(host, script, arguments, accounts)
        from .prompt import prompt

        return prompt(host, chosen(arguments, *_VM_LIMITS), chosen(arguments, *_CHUNK_LIMITS))


def _tell_editor(arguments: argparse.Namespace) -> int:
    from .editor import library_path, luarc

    if arguments.luarc:
        show_json(luarc(arguments.lua))
    else:
        show_value(library_path())
    return 0


def _host(arguments: argparse.Namespace, accounts: Chosen) -> LuaHost:
    from ...lua import LuaHost
    from .accounts import Clients

    clients = Clients(accounts, read_only=arguments.read_only)
    return LuaHost(arguments.lua, 1, open_account=clients.open)


def _execute(host: LuaHost, script: Script, arguments: argparse.Namespace, accounts: Chosen) -> int:
    from ..asking import end_question

    try:
        found = host.execute(
            script.text,
            script.name,
            on_output=None if arguments.json else _show,
            **chosen(arguments, *_VM_LIMITS, *_CHUNK_LIMITS),
        )
    finally:
        end_question()
    if arguments.json:
        from .outcome import envelope

        show_json(envelope(found, accounts))
    else:
        _tell(found)
    return 0 if found.error is None else FAILED


def _show(text: str) -> None:
    """Writes what a script prints, at once."""
    sys.stdout.write(clean(text) if is_terminal(sys.stdout) else text)
    sys.stdout.flush()


def _tell(found: LuaResult) -> None:
    """Writes what a script returned, or what stopped it."""
    from .outcome import complain_of

    for value in found.values:
        show_value(value)
    if found.error is not None:
        sys.stdout.flush()
        complain_of(found)
