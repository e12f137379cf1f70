"""Signatures and calls of methods, in black's form."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from generator.languages.python import layout, literal, parameter_name, string, width_of
from generator.languages.python.literals import LINE_LENGTH
from generator.model.integration import Function, Integration
from generator.snippets.python.names import method_name
from generator.targets.python.annotations import Annotator
from generator.targets.python.naming import (
    answer_type,
    event_name,
    handle_name,
    in_order,
    item_name,
    result_name,
)

Switch: TypeAlias = Literal["on", "off", "either"]
"""What the switch of a stream says, in one signature of several."""
_SWITCHES: tuple[Switch, ...] = ("on", "off", "either")


class Signatures:
    """Writes the signatures of a client's methods; `annotator` learns which names they need.

    Raw ones stand a level deeper, and return the response as it came.
    """

    def __init__(
        self,
        integration: Integration,
        annotator: Annotator,
        *,
        is_async: bool,
        is_raw: bool = False,
    ) -> None:
        self._integration = integration
        self._annotator = annotator
        self._prefix = "Async" if is_async else ""
        self._definition = "async def" if is_async else "def"
        self._is_raw = is_raw
        self.indent = 8 if is_raw else 4

    def method(self, function: Function, switch: Switch = "either", *, body: str = "") -> str:
        """Returns the signature of a function's method, from `def` to the colon and a `body` on the same line."""
        returned = self._returned(function, switch)
        if self._is_raw:
            returned = f"{self._annotator.name('Raw')}[{returned}]"
        start = f"{self._definition} {method_name(function)}"
        return self._signature(start, self._parameters(function, switch), returned, f":{body}")

    def iterator(self, function: Function, name: str) -> str:
        """Returns the signature of the method that walks the pages of a list."""
        kind = self._annotator.name(f"{self._prefix}Iterator")
        item = self._model(item_name(self._integration, function))
        parameters = self._parameters(function, "either")
        return self._signature(f"def {name}", parameters, f"{kind}[{item}]", ":")

    def struck(self, function: Function) -> str | None:
        """Returns what makes editors strike a method through; the runtime warns, so the decorator does not."""
        if function.deprecated is None:
            return None
        name = f"@{self._annotator.name('deprecated')}"
        text = string(function.deprecated)
        return arguments(name, [text, "category=None"], end="", indent=self.indent)

    def overloads(self, function: Function) -> list[str]:
        """Returns the signatures of a method that may stream, by what its switch says; none where it has none."""
        if function.streaming is None:
            return []
        margin = " " * self.indent
        start = f"@{self._annotator.name('overload')}\n{margin}"
        return [f"{start}{self.method(function, each, body=' ...')}" for each in _SWITCHES]

    def _signature(
        self, start: str, parameters: Iterable[layout.Parameter], returned: str, end: str
    ) -> str:
        every = list(parameters)
        return layout.signature(start, ["self", "*"], every, returned, end, indent=self.indent)

    def _parameters(self, function: Function, switch: Switch) -> Iterator[layout.Parameter]:
        for parameter in in_order(function, with_switch=switch == "on"):
            name = parameter_name(parameter.name)
            if parameter.streaming_switch:
                yield name, *self._switch(switch, required=parameter.required)
            else:
                annotation = self._annotator.parameter(parameter)
                yield name, annotation, self._annotator.default(parameter)
        yield "options", f"{self._annotator.name('RequestOptions')} | None", "None"

    def _switch(self, switch: Switch, *, required: bool) -> tuple[str, str | None]:
        if switch == "on":
            return f"{self._annotator.name('Literal')}[True]", None
        value = self._annotator.builtin("bool")
        if switch == "off":
            value = f"{self._annotator.name('Literal')}[False]"
        return (value, None) if required else (f"{value} | None", "None")

    def _returned(self, function: Function, switch: Switch) -> str:
        if function.streaming is None:
            return self._result(function)
        event = self._model(event_name(self._integration, function))
        stream = f"{self._annotator.name(f'{self._prefix}Stream')}[{event}]"
        alternatives = {"on": [stream], "off": [self._result(function)]}
        return " | ".join(alternatives.get(switch, [self._result(function), stream]))

    def _result(self, function: Function) -> str:
        answer = answer_type(function)
        if answer is None:
            return self._model(result_name(self._integration, function))
        if answer == "bytes":
            return self._annotator.name(f"{self._prefix}Download")
        return answer if answer == "None" else self._annotator.builtin(answer)

    def _model(self, name: str | None) -> str:
        if name is None:
            return self._annotator.name("JSON")
        return f"{self._annotator.name('models')}.{name}"


def call(start: str, function: Function) -> str:
    """Returns the call that a method makes; `start` is what stands before its parenthesis."""
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


def arguments(start: str, arguments: Sequence[str], *, end: str, indent: int) -> str:
    """Returns a list of arguments or parameters, on one line where it fits and with one a line where it does not."""
    line = f"{start}({', '.join(arguments)}){end}"
    if _fits(line, indent):
        return line
    margin = " " * indent
    body = "".join(f"{margin}    {each},\n" for each in arguments)
    return f"{start}(\n{body}{margin}){end}"


def _fits(line: str, indent: int) -> bool:
    return indent + width_of(line) <= LINE_LENGTH
