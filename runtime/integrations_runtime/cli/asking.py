"""Asks the person at the terminal about calls that the configuration file says must be asked about.

The file alone decides what is asked: a callback that is given to a client for every operation would be asked about all of them.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Final

from .screen import styled

if TYPE_CHECKING:
    from ..accounts.policy import Ask, PendingCall
    from ..spec import IntegrationSpec, Operation

_HEAD: Final = 120
_TAIL: Final = 80
_LONGEST_ANSWER: Final = 4096
_PATIENCE: Final = 0.1

_open: Final = Event()
"""Set while a question waits for its answer, in another thread than the one that tells how the script has ended."""


def approval(spec: IntegrationSpec, account: str | None) -> dict[Operation, Ask]:
    """The argument `policy` of a client with which a person is asked, where the file says `ask` for the account.

    Where nobody can be asked, the call fails with an `OperationDenied` that says what to do. Raises `ConfigurationError` for a
    file that cannot be used.
    """
    return {
        operation: partial(_approve, spec, origin=origin)
        for operation, origin in _asked(spec, account).items()
    }


def overlooked(spec: IntegrationSpec, account: str | None) -> dict[Operation, Ask]:
    """The same for calls that send nothing, so that there is nothing to ask about."""
    return dict.fromkeys(_asked(spec, account), lambda _: True)


def _asked(spec: IntegrationSpec, account: str | None) -> dict[Operation, str]:
    """The operations that are asked about, and where the file says so."""
    from ..accounts.config import open_config
    from ..accounts.sources import DEFAULT

    places = open_config(spec).rules(account or DEFAULT)
    return {
        operation: each.origin
        for each in reversed(places)  # what stands nearest to the account is named
        for operation, rule in each.rules.items()
        if rule == "ask"
    }


def end_question() -> None:
    """Ends the line of a question that nobody has answered, because the script behind it has ended."""
    if _open.is_set():
        _open.clear()
        _say("\n")


def _approve(spec: IntegrationSpec, pending: PendingCall, *, origin: str) -> bool:
    if not (os.isatty(0) and os.isatty(2)):
        from ..errors import OperationDenied

        raise OperationDenied(
            f"{pending.operation} operations must be asked about ({origin}), and nobody can be asked here: "
            f'run this on a terminal, or write {pending.operation} = "allow" there',
            integration=pending.integration,
            function=pending.function,
        )
    sys.stdout.flush()
    known = spec["functions"][pending.function].spec["parameters"]
    arguments = {key: pending.arguments[key] for key in known if key in pending.arguments}
    _say(f"{styled(_call(pending), 'bold', sys.stderr)}\n{_arguments(arguments)}")
    _forget_typed()
    _open.set()
    _say("Allow? [y/N] ")
    answer = _typed()
    if answer.endswith("\n"):
        _open.clear()
    end_question()  # after Ctrl-D
    return answer.strip().lower() in ("y", "yes")


def _forget_typed() -> None:
    """Drops what was typed before the question was there to be read: it is no answer to it."""
    if sys.platform != "win32":
        from termios import TCIFLUSH, tcflush

        tcflush(0, TCIFLUSH)


def _typed() -> str:
    """The line that is typed; nothing where a prompt has begun to read keys, because the script behind the question has ended.

    It is not read by `sys.stdin`: a thread that waits there holds up the end of the process.
    """
    if sys.platform != "win32":
        from select import select
        from termios import ICANON, tcgetattr

        ready = False
        while not ready:
            ready = bool(select([0], [], [], _PATIENCE)[0])
            if not tcgetattr(0)[3] & ICANON:
                return ""
    return os.read(0, _LONGEST_ANSWER).decode("utf-8", "replace")


def _call(pending: PendingCall) -> str:
    kind = f"destructive {pending.operation}" if pending.destructive else pending.operation
    return f"{pending.integration}.{pending.function} on account {pending.account} ({kind})"


def _arguments(arguments: Mapping[str, object]) -> str:
    """A line for each argument, in the order of the docs; long values are shown with their beginning and end."""
    return "".join(f"  {name} = {_shown(value)}\n" for name, value in arguments.items())


def _shown(value: object) -> str:
    from ..redaction import redact_all

    text = redact_all(json.dumps(value, ensure_ascii=False, default=_described))
    # Nothing invisible: a person must see what they allow, whatever a script makes up.
    seen = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)
    hidden = len(seen) - _HEAD - _TAIL
    if hidden <= 0:
        return seen
    # The count stands outside of the value, where nothing that a script makes up can stand.
    return f"{seen[:_HEAD]}…{seen[-_TAIL:]} ({len(seen)} characters, {hidden} of them not shown)"


def _described(value: object) -> str:
    """What stands for a value that is no JSON: a file to send."""
    from ..arguments.files import Source

    if not isinstance(value, Source):
        return f"<{type(value).__name__}>"
    size = "some" if value.length is None else value.length
    return f"<{value.filename}, {size} bytes>"


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
