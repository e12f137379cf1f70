"""The view of a mock file: per function what the vendor answers, and the types of that."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.languages.json_text import json_text
from generator.model.integration import Example, Function, Integration
from generator.model.types import ABSENT, Type, references
from generator.snippets.schemas import SchemaWriter

_STEP = 2
_OK = 200
_NO_CONTENT = 204
_WRITER = SchemaWriter(examples=True)


def answers_view(integration: Integration) -> dict[str, str]:
    """Returns what `integration.json.jinja` shows: functions and types by name, sorted."""
    return {"functions": _text(_functions(integration)), "types": _text(_types(integration))}


def _functions(integration: Integration) -> dict[str, Any]:
    """Returns what the vendor answers, by function; those that cannot be called have no answer."""
    return {
        each.name: _function(each)
        for each in sorted(integration.functions, key=lambda each: each.name)
        if each.http is not None
    }


def _types(integration: Integration) -> dict[str, Any]:
    """Returns the schemas of the named types that answers and events are made of."""
    found = set[str]()
    waiting = [name for each in _answers(integration) for name in references(each)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += references(integration.types[name].body)
    return {name: _WRITER.schema(integration.types[name].body) for name in sorted(found)}


def _answers(integration: Integration) -> Iterator[Type]:
    for function in integration.functions:
        if function.http is not None:
            event = None if function.streaming is None else function.streaming.event
            yield from (each for each in (function.response, event) if each is not None)


def _function(function: Function) -> Mapping[str, Any]:
    response = _WRITER.schema(function.response) if function.response is not None else None
    streaming = function.streaming
    event = _WRITER.schema(streaming.event) if streaming is not None else None
    stream = streaming.example if streaming is not None else None
    return {
        "status": _status(function),
        **({} if response is None else {"response": response}),
        **({} if event is None else {"event": event}),
        **({} if stream is None else {"events": stream.events}),
        "examples": [_example(each) for each in function.examples],
    }


def _status(function: Function) -> int:
    """The status of a success: the first one that the definition names."""
    if function.http is not None and function.http.accepts:
        return function.http.accepts[0]
    return _NO_CONTENT if function.http is not None and function.http.answer == "empty" else _OK


def _example(example: Example) -> Mapping[str, Any]:
    return {
        **({} if example.title is None else {"title": example.title}),
        "arguments": example.arguments,
        **({} if example.response is ABSENT else {"response": example.response}),
    }


def _text(values: Mapping[str, Any]) -> str:
    """Returns the values as JSON, each beginning a line of its own."""
    return json_text(values, indent=_STEP)
