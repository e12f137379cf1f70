"""`serve-mock NAME`: a vendor on this machine, for tests in any language and for trying out."""

from __future__ import annotations

import argparse
import contextlib
import shlex
import signal
import sys
import threading
from typing import TYPE_CHECKING, Final

from .screen import USAGE, clean, complain

if TYPE_CHECKING:
    from ..testing.messages import Recorded
    from ..testing.vendor import MockVendor

SUMMARY = "Run a server that answers as an integration's definition says, until Ctrl-C."

_ALL_ADDRESSES: Final = ("", "0.0.0.0", "::")


def add(parser: argparse.ArgumentParser) -> None:
    """Describes the arguments."""
    parser.add_argument("name", metavar="NAME", help=f"the integration: {_names()}")
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (%(default)s)")
    parser.add_argument("--port", type=_port, default=0, help="the port; 0 finds a free one")
    parser.add_argument(
        "--delay", type=_seconds, default=0.0, metavar="S", help="seconds before every answer"
    )
    parser.add_argument(
        "--fail-with", type=_status, metavar="STATUS", help="answer with this error status"
    )
    parser.add_argument(
        "--fail-every", type=_count, metavar="N", help="fail every N-th request only"
    )
    parser.add_argument(
        "--answer",
        choices=("example", "schema"),
        default="example",
        help="answer with the examples of the documentation, or with data made from schemas (%(default)s)",
    )
    parser.add_argument(
        "--credentials",
        type=_pair,
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="accept this credential, and no other for its key; may be repeated",
    )
    parser.add_argument(
        "--no-strict",
        action="store_true",
        help="overlook fields and parameters that the definition does not know",
    )
    parser.add_argument("--quiet", action="store_true", help="print the variables only")
    parser.set_defaults(parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Serves until the process is told to end. A shell can evaluate standard output; all else goes to standard error."""
    from ..testing.vendor import MockVendor

    if arguments.fail_every is not None and arguments.fail_with is None:
        arguments.parser.error("--fail-every needs --fail-with")
    try:
        vendor = MockVendor(
            arguments.name,
            answer=arguments.answer,
            credentials=_credentials(arguments.credentials),
            strict=not arguments.no_strict,
            host=arguments.host,
            port=arguments.port,
            on_request=None if arguments.quiet else _tell,
        )
    except OSError as error:
        host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
        complain("error", f"cannot listen on {host}:{arguments.port}: {error.strerror}")
        return USAGE
    try:
        for number in (
            signal.SIGINT,
            signal.SIGTERM,
        ):  # also where a shell has told us to ignore them
            signal.signal(number, signal.default_int_handler)
        with vendor:
            _set_up(vendor, arguments)
            threading.Event().wait()
    except KeyboardInterrupt:
        pass
    return 0


def _set_up(vendor: MockVendor, arguments: argparse.Namespace) -> None:
    """Tells the vendor how to behave, and people where it is."""
    if arguments.fail_with is not None:
        vendor.misbehave(
            times=None,
            every=arguments.fail_every or 1,
            status=arguments.fail_with,
            delay=arguments.delay,
        )
    if arguments.delay:
        vendor.misbehave(times=None, delay=arguments.delay)
    pairs = (f"{name}={shlex.quote(value)}" for name, value in vendor.environment().items())
    print(f"export {' '.join(pairs)}", flush=True)
    if not arguments.quiet:
        everywhere = ", and listens on all addresses" if arguments.host in _ALL_ADDRESSES else ""
        _say(f"{arguments.name} answers at {vendor.url}{everywhere}")


def _tell(request: Recorded) -> None:
    status = "-" if request.status is None else request.status
    _say(f"{request.method} {request.full_path} {status} {request.function or '-'}")


def _say(line: str) -> None:
    with contextlib.suppress(OSError):  # nobody reads any more, but clients still ask
        print(clean(line), file=sys.stderr, flush=True)


def _names() -> str:
    """What there is, for the help, which must not fail where nothing is installed."""
    from ..errors import ConfigurationError
    from ..testing.source import known

    try:
        return ", ".join(known())
    except ConfigurationError:
        return "such as groq"


def _credentials(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    accepted: dict[str, list[str]] = {}
    for key, value in pairs:
        accepted.setdefault(key, []).append(value)
    return accepted


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not (key and equals and value):
        raise argparse.ArgumentTypeError("must be KEY=VALUE")
    return key, value


def _port(text: str) -> int:
    return _within(text, 0, 65535)


def _status(text: str) -> int:
    return _within(text, 400, 599)


def _count(text: str) -> int:
    return _within(text, 1, sys.maxsize)


def _within(text: str, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"must be an integer from {least} to {most}, not {text}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= threading.TIMEOUT_MAX:
        raise argparse.ArgumentTypeError(f"must be a number of seconds, not {text}")
    return seconds
