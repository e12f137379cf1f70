"""The names of one generated module of types: what is imported, what is declared, what comes later."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from generator.languages.python import docstring, layout, string, wrap
from generator.model.types import Field, ObjectType, Type, references
from generator.targets.python.types.expressions import Writer, used_names
from generator.targets.python.types.order import declaration_order
from generator.targets.python.types.requests import Request
from generator.targets.python.types.translate import Declaration, translate

_COLUMNS = 96
_SECTIONS = (
    {
        "Any": "typing",
        "Literal": "typing",
        "Mapping": "collections.abc",
        "NotRequired": "typing",
        "Sequence": "collections.abc",
        "TYPE_CHECKING": "typing",
        "TypeAlias": "typing",
    },
    {"Field": "pydantic", "TypeAliasType": "typing_extensions", "TypedDict": "typing_extensions"},
    {"lazily": "integrations_runtime.lazy", "Model": "integrations_runtime.model"},
)
_SOURCES = {name: module for section in _SECTIONS for name, module in section.items()}

Declare = Callable[[str, ObjectType, Declaration], list[str]]


class Scope:
    """One module. `finals` are the names of all types; imported names make way for them and for `reserved`.

    Those in `declared` are declared, the others are imported where they are used.
    """

    def __init__(
        self,
        request: Request,
        finals: Mapping[str, str],
        reserved: Iterable[str],
        declared: Collection[str],
    ) -> None:
        self.finals = finals
        self._request = request
        taken = {*finals.values(), *reserved}
        self._imported = {name: f"_{name}" if name in taken else name for name in _SOURCES}
        self._used: set[str] = set()
        self._types = {name: request.types[name] for name in declared}
        self._foreign = {finals[name] for name in request.types if name not in self._types}
        self._shared: set[str] = set()
        self._later = {finals[name] for name in self._types}

    def module(self, declare: Declare, endings: Callable[[], Iterable[str]]) -> str:
        """Returns the text of the module: imports, a block for each type, and blocks of endings."""
        declarations = translate(self._request, self._types)
        blocks: list[str] = []
        for name in declaration_order(self._types):
            body = self._request.types[name].body
            if isinstance(body, ObjectType):
                lines = declare(name, body, declarations[name])
            else:
                lines = self._alias(name, body, declarations[name])
            self._later.discard(self.finals[name])
            blocks.append("\n".join(lines))
        blocks += endings()
        imports = "\n".join(self._imports())
        gap = "\n\n\n" if blocks[0].startswith("class ") else "\n\n"
        return imports + gap + "\n\n\n".join(blocks) + "\n"

    def writer(self, hidden: Iterable[str] = ()) -> Writer:
        """Returns what writes annotations; types in `hidden` are reached by their underscored names."""
        others = {name: f"_{self.finals[name]}" for name in hidden}
        self._later |= set(others.values())
        return Writer({**self.finals, **others}, self._imported)

    def annotation(self, text: str) -> str:
        """Returns an annotation, in quotes where it names what stands below; remembers the imported names in it."""
        names = used_names(text)
        self._used |= {name for name, written in self._imported.items() if written in names}
        self._shared |= names & self._foreign
        return string(text) if names & self._later else text

    def use(self, name: str) -> str:
        """Returns how an imported name is written, and remembers that it is used."""
        self._used.add(name)
        return self._imported[name]

    def description(self, name: str, *, indent: int = 0) -> list[str]:
        """Returns the docstring of a type."""
        return description(self._request.types[name].description, indent=indent)

    def _alias(self, name: str, body: Type, declaration: Declaration) -> list[str]:
        assert declaration.alias is not None
        final = self.finals[name]
        text = self.annotation(self.writer().text(declaration.alias))
        kind = self.use("TypeAlias")
        lines = [layout.alias(final, kind, text)]
        if self._request.results and self._is_recursive(name, body):
            # pydantic can only read a recursive alias that is an object, pyright only one that is not
            alias = layout.alias(final, kind, text, indent=4)
            call = f"{self.use('TypeAliasType')}({string(final)}, {text})"
            made = layout.assigned_call(final, call, indent=4)
            lines = [f"if {self.use('TYPE_CHECKING')}:", f"    {alias}", "else:", f"    {made}"]
        return [*lines, *self.description(name)]

    def _is_recursive(self, name: str, body: Type) -> bool:
        """Whether an alias leads back to itself through aliases alone."""
        seen: set[str] = set()
        waiting = list(references(body))
        while waiting:
            each = waiting.pop()
            if each == name:
                return True
            named = self._request.types.get(each)
            if each not in seen and named and not isinstance(named.body, ObjectType):
                seen.add(each)
                waiting += references(named.body)
        return False

    def _imports(self) -> list[str]:
        lines: list[str] = []
        for section in _SECTIONS:
            found = [
                line
                for module in sorted({*section.values()})
                for line in self._imports_from(module)
            ]
            lines += ["", *found] if lines and found else found
        if self._shared:
            names = sorted(self._shared, key=ruff_order)
            lines += ["", layout.imported("...models", names)]
        return lines

    def _imports_from(self, module: str) -> list[str]:
        """Returns the imports from one module in ruff's order: by first name, renamed ones on lines of their own."""
        names = sorted((each for each in self._used if _SOURCES[each] == module), key=ruff_order)
        plain = [name for name in names if self._imported[name] == name]
        lines = {
            name: f"from {module} import {name} as {self._imported[name]}"
            for name in names
            if name not in plain
        }
        if plain:
            lines[plain[0]] = f"from {module} import {', '.join(plain)}"
        return [lines[name] for name in sorted(lines, key=ruff_order)]


def ruff_order(name: str) -> tuple[int, list[str | int], str]:
    """Puts constants before classes and classes before functions, as ruff does, and `Part9` before `Part10`."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    parts = re.split(r"([0-9]+)", name.casefold())
    return kind, [int(each) if each.isdecimal() else each for each in parts], name


def description(text: str | None, *, indent: int = 0) -> list[str]:
    """Returns prose as the lines of a docstring; none where there is no prose."""
    if text is None:
        return []
    margin = " " * indent
    return [margin + docstring(wrap(text, _COLUMNS - indent), indent=indent)]


def field_text(field: Field) -> str | None:
    """Returns what is said about a field."""
    parts = [field.description or ""]
    if field.deprecated is not None:
        parts.append(f"Deprecated: {field.deprecated}")
    return " ".join(part for part in parts if part) or None
