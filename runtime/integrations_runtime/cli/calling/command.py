"""`call FUNCTION [JSON|-]`: makes a call and prints the result."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from ..quantities import chosen, count, seconds
from ..screen import complain, show_json, show_line, show_value, tell

if TYPE_CHECKING:
    from ...client import Client
    from ...options import RequestOptions
    from ...spec import FunctionSpec
    from .outcome import Outcome

SUMMARY: Final = "Call a function and print its result as JSON."

_OPTIONS: Final = ("timeout", "deadline", "max_retries", "idempotency_key")


def add(parser: argparse.ArgumentParser) -> None:
    """Describes the arguments."""
    parser.add_argument("function", metavar="FUNCTION", help="such as groq.list_files")
    parser.add_argument(
        "arguments",
        metavar="JSON",
        nargs="?",
        help="the arguments as an object; - reads it from standard input",
    )
    parser.add_argument(
        "--arg",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="one argument: text, or JSON where the parameter takes no text; repeated for lists",
    )
    parser.add_argument(
        "--file", action="append", default=[], metavar="NAME=PATH", help="a file to send"
    )
    parser.add_argument("--account", metavar="A", help="the account; without it, the default one")
    parser.add_argument(
        "--all", action="store_true", help="the items of all pages, each as a line of JSON"
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        help="where to write an answer that is a file; - for standard output",
    )
    parser.add_argument("--timeout", type=seconds, metavar="S", help="seconds for each attempt")
    parser.add_argument("--deadline", type=seconds, metavar="S", help="seconds for everything")
    parser.add_argument("--max-retries", type=count, metavar="N", help="how often to try again")
    parser.add_argument("--idempotency-key", metavar="KEY", help="names this write")
    parser.add_argument(
        "--dry-run", action="store_true", help="print the request, and send nothing"
    )
    parser.add_argument("--json", action="store_true", help="print an envelope around the result")


def run(arguments: argparse.Namespace) -> int:
    """Makes the call; status 1 where it fails, 2 where nothing could be sent."""
    from ...errors import IntegrationError
    from .outcome import InterruptError, Outcome, status_of

    outcome = Outcome(arguments.function)
    try:
        call = _prepare(arguments, outcome)
        data = _dry_run(call, outcome) if arguments.dry_run else _perform(call)
    except BrokenPipeError:
        raise
    except (IntegrationError, OSError) as error:
        if not arguments.json:
            raise
        show_json(outcome.envelope(error=error))
        return status_of(error)
    except KeyboardInterrupt:
        if arguments.json:
            show_json(outcome.envelope(error=InterruptError("the call was interrupted")))
        raise
    if arguments.json:
        show_json(outcome.envelope(data))
    return 0


class _Call(NamedTuple):
    """A call whose arguments have been read."""

    client: Client
    name: str
    full_name: str
    spec: FunctionSpec
    values: dict[str, object]
    options: RequestOptions
    given: argparse.Namespace


def _prepare(given: argparse.Namespace, outcome: Outcome) -> _Call:
    from ...docs.catalogue import installed
    from ...packages import client_class
    from ..asking import approval, overlooked
    from .arguments import Arguments

    found = installed().function(given.function)
    outcome.function = found.full_name
    kind = client_class(found.integration)
    spec = kind.SPEC["functions"][found.name].spec
    reader = Arguments(found.full_name, spec, kind.SPEC["types"])
    values = reader.read(given.arguments, given.arg, given.file)
    _check_doors(given, found.full_name, spec)
    rules = overlooked if given.dry_run else approval
    client = kind(
        account=given.account,
        observers=[outcome],
        http_client=_transport(given.dry_run),
        policy=rules(kind.SPEC, given.account),
    )
    options = cast("RequestOptions", chosen(given, *_OPTIONS))
    return _Call(client, found.name, found.full_name, spec, values, options, given)


def _check_doors(given: argparse.Namespace, name: str, spec: FunctionSpec) -> None:
    """Refuses options that do not fit the function."""
    from ...errors import ArgumentError

    binary = spec.get("http", {}).get("answer") == "binary"
    if binary and given.output is None and not given.dry_run:
        raise ArgumentError(f"{name} answers with a file: add --output FILE.")
    if given.output is not None and not binary:
        raise ArgumentError(f"{name} answers with no file: leave out --output.")
    if given.output == "-" and given.json:
        raise ArgumentError("--json needs a file for --output.")
    if given.all and "paging" not in spec:
        raise ArgumentError(f"{name} has no pages: leave out --all.")


def _transport(dry_run: bool) -> Any:
    if not dry_run:
        return None
    from .preview import Capture

    return Capture()


def _perform(call: _Call) -> Any:
    """Makes the call; prints what comes, unless it will stand in an envelope."""
    for text in _deprecated(call):
        complain("warning", text)
    if call.given.output is not None:
        return _download(call)
    pieces = _pieces(call)
    if pieces is not None:
        if call.given.json:
            return list(pieces)
        for piece in pieces:
            show_line(piece)
        return None
    result = call.client.call(call.name, call.values, options=call.options)
    empty = result is None and call.spec.get("http", {}).get("answer") == "empty"
    if not call.given.json and not empty:
        show_value(result)
    return result


def _pieces(call: _Call) -> Iterator[Any] | None:
    """The items of all pages, or the events of a stream; None for a result in one piece."""
    if call.given.all:
        return call.client.iterate(call.name, call.values, options=call.options)
    streaming = call.spec.get("streaming")
    if streaming is None or call.values.get(streaming["parameter"]) is not True:
        return None
    return _events(call)


def _events(call: _Call) -> Iterator[Any]:
    with call.client.stream(call.name, call.values, options=call.options) as events:
        yield from events


def _download(call: _Call) -> Any:
    found = call.client.download(call.name, call.values, options=call.options)
    if call.given.output == "-":
        sys.stdout.flush()
        for chunk in found:
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        return None
    path = found.save(call.given.output)
    size = path.stat().st_size
    if not call.given.json:
        tell(f"Wrote {size} bytes to {path}.")
    return {"path": str(path), "bytes": size, "content_type": found.content_type}


def _dry_run(call: _Call, outcome: Outcome) -> Any:
    from .preview import CapturedRequestError, headers_in_place_of_tokens, shown, text

    auth = call.client.SPEC["auth"]
    headers = headers_in_place_of_tokens(auth, credentials=bool(call.client.SPEC["credentials"]))
    call.options["headers"] = headers
    try:
        _send(call)
    except CapturedRequestError as caught:
        found = shown(caught.request, auth)
    else:  # nothing comes without an answer
        raise AssertionError("a dry run was answered")
    outcome.meta = {"account": call.client.account, "dry_run": True}
    if not call.given.json:
        tell(text(found))
    return found


def _send(call: _Call) -> None:
    """Lets the client send, through whatever door the function has."""
    if call.spec.get("http", {}).get("answer") == "binary":
        call.client.download(call.name, call.values, options=call.options)
    elif (pieces := _pieces(call)) is not None:
        list(pieces)
    else:
        call.client.call(call.name, call.values, options=call.options)


def _deprecated(call: _Call) -> Iterator[str]:
    """The sentences that warn of what the call uses."""
    if "deprecated" in call.spec:
        yield call.spec["deprecated"]
    for name, parameter in call.spec["parameters"].items():
        if name in call.values and "deprecated" in parameter:
            yield parameter["deprecated"]
