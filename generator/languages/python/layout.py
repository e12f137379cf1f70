"""Statements that may be wider than a line, broken where black breaks them.

As with literals, only the first line of a text is not indented: `indent` tells where it stands. Nothing inside quotes is broken. The rules are
black's for annotations and calls; where not even the first part of a statement fits, black itself is asked.
"""

from collections.abc import Sequence
from typing import TypeAlias

from generator.languages.python import by_black
from generator.languages.python.annotation import Annotation, parsed
from generator.languages.python.literals import LINE_LENGTH, width_of

Parameter: TypeAlias = tuple[str, str, str | None]
"""A name, its annotation, and its default where it has one."""
_STEP = 4
_Lines = list[str]


def signature(
    start: str,
    first: Sequence[str],
    parameters: Sequence[Parameter],
    annotation: str,
    end: str,
    *,
    indent: int,
) -> str:
    """Returns a signature, from `start` (`def name`) to its `end`, a colon or more; `first` are parameters that stand alone."""
    flat = [
        f"{name}: {type_}" + ("" if default is None else f" = {default}")
        for name, type_, default in parameters
    ]
    line = f"{start}({', '.join([*first, *flat])}) -> {annotation}{end}"
    if _fits(line, indent):
        return line
    inner = indent + _STEP
    body = [f"{each}," for each in first]
    body += [parameter(*each, indent=inner) for each in parameters]
    last = " " * indent + returned(annotation, end, indent=indent)
    return "\n".join([f"{start}(", *(" " * inner + each for each in body), last])


def parameter(name: str, annotation: str, default: str | None = None, *, indent: int) -> str:
    """Returns a parameter with its comma, in a list that has one a line."""
    end = "," if default is None else f" = {default},"
    line = f"{name}: {annotation}{end}"
    if _fits(line, indent):
        return line
    lines = _annotated(f"{name}: ", parsed(annotation), end, indent)
    return _cut(lines, indent) if lines else by_black.parameter(line, indent)


def returned(annotation: str, end: str, *, indent: int) -> str:
    """Returns the last line of a signature that has a parameter a line, from `)` to its `end`."""
    line = f") -> {annotation}{end}"
    if _fits(line, indent):
        return line
    lines = _annotated(") -> ", parsed(annotation), end, indent)
    return _cut(lines, indent) if lines else by_black.returned(line, indent)


def field(name: str, annotation: str, value: str | None = None, *, indent: int = 0) -> str:
    """Returns a declaration; the `value` is a name or a call."""
    line = f"{name}: {annotation}" if value is None else f"{name}: {annotation} = {value}"
    if _fits(line, indent):
        return line
    tree = parsed(annotation)
    if value is None:
        lines = _annotated(f"{name}: ", tree, "", indent)
    else:
        lines = _assigned(f"{name}: ", tree, parsed(value), indent)
    return _cut(lines, indent) if lines else by_black.statement(line, indent)


def field_start(name: str, annotation: str, value: str) -> str:
    """Returns a declaration that does not fit up to its `=`; the `value` is a call on several lines, in black's form."""
    first, _, rest = value.partition("\n")
    lines = _annotated(f"{name}: ", parsed(annotation), f" = {first}", 0)
    if lines is None:
        return by_black.statement(f"{name}: {annotation} = {value}", 0)
    return "\n".join([*lines, rest])


def alias(name: str, kind: str, annotation: str, *, indent: int = 0) -> str:
    """Returns the declaration of an alias: `name: kind = annotation`."""
    start = f"{name}: {kind} = "
    if _fits(start + annotation, indent):
        return start + annotation
    tree = parsed(annotation)
    lines = _bracketed(start, tree, "", indent) if tree.opening else None
    lines = lines or _parenthesized(start, tree, "", indent)
    return _cut(lines, indent) if lines else by_black.statement(start + annotation, indent)


def assigned_call(name: str, call: str, *, indent: int = 0) -> str:
    """Returns the assignment of what a call returns."""
    line = f"{name} = {call}"
    if _fits(line, indent):
        return line
    lines = _bracketed(f"{name} = ", parsed(call), "", indent)
    return _cut(lines, indent) if lines else by_black.statement(line, indent)


def item(key: str, annotation: str, *, indent: int) -> str:
    """Returns an item of a dictionary with its comma; the `key` is code."""
    line = f"{key}: {annotation},"
    if _fits(line, indent):
        return line
    return _cut(_inside(parsed(annotation), indent, before=f"{key}: ", after=","), indent)


def class_head(name: str, base: str) -> str:
    """Returns the first line of a class."""
    line = f"class {name}({base}):"
    return line if _fits(line, 0) else f"class {name}(\n    {base}\n):"


def imported(module: str, names: Sequence[str], *, indent: int = 0) -> str:
    """Returns the import of names from a module."""
    line, margin = f"from {module} import {', '.join(names)}", " " * indent
    if _fits(line, indent):
        return line
    inner = [f"{margin}    {name}," for name in names]
    return "\n".join([f"from {module} import (", *inner, f"{margin})"])


def _annotated(start: str, tree: Annotation, end: str, indent: int) -> _Lines | None:
    """Breaks an annotation behind a colon or an arrow; returns None where black has other ways."""
    if tree.opening:
        return _bracketed(start, tree, end, indent)
    if tree.is_one_token and not _fits(tree.text, indent + _STEP):
        return None
    return _parenthesized(start, tree, end, indent)


def _assigned(start: str, tree: Annotation, value: Annotation, indent: int) -> _Lines | None:
    """Breaks a declaration with a value: behind its `=` if what stands before fits, else in its annotation."""
    before = f"{start}{tree.text} = "
    if _fits(before + "(", indent):
        bracketed = _bracketed(before, value, "", indent) if value.opening else None
        return bracketed or _parenthesized(before, value, "", indent)
    end = f" = {value.text}"
    # the tail is one line, or black breaks there too
    return _annotated(start, tree, end, indent) if _fits(f"){end}", indent) else None


def _bracketed(start: str, tree: Annotation, end: str, indent: int) -> _Lines | None:
    """Breaks what ends in brackets inside them; returns None where what stands before does not fit."""
    first = start + tree.opening
    if not _fits(first, indent):
        return None
    margin = " " * indent
    return [margin + first, *_contents(tree, indent + _STEP), f"{margin}{tree.closing}{end}"]


def _parenthesized(start: str, tree: Annotation, end: str, indent: int) -> _Lines | None:
    """Puts what cannot be broken in its last brackets between parentheses; returns None where even these do not fit."""
    if not _fits(f"{start}(", indent):
        return None
    margin = " " * indent
    return [f"{margin}{start}(", *_inside(tree, indent + _STEP), f"{margin}){end}"]


def _inside(tree: Annotation, indent: int, *, before: str = "", after: str = "") -> _Lines:
    """Breaks what stands between brackets: a union before each `|`, else in its own brackets."""
    margin = " " * indent
    line = f"{before}{tree.text}{after}"
    if _fits(line, indent):
        return [margin + line]
    if tree.options:
        first, *others = tree.options
        lines = _inside(first, indent, before=before)
        for each in others:
            last = each is tree.options[-1]
            lines += _inside(each, indent, before="| ", after=after if last else "")
        return lines
    if tree.opening:
        contents = _contents(tree, indent + _STEP)
        return [f"{margin}{before}{tree.opening}", *contents, f"{margin}{tree.closing}{after}"]
    return [margin + line]


def _contents(tree: Annotation, indent: int) -> _Lines:
    """Returns the contents of brackets: on one line, or with one item a line."""
    line = ", ".join(each.text for each in tree.items)
    if _fits(line, indent):
        return [" " * indent + line]
    if len(tree.items) == 1:
        return _inside(tree.items[0], indent)
    return [line for each in tree.items for line in _inside(each, indent, after=",")]


def _fits(line: str, indent: int) -> bool:
    return indent + width_of(line) <= LINE_LENGTH


def _cut(lines: _Lines, indent: int) -> str:
    return "\n".join(lines)[indent:]
