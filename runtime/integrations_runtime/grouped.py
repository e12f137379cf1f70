"""The functions of a wide integration: those of a group are loaded when one of them is asked for."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from .spec import Function


class GroupedFunctions(Mapping[str, Function[Any]]):
    """All functions of an integration by name, in the order of its definition.

    `homes` has for each name the function itself, or the name of its group; `package` is that of the integration, whose modules
    `groups.<group>.functions` hold the functions of a group as `FUNCTIONS`.
    """

    __slots__ = ("_homes", "_package")

    def __init__(self, package: str, homes: Mapping[str, Function[Any] | str]) -> None:
        self._package = package
        self._homes = homes

    def __getitem__(self, name: str) -> Function[Any]:
        home = self._homes[name]
        if not isinstance(home, str):
            return home
        module = import_module(f"{self._package}.groups.{home}.functions")
        found: Function[Any] = module.FUNCTIONS[name]
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._homes

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)
