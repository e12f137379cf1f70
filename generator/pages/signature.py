"""Functions in one line: what they take and what they return."""

from generator.model.integration import Function, Parameter
from generator.pages.types import Types, code, opened

INDEX = "app.integrations"


def signature(function: Function, types: Types, called: str) -> str:
    """Returns a typed call: `list_files({ purpose?: string, limit?: integer }) -> FileList`.

    `called` is the name before the parenthesis; `?` marks what may be left out.
    """
    fields = ", ".join(_field(each, types) for each in function.parameters)
    taken = f"{{ {fields} }}" if fields else ""
    return f"{called}({taken}) -> {_returned(function, types)}"


def broken(function: Function, types: Types, called: str, width: int) -> str:
    """Returns the same with a line for each parameter where one line has more than `width` characters."""
    line = signature(function, types, called)
    if len(line) <= width or not function.parameters:
        return line
    fields = "".join(f"  {_field(each, types)},\n" for each in function.parameters)
    return f"{called}({{\n{fields}}}) -> {_returned(function, types)}"


def _field(parameter: Parameter, types: Types) -> str:
    mark = "" if parameter.required else "?"
    return f"{parameter.name}{mark}: {code(parameter.type, types)}"


def _returned(function: Function, types: Types) -> str:
    if function.result is not None:
        return code(opened(function.result, types), types)
    answer = "json" if function.http is None else function.http.answer
    return {"empty": "nil", "text": "string", "binary": "string"}.get(answer, "any")
