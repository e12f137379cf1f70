"""Annotations of parameters: what callers may pass."""

from collections.abc import Iterable

from generator.languages.python import literal
from generator.model.integration import Integration, Parameter
from generator.model.types import (
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
    EncodedType,
    Enum,
    IntegerType,
    MapType,
    NullableType,
    NumberType,
    RefType,
    StringType,
    Type,
    UnionType,
    without_null,
)
from generator.targets.python.naming import is_object, param_name

_DEEP = 2
"""From this depth on only dictionaries are accepted."""


class Annotator:
    """Writes annotations and remembers in `used` which names they need.

    All names are private to the generated module (`_Sequence`), because functions may be called anything. A built-in type is reached
    through its module where one of the class's `members` is called like it.
    """

    def __init__(self, integration: Integration, members: Iterable[str]) -> None:
        self._integration = integration
        self._shadowed = frozenset(members)
        self.used: set[str] = set()

    def name(self, name: str) -> str:
        """Returns a name that stands in an annotation or default, and remembers that it is used."""
        self.used.add(name)
        return f"_{name}"

    def builtin(self, name: str) -> str:
        """Returns the name of a built-in type."""
        return f"{self.name('builtins')}.{name}" if name in self._shadowed else name

    def parameter(self, parameter: Parameter) -> str:
        """Returns a parameter's annotation, without its default."""
        options = self._members(parameter)
        if not parameter.required:
            extra = self.name("Omit") if "None" in options else "None"
            options = _unique([*options, extra])
        return _joined(options)

    def default(self, parameter: Parameter) -> str | None:
        """Returns the code of a parameter's default; None where it has none."""
        if parameter.required:
            return None
        return self.name("OMIT") if "None" in self._members(parameter) else "None"

    def _members(self, parameter: Parameter) -> list[str]:
        """Returns the members of the union that a parameter's type is."""
        if not parameter.is_file:
            return self._options(parameter.type, depth=0)
        file = self.name("FileInput")
        if isinstance(without_null(parameter.type), ArrayType):
            file = f"{self.name('Sequence')}[{file}]"
        return [file, "None"] if isinstance(parameter.type, NullableType) else [file]

    def _text(self, type_: Type, depth: int) -> str:
        return _joined(self._options(type_, depth))

    def _options(self, type_: Type, depth: int) -> list[str]:
        """Returns the members of the union that a type is. Down to depth 1, models fit beside dictionaries."""
        match type_:
            case ArrayType(items=items):
                return [f"{self.name('Sequence')}[{self._text(items, depth + 1)}]"]
            case MapType(values=values):
                key, value = self.builtin("str"), self._text(values, _DEEP)
                return [f"{self.name('Mapping')}[{key}, {value}]"]
            case RefType(name=name):
                return self._reference(name, depth)
            case UnionType(options=options):
                return _unique(each for option in options for each in self._options(option, depth))
            case NullableType(inner=inner):
                return _unique([*self._options(inner, depth), "None"])
            case EncodedType(decoded=decoded):
                inside = [self.name("JSON")] if decoded is None else self._options(decoded, depth)
                return _unique([self.builtin("str"), *inside])
            case _:
                return self._scalar(type_)

    def _scalar(
        self, type_: StringType | IntegerType | NumberType | BooleanType | AnyType | ConstType
    ) -> list[str]:
        match type_:
            case StringType(enum=enum):
                return self._known("str", enum)
            case IntegerType(enum=enum):
                return self._known("int", enum)
            case NumberType():
                return [self.builtin("float")]
            case BooleanType():
                return [self.builtin("bool")]
            case AnyType():
                return [self.name("JSON")]
            case ConstType(value=value):
                return [f"{self.name('Literal')}[{literal(value)}]"]

    def _known(self, base: str, enum: Enum | None) -> list[str]:
        if enum is None:
            return [self.builtin(base)]
        values = ", ".join(literal(value) for value in enum.values)
        known = f"{self.name('Literal')}[{values}]"
        return [known, self.builtin(base)] if enum.open else [known]

    def _reference(self, name: str, depth: int) -> list[str]:
        options = [f"{self.name('params')}.{param_name(name)}"]
        is_model = is_object(self._integration, name) and self._integration.types[name].result
        if is_model and depth < _DEEP:
            options.append(f"{self.name('models')}.{name}")
        return options


def _unique(options: Iterable[str]) -> list[str]:
    """Returns the options once each, None last."""
    found = list(dict.fromkeys(options))
    return sorted(found, key=lambda each: each == "None")


def _joined(options: Iterable[str]) -> str:
    return " | ".join(options)
