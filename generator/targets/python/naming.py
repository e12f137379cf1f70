"""Names that only the Python target needs, each made in one place."""

from generator.languages.python import class_name, constant_name
from generator.model.integration import Function, Integration, Parameter
from generator.model.types import ObjectType, RefType

_TAKEN = frozenset({"JSON", "SPEC", "TYPE_CHECKING"})
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
    if isinstance(function.result, RefType):
        return function.result.name
    name = f"{class_name(function.name)}Result"
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


def in_order(function: Function) -> list[Parameter]:
    """Returns the parameters as methods list them: required ones first, each group in the order of the definition."""
    return sorted(function.parameters, key=lambda each: not each.required)
