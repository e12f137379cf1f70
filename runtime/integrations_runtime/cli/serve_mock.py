"""`serve-mock NAME`: a vendor on this machine, for tests in any language and for trying out."""

from __future__ import annotations

import argparse
import contextlib
import shlex
import signal
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..testing.messages import Recorded
    from ..testing.vendor import MockVendor

NAME = "serve-mock"
SUMMARY = "Run a server that answers as an integration's definition says, until Ctrl-C."

_USAGE = 2


def add(parser: argparse.ArgumentParser) -> None:
    """Describes the arguments."""
    parser.add_argument("name", metavar="NAME", help="the integration: groq")
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
    parser.set_defaults(parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Serves until the process is told to end."""
    from ..testing.vendor import MockVendor

    if arguments.fail_every is not None and arguments.fail_with is None:
        arguments.parser.error("--fail-every needs --fail-with")
    try:
        vendor = MockVendor(
            arguments.name,
            answer=arguments.answer,
            host=arguments.host,
            port=arguments.port,
            on_request=_tell,
        )
    except OSError as error:
        where = f"{arguments.host}:{arguments.port}"
        print(f"error: cannot listen on {where}: {error.strerror}", file=sys.stderr)
        return _USAGE
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
    print(f"{arguments.name} answers at {vendor.url}\n\nexport {' '.join(pairs)}\n", flush=True)


def _tell(request: Recorded) -> None:
    status = "-" if request.status is None else request.status
    with contextlib.suppress(BrokenPipeError):  # nobody reads any more, but clients still ask
        print(request.method, request.path, status, request.function or "-", flush=True)


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
