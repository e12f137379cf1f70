"""Methods of clients: signature and call, in black's form where their lines fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.languages.python import literal, parameter_name, string, width_of
from generator.languages.python.literals import LINE_LENGTH
from generator.model.integration import Function, Integration
from generator.targets.python.annotations import Annotator
from generator.targets.python.docstrings import method_docstring
from generator.targets.python.naming import answer_type, handle_name, in_order, result_name


@dataclass(frozen=True, slots=True)
class Method:
    """A method as text, the same for both clients: `head` follows `def`, `call` follows `return`."""

    decorator: str | None
    head: str
    async_head: str
    docstring: str
    call: str
    async_call: str


def method(integration: Integration, function: Function, annotator: Annotator) -> Method:
    """Returns the method of a function; `annotator` learns which names it needs."""
    parameters = [*_parameters(function, annotator), _options(annotator)]
    returns = _returns(integration, function, annotator)
    name = parameter_name(function.name)
    return Method(
        decorator=_decorator(function, annotator),
        head=_head(f"def {name}", parameters, returns),
        async_head=_head(f"async def {name}", parameters, returns),
        docstring=method_docstring(integration, function),
        call=_call("return self._call", function),
        async_call=_call("return await self._call", function),
    )


def _parameters(function: Function, annotator: Annotator) -> list[str]:
    lines: list[str] = []
    for parameter in in_order(function):
        default = annotator.default(parameter)
        end = "" if default is None else f" = {default}"
        lines.append(f"{parameter_name(parameter.name)}: {annotator.parameter(parameter)}{end}")
    return lines


def _options(annotator: Annotator) -> str:
    return f"options: {annotator.name('RequestOptions')} | None = None"


def _returns(integration: Integration, function: Function, annotator: Annotator) -> str:
    name = result_name(integration, function)
    if name is not None:
        return f"{annotator.name('models')}.{name}"
    answer = answer_type(function)
    if answer == "None":
        return answer
    return annotator.name("JSON") if answer is None else annotator.builtin(answer)


def _decorator(function: Function, annotator: Annotator) -> str | None:
    """Returns what makes editors strike the method through; the runtime warns, so the decorator does not."""
    if function.deprecated is None:
        return None
    decorator = f"@{annotator.name('deprecated')}"
    text = string(function.deprecated)
    return _arguments(decorator, [text, "category=None"], end="", indent=4)


def _head(start: str, parameters: Sequence[str], returns: str) -> str:
    return _arguments(start, ["self", "*", *parameters], end=f" -> {returns}:", indent=4)


def _call(start: str, function: Function) -> str:
    pairs = [(each.name, parameter_name(each.name)) for each in function.parameters]
    handle = f"_functions.{handle_name(function.name)}"
    flat = f"{{{', '.join(f'{literal(name)}: {variable}' for name, variable in pairs)}}}"
    line = f"{start}({handle}, {flat}, options)"
    if _fits(line, 8):
        return line
    if not _fits(flat + ",", 12):
        inner = [f"{' ' * 16}{literal(name)}: {variable},\n" for name, variable in pairs]
        flat = f"{{\n{''.join(inner)}{' ' * 12}}}"
    return f"{start}(\n            {handle},\n            {flat},\n            options,\n        )"


def _arguments(start: str, arguments: Sequence[str], *, end: str, indent: int) -> str:
    """Returns a list of arguments or parameters, on one line where it fits and with one a line where it does not."""
    line = f"{start}({', '.join(arguments)}){end}"
    if _fits(line, indent):
        return line
    margin = " " * indent
    body = "".join(f"{margin}    {each},\n" for each in arguments)
    return f"{start}(\n{body}{margin}){end}"


def _fits(line: str, indent: int) -> bool:
    return indent + width_of(line) <= LINE_LENGTH
