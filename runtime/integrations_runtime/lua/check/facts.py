"""What there is to call: the functions of generated modules, and the parameters that the docs know."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any, Final, cast

from ...arguments.plain_files import is_plain_file
from ...docs.schemas import schema_files
from ...spec import Function, FunctionSpec, IntegrationSpec, ParameterSpec
from ..modules import Modules
from .syntax import vm
from .values import LiteralSchemas, Signature

_PREFIX: Final = "#/$defs/"
_PAGES: Final = "*"
"""What marks the path of a function that walks all pages."""

_LIST: Final = b"""
local functions = ...
local found = {}
local function told(path, _, _, pages)
  return pages and path .. "*" or path
end
local bind, groups = functions(told)
for name, call in pairs(bind(nil)) do
  found[name] = call()
end
return found, groups
"""


class _Module:
    """A module of an integration: all its functions, those without a group, or those of one."""

    def __init__(self, integration: str, group: str, text: bytes, version: str) -> None:
        self._integration, self._group, self._version = integration, group, version
        lua = vm(version)
        found, groups = lua.execute(_LIST, lua.execute(text))
        told = {name.decode(): path.decode() for name, path in found.items()}
        self.names = set(told)
        """The names that scripts may call."""
        self.groups: Mapping[str, str] = {
            name.decode(): group.decode()
            for group, names in (groups.items() if groups else ())
            for name in names.values()
        }
        """The groups that have modules of their own, by the names that scripts may call of them."""
        self._paths = {name: path.removesuffix(_PAGES) for name, path in told.items()}
        self._walkers = {
            path.removesuffix(_PAGES): name
            for name, path in sorted(told.items())
            if path.endswith(_PAGES)
        }
        self._walking = {name for name, path in told.items() if path.endswith(_PAGES)}

    def signature(self, name: str) -> Signature:
        """What the function takes that scripts call by this name."""
        path = self._paths[name]
        return Signature(
            path,
            self._spec,
            self._schemas,
            floats=self._version == "5.1",
            walks=name in self._walking,
            walker=self._walkers.get(path, ""),
            events=path.partition(".")[2] in self._streaming,
            text=path.partition(".")[2] in self._texts,
        )

    @cached_property
    def _contents(self) -> list[Mapping[str, Any]]:
        files = schema_files(self._integration, self._group)
        return [json.loads(each.read_bytes(), object_hook=_with_bare_names) for each in files]

    @cached_property
    def _functions(self) -> Mapping[str, Any]:
        functions: Mapping[str, Any] = self._contents[-1]["functions"]
        return functions

    @cached_property
    def _streaming(self) -> set[str]:
        """The functions that can answer event by event."""
        return {name for name, each in self._functions.items() if "event" in each}

    @cached_property
    def _texts(self) -> set[str]:
        """The functions that return a string, such as the bytes of a file."""
        return {
            name
            for name, each in self._functions.items()
            if each.get("result", {}).get("type") == "string"
        }

    @cached_property
    def _spec(self) -> IntegrationSpec:
        """As much of the integration's spec as checks of arguments need, made from its docs: clients are not loaded."""
        functions = {name: _function(name, each) for name, each in self._functions.items()}
        types = {name: each for some in self._contents for name, each in some["$defs"].items()}
        return cast(IntegrationSpec, {"functions": functions, "types": types})

    @cached_property
    def _schemas(self) -> LiteralSchemas:
        return LiteralSchemas(self._spec["types"])


class Integration:
    """An integration that a script names. Modules of groups are read when a script names one of their functions."""

    def __init__(self, name: str, text: bytes, modules: Modules, version: str) -> None:
        self._name, self._modules, self._version = name, modules, version
        self._own = _Module(name, "", text, version)
        self._groups: dict[str, _Module] = {}
        self._homes = {
            spelling: group
            for each, group in self._own.groups.items()
            for spelling in (each, f"{name}_{each}")
        }
        self.names: Collection[str] = self._own.names | self._homes.keys()
        """The names that scripts may call."""

    def signature(self, name: str) -> Signature:
        """What the function takes that scripts call by this name."""
        group = self._homes.get(name)
        if group is None:
            return self._own.signature(name)
        if group not in self._groups:
            text = self._modules.read(self._name, group)
            assert text is not None  # or the module of the integration would not name it
            self._groups[group] = _Module(self._name, group, text, self._version)
        return self._groups[group].signature(name)


class Integrations:
    """All integrations; what belongs to one is read when a script names it."""

    def __init__(self, version: str) -> None:
        self._version = version
        self._modules = Modules.generated()
        self._known: dict[str, Integration | None] = {}

    def find(self, name: str) -> Integration | None:
        """The integration of this name, or None."""
        if name not in self._known:
            module = self._modules.read(name)
            self._known[name] = (
                None if module is None else Integration(name, module, self._modules, self._version)
            )
        return self._known[name]

    def suggest(self, name: str) -> str:
        """The integrations whose names are close to `name`, for a message."""
        return self._modules.suggest(name).decode()


def _function(name: str, documented: Mapping[str, Any]) -> Function[Any]:
    schema: Mapping[str, Any] = documented["parameters"]
    parameters: dict[str, ParameterSpec] = {
        each: {"schema": inner, "required": each in schema["required"]}
        for each, inner in schema["properties"].items()
    }
    return Function(name, cast(FunctionSpec, {"parameters": parameters}))


def _with_bare_names(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema that names types, and knows files, as the runtime's own schemas do."""
    if is_plain_file(schema):
        return {"type": "string", "format": "binary"}
    name = schema.get("$ref")
    return {**schema, "$ref": name.removeprefix(_PREFIX)} if isinstance(name, str) else schema
