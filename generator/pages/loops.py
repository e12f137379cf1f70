"""Loops over what arrives one by one, in a line each: the pieces of a stream, the items of all pages."""

from collections.abc import Iterator, Mapping

from generator.languages import lua as lua_language
from generator.languages import markdown
from generator.languages.names import iterator_name
from generator.model.integration import Function, Integration
from generator.model.show import EVENT, Each, Path, Statement, Value
from generator.model.types import AnyType, Type
from generator.pages.shape import joined
from generator.pages.signature import INDEX
from generator.pages.types import Types, code, opened
from generator.snippets import lua

_CHUNK = "chunk"


def loops(integration: Integration, function: Function) -> Iterator[str]:
    """Yields a sentence for each loop that a function offers in Lua."""
    types, streaming = integration.types, function.streaming
    if streaming is not None:
        taken = f"{{ …, {lua_language.key(streaming.parameter)} = true }}"
        loop = _loop(integration, _CHUNK, function.name, taken)
        shown = () if streaming.example is None else streaming.example.show
        places = dict.fromkeys(map(markdown.code, _places(shown, {EVENT: _CHUNK})))
        read = f" Read {', '.join(places)}." if places else ""
        yield f"Streaming: {loop}{_each(_CHUNK, streaming.event, types)}.{read}"
    if function.item is not None:
        item, taken = lua.item_name(function), "{ … }" if function.parameters else ""
        loop = _loop(integration, item, iterator_name(function.name), taken)
        yield f"All pages: {loop}{_each(item, function.item, types)}. Pages are read as they are needed."


def _loop(integration: Integration, variable: str, name: str, taken: str) -> str:
    called = f"{INDEX}{lua_language.index(integration.name)}{lua_language.index(name)}"
    return markdown.code(f"for {variable} in {called}({taken}) do … end")


def _each(variable: str, type_: Type, types: Types) -> str:
    if isinstance(type_, AnyType):
        return ""
    return f", each {markdown.code(f'{variable}: {code(opened(type_, types), types)}')}"


def _places(shown: tuple[Statement, ...], roots: Mapping[str, str]) -> Iterator[str]:
    """Yields the places that statements print: `chunk.choices[].delta.content`."""
    for statement in shown:
        if isinstance(statement, Each):
            inside = {**roots, statement.variable: f"{_place(statement.path, roots)}[]"}
            yield from _places(statement.body, inside)
        else:
            values = (part.path for part in statement.parts if isinstance(part, Value))
            yield from (_place(each, roots) for each in values)


def _place(path: Path, roots: Mapping[str, str]) -> str:
    text = roots[path.root]
    for step in path.steps:
        text = f"{text}[{step.key + 1}]" if isinstance(step.key, int) else joined(text, step.key)
    return text
