"""Methods of clients as finished text: a function's own, the iterator over its pages, its raw one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.languages.python import layout
from generator.model.integration import Function, Integration
from generator.snippets.python.names import iterator_method, method_name
from generator.targets.python.annotations import Annotator
from generator.targets.python.docstrings import iterator_docstring, method_docstring
from generator.targets.python.naming import answer_type
from generator.targets.python.signatures import Signatures, call


@dataclass(frozen=True, slots=True)
class Method:
    """A method: what stands `before` it (overloads, a decorator), signature, docstring and the one statement."""

    before: tuple[str, ...]
    head: str
    docstring: str
    call: str


def methods(
    integration: Integration,
    functions: Iterable[Function],
    annotator: Annotator,
    *,
    is_async: bool,
) -> Iterator[Method]:
    """Yields the methods of functions, each one's iterator behind its own."""
    signatures = Signatures(integration, annotator, is_async=is_async)
    for function in functions:
        annotator.name("functions")
        door = f"{'await ' if is_async else ''}self.{_door(function)}"
        yield Method(
            before=tuple(_before(function, signatures)),
            head=signatures.method(function),
            docstring=method_docstring(integration, function, is_async=is_async),
            call=call(f"return {door}", function),
        )
        if function.item is not None:
            yield _iterator(function, signatures)


def raw_methods(
    integration: Integration,
    functions: Iterable[Function],
    owner: str,
    annotator: Annotator,
    *,
    is_async: bool,
) -> list[str]:
    """Returns the members of the class that types raw responses of the class `owner`, every function but downloads, in blocks.

    What makes a raw method of another keeps its signature, but neither several of them nor that it is deprecated: such
    methods are written in full.
    """
    signatures = Signatures(integration, annotator, is_async=is_async, is_raw=True)
    margin = " " * signatures.indent
    blocks: list[list[str]] = [[]]
    for function in functions:
        if answer_type(function) == "bytes":
            continue
        name = method_name(function)
        if function.streaming is None and function.deprecated is None:
            maker = annotator.name("async_raw" if is_async else "raw")
            made = f"{maker}({owner}.{name})"
            blocks[-1].append(layout.assigned_call(name, made, indent=signatures.indent))
        else:
            head = signatures.method(function, body=" ...")
            blocks += [[*_before(function, signatures), head], []]
    return [f"\n{margin}".join(block) for block in blocks if block]


def _before(function: Function, signatures: Signatures) -> Iterator[str]:
    """Yields what stands between a method and the one before it."""
    yield from (f"{each}\n" for each in signatures.overloads(function))
    struck = signatures.struck(function)
    if struck is not None:
        yield struck


def _iterator(function: Function, signatures: Signatures) -> Method:
    struck = signatures.struck(function)
    return Method(
        before=(struck,) if struck is not None else (),
        head=signatures.iterator(function, iterator_method(function)),
        docstring=iterator_docstring(function),
        call=call("return self._iterate", function),
    )


def _door(function: Function) -> str:
    """Returns the method of the base client that makes the call."""
    if function.streaming is not None:
        return "_call_or_stream"
    return "_download" if answer_type(function) == "bytes" else "_call"
