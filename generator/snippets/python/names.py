"""What the methods of a function are called, on the client or in its group."""

from generator.languages.names import iterator_name
from generator.languages.python import parameter_name
from generator.model.integration import Function
from generator.resolve.groups import member_iterator


def method_name(function: Function) -> str:
    """Returns the name of a function's method: `list_models`, and `list` in the group `issues`."""
    return parameter_name(function.member)


def iterator_method(function: Function) -> str:
    """Returns the name of the method that walks the pages of a function: `iter_files`, and `iter` for `list` in a group."""
    if function.group is None:
        return iterator_name(function.member)
    return member_iterator(function.member)


def method_path(function: Function) -> str:
    """Returns how a method is reached from the client: `list_models`, `issues.list`."""
    return _path(function, method_name(function))


def iterator_path(function: Function) -> str:
    """Returns how the method that walks pages is reached from the client: `iter_files`, `issues.iter`."""
    return _path(function, iterator_method(function))


def _path(function: Function, name: str) -> str:
    return name if function.group is None else f"{function.group}.{name}"
