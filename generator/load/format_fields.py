"""Which class of the format stands behind a place in a document."""

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from generator.findings import Pointer
from generator.findings.json_value import is_array, is_object


def model_at(model: type[BaseModel], root: Any, pointer: Pointer) -> type[BaseModel] | None:
    """Returns the class that describes the object at a pointer below an object of class `model`."""
    annotation: Any = model
    value = root
    for each in pointer:
        if is_object(value) and isinstance(each, str):
            owner = _select(annotation, value)
            annotation = _field(owner, each) if owner else _argument(annotation, dict, 1)
            value = value.get(each)
        elif is_array(value) and isinstance(each, int):
            annotation = _argument(annotation, tuple, 0)
            value = value[each] if each < len(value) else None
        else:
            return None
    return _select(annotation, value)


def _members(annotation: Any) -> Iterator[Any]:
    """Yields the annotation, or the members of the union or of the annotated type that it is."""
    origin = get_origin(annotation)
    if origin in (dict, tuple) or isinstance(annotation, type):
        yield annotation
        return
    for argument in get_args(annotation):
        yield from _members(argument)


def _select(annotation: Any, value: Any) -> type[BaseModel] | None:
    models = [
        each
        for each in _members(annotation)
        if isinstance(each, type) and get_origin(each) is None and issubclass(each, BaseModel)
    ]
    return next((each for each in models if _tagged(each, value)), models[0] if models else None)


def _tagged(model: type[BaseModel], value: Any) -> bool:
    """Tells whether a value names this class in its discriminator (`style`, `strategy`)."""
    if not is_object(value):
        return False
    for name in ("style", "strategy"):
        field = model.model_fields.get(name)
        if field is not None and value.get(name) in get_args(field.annotation):
            return True
    return False


def _field(model: type[BaseModel], alias: str | int) -> Any:
    for name, field in model.model_fields.items():
        if (field.alias or name) == alias:
            return field.annotation
    return None


def _argument(annotation: Any, container: type, position: int) -> Any:
    for each in _members(annotation):
        if get_origin(each) is container:
            return get_args(each)[position]
    return None
