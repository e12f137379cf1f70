"""What functions send, told by the runtime itself, so that no snippet knows a rule of its own."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from generator.model.integration import Function, Integration, Parameter
from generator.model.types import ABSENT
from generator.snippets.schemas import SchemaWriter
from integrations_runtime.arguments.binder import Binder
from integrations_runtime.arguments.schemas import SchemaCompiler
from integrations_runtime.paging.walk import Address, Paging
from integrations_runtime.requests.builder import NO_PAGE, Draft, RequestBuilder
from integrations_runtime.spec import JSON, FunctionSpec, Schema
from integrations_runtime.spec import Function as Told

_write = SchemaWriter().schema


class Types(Mapping[str, Schema]):
    """The schemas of an integration's types, each written when it is asked for."""

    def __init__(self, integration: Integration) -> None:
        self._types = integration.types

    def __getitem__(self, name: str) -> Schema:
        return _write(self._types[name].body)

    def __iter__(self) -> Iterator[str]:
        return iter(self._types)

    def __len__(self) -> int:
        return len(self._types)


def spec(function: Function) -> FunctionSpec:
    """Returns what the runtime must know to make a request of arguments; the function can be called.

    Files are any value there, because those that examples name are nowhere.
    """
    assert function.http is not None
    told: dict[str, Any] = {
        "operation": function.operation,
        "parameters": {each.name: _parameter(each) for each in function.parameters},
        "http": function.http.model_dump(mode="json", exclude_none=True),
    }
    if function.body is not ABSENT:
        told["body"] = function.body
    if function.pagination is not None:
        told["paging"] = function.pagination.model_dump(mode="json", exclude_none=True)
    return cast(FunctionSpec, told)


def bound(
    integration: Integration, function: Function, arguments: Mapping[str, Any]
) -> Mapping[str, JSON]:
    """Returns arguments as they are sent, by name; the function can be called. Raises `ArgumentError`."""
    told: Told[Any] = Told(function.name, spec(function))
    return Binder(integration.name, told, SchemaCompiler(Types(integration))).bind(arguments)


def draft(function: Function, values: Mapping[str, JSON]) -> Draft:
    """Returns the (first) request of bound arguments, without what the account adds."""
    told = spec(function)
    assert "http" in told
    builder = RequestBuilder(told, told["http"])
    page = _first_page(told, builder.by_wire_name(values))
    return builder.build(values, page)


def streams(function: Function, arguments: Mapping[str, Any]) -> bool:
    """Whether a call with these arguments is answered by a stream."""
    return function.streaming is not None and arguments.get(function.streaming.parameter) is True


def streamed(function: Function) -> Mapping[str, Any]:
    """Returns the arguments of a function's first example, with the answer in pieces; the function can stream."""
    assert function.streaming is not None
    return {**function.examples[0].arguments, function.streaming.parameter: True}


def download_name(function: Function) -> str:
    """Returns the file into which an answer goes: `report.bin` for `get_report`. Its media type is not known."""
    return f"{function.name.partition('_')[2] or 'download'}.bin"


def _first_page(told: FunctionSpec, given: Mapping[str, JSON]) -> Mapping[str, JSON]:
    """What the first request of a function carries that returns the items of all pages."""
    paging = told.get("paging")
    if paging is None or not paging.get("collect"):
        return NO_PAGE
    first = Paging(paging).start(given).first
    return NO_PAGE if isinstance(first, Address) else first


def _parameter(parameter: Parameter) -> Mapping[str, Any]:
    return {
        "schema": {} if parameter.is_file else _write(parameter.type),
        "location": parameter.location,
        "required": parameter.required,
        "wire_name": parameter.wire_name,
        "query_style": parameter.query_style,
    }
