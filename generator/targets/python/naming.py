"""Names that only the Python target needs, each made in one place."""

from collections.abc import Iterator

from generator.languages.python import class_name, constant_name
from generator.model.integration import Function, Integration, Parameter
from generator.model.types import AnyType, ObjectType, RefType, Type

_TAKEN = frozenset({"FUNCTIONS", "JSON", "SPEC", "TYPE_CHECKING"})
"""What `functions.py` calls so itself."""


def param_name(type_name: str) -> str:
    """Returns the name under which `params.py` offers a type: `ChatMessageParam`."""
    return f"{type_name}Param"


def handle_name(function: str) -> str:
    """Returns the name of a function's handle in `functions.py`: `LIST_MODELS`."""
    name = constant_name(function)
    return f"{name}_" if name in _TAKEN else name


def result_name(integration: Integration, function: Function) -> str | None:
    """Returns the name in `models.py` of a function's result; None where no model reads it.

    Results that have no name of their own get one: an alias such as `ListTagsResult`.
    """
    if function.result is None or answer_type(function) is not None:
        return None
    return _name(integration, function, function.result, "Result")


def event_name(integration: Integration, function: Function) -> str | None:
    """Returns the name in `models.py` of the data of an event; None where there is none, or it may be anything."""
    if function.streaming is None or isinstance(function.streaming.event, AnyType):
        return None
    return _name(integration, function, function.streaming.event, "Event")


def item_name(integration: Integration, function: Function) -> str | None:
    """Returns the name in `models.py` of an item of a list; None where there is none, or it may be anything."""
    if function.item is None or isinstance(function.item, AnyType):
        return None
    return _name(integration, function, function.item, "Item")


def named_types(integration: Integration, function: Function) -> Iterator[tuple[str, Type]]:
    """Yields the names of `result_name`, `event_name` and `item_name` of a function, each with its type."""
    event = function.streaming.event if function.streaming is not None else None
    for name, type_ in (
        (result_name(integration, function), function.result),
        (event_name(integration, function), event),
        (item_name(integration, function), function.item),
    ):
        if name is not None and type_ is not None:
            yield name, type_


def _name(integration: Integration, function: Function, type_: Type, kind: str) -> str:
    if isinstance(type_, RefType):
        return type_.name
    name = f"{class_name(function.name)}{kind}"
    while name in integration.types:
        name += "_"
    return name


def answer_type(function: Function) -> str | None:
    """Returns the Python type of answers that are not JSON; None for those that are."""
    answers = {"text": "str", "binary": "bytes", "empty": "None"}
    return answers.get(function.http.answer) if function.http is not None else None


def is_object(integration: Integration, type_name: str) -> bool:
    """Whether a named type is an object with fields, and not an alias."""
    return isinstance(integration.types[type_name].body, ObjectType)


def in_order(function: Function, *, with_switch: bool = False) -> list[Parameter]:
    """Returns the parameters as methods list them: required ones first, each group in the order of the definition.

    `with_switch` says that the switch of a stream must be given.
    """

    def is_required(parameter: Parameter) -> bool:
        return parameter.required or (with_switch and parameter.streaming_switch)

    return sorted(function.parameters, key=lambda each: not is_required(each))
