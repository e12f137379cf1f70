"""The arguments of a call as options of `integrations call`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.findings.json_value import is_array, is_object
from generator.languages.shell import word
from generator.model.integration import Function, Integration
from generator.snippets import bindings
from integrations_runtime.cli.calling.arguments import Arguments

_FEW = 4
"""Options that are read faster than an object."""


@dataclass(frozen=True, slots=True)
class Given:
    """How arguments are given."""

    structure: Mapping[str, Any] | None
    """What is given as an object."""
    options: tuple[str, ...]
    """What is given by name: plain values, where there are few, and files."""


def given(integration: Integration, function: Function, arguments: Mapping[str, Any]) -> Given:
    """Returns how arguments are given so that the program reads them as they are; the function can be called."""
    paths = {each.name for each in function.parameters if each.is_file}
    plain = {name: value for name, value in arguments.items() if name not in paths}
    files = tuple(
        f"--file {word(f'{name}={path}')}"
        for name in arguments
        if name in paths
        for path in _items(arguments[name])
    )
    pairs = [*_pairs(plain)]
    if _can_be_named(integration, function, plain, pairs):
        return Given(None, (*(f"--arg {word(pair)}" for pair in pairs), *files))
    return Given(plain, files)


def _can_be_named(
    integration: Integration, function: Function, arguments: Mapping[str, Any], pairs: list[str]
) -> bool:
    if len(pairs) > _FEW or not _is_flat(arguments) or not all(map(str.isprintable, pairs)):
        return False
    reader = Arguments(function.full_name, bindings.spec(function), bindings.Types(integration))
    return json.dumps(reader.read(None, pairs, [])) == json.dumps(arguments)


def _pairs(arguments: Mapping[str, Any]) -> Iterator[str]:
    for name, value in arguments.items():
        for item in _items(value):
            yield f"{name}={item if isinstance(item, str) else json.dumps(item)}"


def _items(value: Any) -> list[Any]:
    return value if is_array(value) else [value]


def _is_flat(arguments: Mapping[str, Any]) -> bool:
    items = [item for value in arguments.values() for item in _items(value)]
    return not any(is_array(item) or is_object(item) for item in items)
