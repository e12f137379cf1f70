"""The `show` language in Python: loops, and lines as f-strings that Python 3.11 can read."""

from collections.abc import Iterable, Mapping, Sequence

from generator.languages.python import field_names, is_keyword, string, width_of
from generator.languages.python.literals import escape
from generator.model.integration import Integration
from generator.model.show import RESULT, Each, Path, Print, Statement, Step, Value
from generator.model.types import ObjectType

_USED = frozenset({"format", "len", "print", "str"})
"""Names that rendered code calls: no variable may take them."""


def local_name(name: str) -> str:
    """Returns a variable's name in a script."""
    return f"{name}_" if is_keyword(name) or name in _USED else name


def uses_result(statements: Iterable[Statement]) -> bool:
    """Whether statements reach into the result."""
    for statement in statements:
        if isinstance(statement, Each):
            if statement.path.root == RESULT or uses_result(statement.body):
                return True
        elif any(part.path.root == RESULT for part in statement.parts if isinstance(part, Value)):
            return True
    return False


class Renderer:
    """Renders statements about results of one integration, for lines of `width` columns.

    `roots` are variables that have a name of their own in the script.
    """

    def __init__(
        self, integration: Integration, width: int, roots: Mapping[str, str] | None = None
    ) -> None:
        self._types = integration.types
        self._width = width
        self._roots = roots or {}

    def statements(self, statements: Sequence[Statement], indent: int = 0) -> list[str]:
        """Returns the lines of code."""
        lines: list[str] = []
        for statement in statements:
            if isinstance(statement, Print):
                lines += self._print(statement, indent)
            else:
                head = f"for {local_name(statement.variable)} in {self._items(statement.path)}:"
                lines.append(" " * indent + head)
                lines += self.statements(statement.body, indent + 4)
        return lines

    def _items(self, path: Path) -> str:
        guards = self._guards(path)
        text = self._path(path)
        if not guards:
            return text
        if not self._ends_optional(path):
            return f"{text} if {' and '.join(guards)} else []"
        on_the_way = guards[:-1]
        if on_the_way:
            text = f"({text} if {' and '.join(on_the_way)} else None)"
        return f"{text} or []"

    @staticmethod
    def _ends_optional(path: Path) -> bool:
        """Whether a path may lead to null, and not to a missing item or key."""
        if path.steps:
            return path.steps[-1].optional and path.steps[-1].owner is not None
        return path.root_optional

    def _print(self, statement: Print, indent: int) -> list[str]:
        arguments = self._arguments(statement)
        margin = " " * indent
        flat = f"{margin}print({', '.join(arguments)})"
        if not arguments or width_of(flat) <= self._width:
            return [flat]
        inner = [f"{margin}    {', '.join(arguments)}"]
        if width_of(inner[0]) > self._width:
            if len(arguments) > 1:
                inner = [f"{margin}    {each}," for each in arguments]
            else:
                inner = self._broken(statement, indent + 4) or inner
        return [f"{margin}print(", *inner, f"{margin})"]

    def _broken(self, statement: Print, indent: int) -> list[str]:
        """Returns the lines of a conditional expression that is too long for one; none where there is none."""
        match statement.parts:
            case (Value() as value,) if self._guarded(value):
                pass
            case _:
                return []
        margin = " " * indent
        first, *others = self._guards(value.path)
        conditions = [f"{margin}if {' and '.join([first, *others])}"]
        if width_of(conditions[0]) > self._width:
            conditions = [f"{margin}if {first}", *(f"{margin}and {each}" for each in others)]
        default = _short(value.default or "", '"')
        return [margin + self._plain(value), *conditions, f"{margin}else {default}"]

    def _arguments(self, statement: Print) -> list[str]:
        match statement.parts:
            case ():
                return []
            case (str() as text,):
                return [string(text)]
            case (Value() as value,) if value.decimals is None or self._guarded(value):
                return [self._expression(value)]
            case parts:
                pass
        pieces = [part if isinstance(part, str) else self._embedded(part) for part in parts]
        if None not in pieces:
            return [_f_string(parts, [piece or "" for piece in pieces])]
        separate = [
            string(part) if isinstance(part, str) else self._expression(part) for part in parts
        ]
        return [*separate, 'sep=""']

    def _embedded(self, value: Value) -> str | None:
        """Returns the inside of a replacement field; None where Python 3.11 cannot read it inside a string."""
        suffix = ""
        if value.decimals is not None and not self._guarded(value):
            expression, suffix = self._path(value.path, "'"), f":.{value.decimals}f"
        else:
            expression = self._expression(value, quote="'")
        inside = expression.split("'")[1::2]  # what stands in quotes
        if '"' in expression or "\\" in expression or any("{" in each for each in inside):
            return None
        return None if expression.count("'") % 2 else expression + suffix

    def _guarded(self, value: Value) -> bool:
        return value.default is not None and bool(self._guards(value.path))

    def _expression(self, value: Value, quote: str = '"') -> str:
        text = self._plain(value, quote)
        if not self._guarded(value):
            return text
        condition = " and ".join(self._guards(value.path, quote))
        return f"{text} if {condition} else {_short(value.default or '', quote)}"

    def _plain(self, value: Value, quote: str = '"') -> str:
        """Returns the code of a value that is there."""
        text = self._path(value.path, quote)
        if value.decimals is not None:
            return f"format({text}, {quote}.{value.decimals}f{quote})"
        return f"str({text}).lower()" if value.kind == "boolean" else text

    def _path(self, path: Path, quote: str = '"') -> str:
        return self._prefixes(path, quote)[-1]

    def _prefixes(self, path: Path, quote: str) -> list[str]:
        """Returns the code of the root, and of the path after each step."""
        prefixes = [self._roots.get(path.root) or local_name(path.root)]
        for step in path.steps:
            prefixes.append(prefixes[-1] + self._step(step, quote))
        return prefixes

    def _step(self, step: Step, quote: str) -> str:
        if isinstance(step.key, int):
            return f"[{step.key}]"
        if step.owner is None:
            return f"[{_short(step.key, quote)}]"
        body = self._types[step.owner].body
        assert isinstance(body, ObjectType)
        return f".{field_names(field.name for field in body.fields)[step.key]}"

    def _guards(self, path: Path, quote: str = '"') -> list[str]:
        """Returns the conditions under which a path leads to a value, in the order of their evaluation."""
        prefixes = self._prefixes(path, quote)
        guards = [f"{prefixes[0]} is not None"] if path.root_optional else []
        for step, before, after in zip(path.steps, prefixes, prefixes[1:], strict=False):
            if not step.optional:
                continue
            if isinstance(step.key, int):
                guards.append(before if step.key == 0 else f"len({before}) > {step.key}")
            elif step.owner is None:
                guards.append(f"{before}.get({_short(step.key, quote)}) is not None")
            else:
                guards.append(f"{after} is not None")
        return guards


def _short(text: str, quote: str) -> str:
    """Returns a string literal, in `quote` where that costs no escapes."""
    plain = string(text)
    inner = plain[1:-1]
    return plain if quote in inner or "\\" in inner or plain[0] == quote else quote + inner + quote


def _f_string(parts: Sequence[object], pieces: Sequence[str]) -> str:
    """Returns an f-string; `pieces` are texts, and the insides of replacement fields where `parts` are values."""
    texts = [piece for part, piece in zip(parts, pieces, strict=True) if isinstance(part, str)]
    fields = [piece for part, piece in zip(parts, pieces, strict=True) if isinstance(part, Value)]
    joined = "".join(texts)
    single = joined.count('"') > joined.count("'") and not any("'" in each for each in fields)
    quote = "'" if single else '"'
    inner = ""
    for part, piece in zip(parts, pieces, strict=True):
        if isinstance(part, Value):
            inner += f"{{{piece}}}"
        else:
            doubled = piece.replace("{", "{{").replace("}", "}}")
            inner += "".join(f"\\{each}" if each == quote else escape(each) for each in doubled)
    return f"f{quote}{inner}{quote}"
