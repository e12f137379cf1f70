"""What an example prints: the statements that the generator itself would derive, as definitions write them."""

import json
from typing import Any

from generator.importing.keywords import Raw
from generator.model.show import Each, Path, Print, Statement, Value
from generator.model.show_run import ShowError, run
from generator.model.types import Type
from generator.resolve.derived import Deriver


def shown(deriver: Deriver, function: str, result: Type | None, response: Any) -> list[Raw]:
    """Returns the first statements that print something of a response."""
    for statements in deriver.statements(function, result):
        try:
            output = run(statements, response)
        except ShowError:
            continue
        printable = all(each.isprintable() for each in output)
        if output and printable and all(_writable(each) for each in statements):
            return [_written(each) for each in statements]
    return [{"print": f"{function}: done"}]


def _writable(statement: Statement) -> bool:
    """Whether the names of fields on the way can stand in a line."""
    if isinstance(statement, Each):
        inside = all(_writable(each) for each in statement.body)
        return inside and _plain(statement.path)
    return all(_plain(part.path) for part in statement.parts if isinstance(part, Value))


def _plain(path: Path) -> bool:
    return not any(set(str(step.key)) & set('{}:|"\\') for step in path.steps)


def _written(statement: Statement) -> Raw:
    if isinstance(statement, Each):
        lines = [_written(each) for each in statement.body]
        loop: Raw = {"each": _path(statement.path), "as": statement.variable}
        return {**loop, **lines[0]} if len(lines) == 1 else {**loop, "do": lines}
    return {"print": _line(statement)}


def _line(statement: Print) -> str:
    return "".join(
        part.replace("{", "{{").replace("}", "}}") if isinstance(part, str) else _value(part)
        for part in statement.parts
    )


def _value(value: Value) -> str:
    default = f"|{value.default}" if value.default is not None else ""
    return f"{{{_path(value.path)}{default}}}"


def _path(path: Path) -> str:
    text = path.root
    for step in path.steps:
        if isinstance(step.key, int):
            text += f"[{step.key}]"
        elif step.key.isidentifier() and step.key.isascii():
            text += f".{step.key}"
        else:
            text += f"[{json.dumps(step.key)}]"
    return text
