"""Functions in one line: what they take and what they return."""

from generator.model.integration import Function, Parameter
from generator.targets.docs.types import Types, code, opened

INDEX = "app.integrations"


def signature(function: Function, types: Types, called: str, *, streams: bool = False) -> str:
    """Returns a typed call: `list_files({ purpose?: string, limit?: integer }) -> FileList`.

    `called` is the name before the parenthesis; `?` marks what may be left out. `streams` says that the reader's
    language can ask for a stream.
    """
    fields = ", ".join(_field(each, types, streams) for each in function.parameters)
    taken = f"{{ {fields} }}" if fields else ""
    return f"{called}({taken}) -> {_returned(function, types)}"


def _field(parameter: Parameter, types: Types, streams: bool) -> str:
    mark = "" if parameter.required else "?"
    is_fixed = parameter.streaming_switch and not streams
    type_ = "false" if is_fixed else code(parameter.type, types)
    return f"{parameter.name}{mark}: {type_}"


def _returned(function: Function, types: Types) -> str:
    if function.result is not None:
        return code(opened(function.result, types), types)
    return "nil" if function.http is not None and function.http.answer == "empty" else "any"
