"""Which functions a request may be a call of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from ..spec import Function, HttpSpec

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Route:
    """A function and the paths that lead to it."""

    function: Function[Any]
    http: HttpSpec
    pattern: re.Pattern[str]
    names: tuple[str, ...]  # of the placeholders
    constant: int  # characters that are no placeholder

    def match(self, path: str) -> dict[str, str] | None:
        """The decoded values of the placeholders; None for another path."""
        found = self.pattern.fullmatch(path)
        if found is None:
            return None
        return {name: unquote(text) for name, text in zip(self.names, found.groups(), strict=True)}


class Routes:
    """The functions of one integration by path."""

    def __init__(self, functions: Mapping[str, Function[Any]]) -> None:
        self.by_name = {route.function.name: route for route in _routes(functions.values())}

    def find(self, method: str, path: str) -> list[tuple[Route, dict[str, str]]]:
        """The routes that a request may have taken, with the values in its path."""
        return [
            (route, values)
            for route in self.by_name.values()
            if route.http["method"] == method and (values := route.match(path)) is not None
        ]


def _routes(functions: Iterable[Function[Any]]) -> Iterable[Route]:
    for function in functions:
        http = function.spec.get("http")
        if http is not None:
            parts = _PLACEHOLDER.split(http["path"])  # constant, placeholder, constant, …
            pattern = "([^/]+)".join(map(re.escape, parts[::2]))
            constant = sum(map(len, parts[::2]))
            yield Route(function, http, re.compile(pattern), tuple(parts[1::2]), constant)
