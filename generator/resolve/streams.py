"""How answers come in pieces: the type of an event, and the example of a stream with what it prints."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.definition import StreamExample as ExampleDefinition
from generator.definition import Streaming as StreamingDefinition
from generator.findings import Report
from generator.model.fit import Fitter, Misfit
from generator.model.integration import StreamExample, Streaming
from generator.model.show import EVENT, Statement
from generator.model.show_run import ShowError, run
from generator.model.types import NamedType, Type
from generator.resolve.examples import report_misfits
from generator.resolve.expressions import ExpressionError, search
from generator.resolve.rules import EXAMPLE_EVENT, SHOW_UNPRINTABLE
from generator.resolve.show import ShowResolver

_AT = ("streaming", "example")


def resolve_streaming(
    integration: str,
    types: Mapping[str, NamedType],
    definition: StreamingDefinition,
    event: Type,
    report: Report,
    *,
    bound: bool,
) -> Streaming:
    """Returns what is known of a stream whose events have this type; without the example, where that has findings.

    Where calls cannot be made (`bound` is false), the example prints nothing.
    """
    example = _example(integration, types, definition, event, report)
    if example is not None and not bound:
        example = replace(example, output=())
    return Streaming(definition.parameter, event, definition.terminator, definition.error, example)


def _example(
    integration: str,
    types: Mapping[str, NamedType],
    definition: StreamingDefinition,
    event: Type,
    report: Report,
) -> StreamExample | None:
    example = definition.example
    if example is None:
        return None
    before = len(report.findings)
    misfits = _misfits(types, definition, example, event)
    report_misfits(report, EXAMPLE_EVENT, misfits, (*_AT, "events"))
    resolver = ShowResolver(integration, types, EVENT)
    show = resolver.resolve(example.show, event, report, (*_AT, "show"))
    if show is None or len(report.findings) > before:
        return None
    try:
        output = tuple(_printed(show, example.events))
    except ShowError as error:
        report.add(SHOW_UNPRINTABLE, f"What is printed {error}.", *_AT, "show")
        return None
    return StreamExample(example.events, show, output)


def _misfits(
    types: Mapping[str, NamedType],
    definition: StreamingDefinition,
    example: ExampleDefinition,
    event: Type,
) -> Iterator[Misfit]:
    fitter = Fitter(types, input=False)
    end = _end(definition.terminator)
    for position, value in enumerate(example.events):
        yield from fitter.misfits(event, value, (position,))
        if _carries(definition.error, value):
            yield Misfit((position,), f"carries an error: '{definition.error}' finds it")
        if end is not None and json.dumps(value) == end:
            yield Misfit((position,), "is the event that ends the stream, which is left out here")


def _carries(expression: str | None, event: Any) -> bool:
    if expression is None:
        return False
    try:
        return bool(search(expression, event))
    except ExpressionError:
        return False  # the check stage looks at expressions


def _end(terminator: str | None) -> str | None:
    """Returns the last event as JSON of one form, None where it is something else: `[DONE]`."""
    try:
        return None if terminator is None else json.dumps(json.loads(terminator))
    except (ValueError, RecursionError):
        return None


def _printed(show: tuple[Statement, ...], events: tuple[Any, ...]) -> Iterator[str]:
    for event in events:
        yield from run(show, event, EVENT)
