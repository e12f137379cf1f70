"""Names of a package or module that are loaded when they are first used (PEP 562)."""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers take it for true; this module loads no other

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def lazily(
    package: dict[str, Any], homes: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a package or module, whose globals `package` is; `homes` has the module of each name, from the package.

    Type checkers must not see the assignment, or they would believe in every name.
    """
    place, home = package["__name__"], package["__package__"]

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {place!r} has no attribute {name!r}")
        from importlib import import_module

        value: object = getattr(import_module(f".{homes[name]}", home), name)
        package[name] = value
        return value

    return load, lambda: sorted({*package, *homes})
