"""What generated modules of clients import, in ruff's order: always, and for type checkers only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_ALWAYS: tuple[Mapping[str, str], ...] = (
    {"overload": "typing"},
    {"deprecated": "typing_extensions"},
    {
        "AsyncClient": "integrations_runtime.async_client",
        "AsyncGroup": "integrations_runtime.async_methods",
        "Client": "integrations_runtime.client",
        "Group": "integrations_runtime.methods",
        "OMIT": "integrations_runtime.omit",
    },
    {"functions": "."},
)
_CHECKED: tuple[Mapping[str, str], ...] = (
    {
        "builtins": "",
        "AsyncIterator": "collections.abc",
        "Iterator": "collections.abc",
        "Mapping": "collections.abc",
        "Sequence": "collections.abc",
        "Literal": "typing",
    },
    {"httpx": ""},
    {
        "AsyncDownload": "integrations_runtime",
        "AsyncStream": "integrations_runtime",
        "AsyncTransport": "integrations_runtime",
        "Download": "integrations_runtime",
        "Observer": "integrations_runtime",
        "Policy": "integrations_runtime",
        "Raw": "integrations_runtime",
        "RetryPolicy": "integrations_runtime",
        "Stream": "integrations_runtime",
        "Transport": "integrations_runtime",
        "async_raw": "integrations_runtime.answers.raw",
        "raw": "integrations_runtime.answers.raw",
        "FileInput": "integrations_runtime.arguments.files",
        "Omit": "integrations_runtime.omit",
        "RequestOptions": "integrations_runtime.options",
        "TimeoutOption": "integrations_runtime.options",
        "JSON": "integrations_runtime.spec",
    },
)
"""Sections, each with the modules of names; an empty one says that the name is a module's own."""

_FULL = {"Raw": "RawResponse"}
"""Names that modules have under another one."""


@dataclass(frozen=True, slots=True)
class Imports:
    """The imports of one module, as blocks of lines."""

    always: str
    """Sections behind that of `TYPE_CHECKING`, each after an empty line where it begins one."""
    checked: str
    """What stands below `if TYPE_CHECKING:`, indented."""


def imports(used: Iterable[str], *, package: str = ".", groups: Iterable[str] = ()) -> Imports:
    """Returns imports of the names that are used; `package` is where types stand, `groups` are groups whose classes are named."""
    names = set(used)
    own = [
        f"from {package} import {each} as _{each}" for each in ("models", "params") if each in names
    ]
    own += [f"from .groups.{each} import client as {group_module(each)}" for each in sorted(groups)]
    always = ["from typing import TYPE_CHECKING", *_section(_ALWAYS[0], names)]
    sections = [always, *(_section(each, names) for each in _ALWAYS[1:])]
    checked = [*(_section(each, names) for each in _CHECKED), own]
    return Imports(_joined(sections, ""), _joined(checked, "    "))


def group_module(group: str) -> str:
    """Returns the name under which a client's module imports that of a group."""
    return f"_group_{group}"


def _section(section: Mapping[str, str], names: set[str]) -> list[str]:
    return [_line(name, module) for name, module in section.items() if name in names]


def _line(name: str, module: str) -> str:
    if not module:
        return f"import {name} as _{name}"
    return f"from {module} import {_FULL.get(name, name)} as _{name}"


def _joined(sections: Iterable[list[str]], margin: str) -> str:
    blocks = ("\n".join(f"{margin}{line}" for line in lines) for lines in sections if lines)
    return "\n\n".join(blocks)
