"""The `show` language in Lua: loops, and lines as concatenations."""

from collections.abc import Iterable, Sequence

from generator.languages.lua import INDENT, fits, index, quoted
from generator.model.show import RESULT, Each, Part, Path, Print, Statement, Value


def uses_result(statements: Iterable[Statement]) -> bool:
    """Whether statements reach into the result."""
    return RESULT in _roots(statements)


def statements(shown: Sequence[Statement], width: int, depth: int = 0) -> list[str]:
    """Returns the lines of code, `depth` steps indented."""
    lines: list[str] = []
    for statement in shown:
        if isinstance(statement, Print):
            lines += _print(statement, width, INDENT * depth)
        else:
            lines += _each(statement, width, depth)
    return lines


def _roots(shown: Iterable[Statement]) -> set[str]:
    roots: set[str] = set()
    for statement in shown:
        if isinstance(statement, Each):
            roots |= {statement.path.root, *_roots(statement.body)}
        else:
            roots |= {part.path.root for part in statement.parts if isinstance(part, Value)}
    return roots


def _each(statement: Each, width: int, depth: int) -> list[str]:
    used = statement.variable in _roots(statement.body)
    variables = f"_, {statement.variable}" if used else "_"
    items = _path(statement.path)
    if statement.path.optional:
        items += " or {}"
    return [
        f"{INDENT * depth}for {variables} in ipairs({items}) do",
        *statements(statement.body, width, depth + 1),
        f"{INDENT * depth}end",
    ]


def _print(statement: Print, width: int, margin: str) -> list[str]:
    match statement.parts:
        case (Value() as value,):
            pieces = _choices(value)
        case parts:
            first, *others = map(_operand, parts) if parts else [""]
            pieces = [first, *(f".. {each}" for each in others)]
    flat = " ".join(pieces)
    if not flat or fits(f"{margin}print({flat})", width):
        return [f"{margin}print({flat})"]
    if fits(f"{margin}{INDENT}{flat}", width):
        pieces = [flat]
    first, *others = pieces
    inner = f"{margin}{INDENT * 2}"
    broken = [f"{margin}{INDENT}{first}", *(f"{inner}{each}" for each in others)]
    last = statement.parts[-1]
    if len(statement.parts) > 1 and isinstance(last, Value) and not fits(broken[-1], width):
        broken[-1:] = _last(last, width, inner)
    return [f"{margin}print(", *broken, f"{margin})"]


def _last(value: Value, width: int, margin: str) -> list[str]:
    """Returns the lines of the last operand, which is too long for one."""
    choices = _choices(value)
    if len(choices) == 1:
        return [f"{margin}.. {_operand(value)}"]
    flat = f"{margin}{INDENT}{' '.join(choices)}"
    inside = [flat] if fits(flat, width) else [f"{margin}{INDENT}{each}" for each in choices]
    return [f"{margin}.. (", *inside, f"{margin})"]


def _operand(part: Part) -> str:
    """Returns the expression of a part inside a line."""
    if isinstance(part, str):
        return quoted(part)
    if part.kind == "boolean" and not part.path.optional:
        return f"tostring({_path(part.path)})"
    choices = _choices(part)
    return choices[0] if len(choices) == 1 else f"({' '.join(choices)})"


def _choices(value: Value) -> list[str]:
    """Returns the expression of a value, in the pieces that stand on lines of their own where it is too long for one.

    It is fit for `print`; a boolean stays one where it has no default.
    """
    path = _path(value.path)
    text = path
    if value.decimals is not None:
        text = f'string.format("%.{value.decimals}f", {path})'
    if not value.path.optional:
        return [text]
    default = quoted(value.default or "")
    if value.kind == "boolean":  # `false` is a value, so `or` alone would not do
        return [f"{path} == nil and {default}", f"or tostring({path})"]
    if text == path:
        return [path, f"or {default}"]
    return [f"{path} and {text}", f"or {default}"]


def _path(path: Path) -> str:
    """Returns the expression of a path; it is nil where something on the way is missing."""
    text, missing = path.root, path.root_optional
    for step in path.steps:
        if missing:
            text = f"({text} or {{}})"
        text += f"[{step.key + 1}]" if isinstance(step.key, int) else index(step.key)
        missing = step.optional
    return text
