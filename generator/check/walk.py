"""All schemas of a definition, with their places."""

from collections.abc import Iterator, Mapping

from generator.definition import FunctionDefinition, Parameter, Schema
from generator.definition.schema import SchemaFields
from generator.findings import Pointer


def function_schemas(function: FunctionDefinition) -> Iterator[tuple[SchemaFields, Pointer]]:
    """Yields the schemas of a function, outer ones first."""
    for name, parameter in function.parameters.items():
        yield from _inside(parameter, ("parameters", name))
    for name, schema in (("response", function.response), ("result", function.result)):
        if schema is not None:
            yield from _inside(schema, (name,))
    if function.streaming is not None:
        yield from _inside(function.streaming.event, ("streaming", "event"))


def shared_schemas(types: Mapping[str, Schema]) -> Iterator[tuple[SchemaFields, Pointer]]:
    """Yields the schemas of types.json, outer ones first."""
    for name, schema in types.items():
        yield from _inside(schema, (name,))


def _inside(schema: SchemaFields, at: Pointer) -> Iterator[tuple[SchemaFields, Pointer]]:
    yield schema, at
    for position, option in enumerate(schema.any_of or ()):
        yield from _inside(option, (*at, "anyOf", position))
    for name, inner in (schema.properties or {}).items():
        yield from _inside(inner, (*at, "properties", name))
    single = {"items": schema.items, "additionalProperties": schema.additional_properties}
    if isinstance(schema, Parameter):
        single |= {"schema": schema.schema_, "decoded": schema.decoded}
    for name, part in single.items():
        if part is not None:
            yield from _inside(part, (*at, name))
