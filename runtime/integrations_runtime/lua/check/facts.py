"""What there is to call: the functions of generated modules, and the parameters that the docs know."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final, cast

from ...resources import find
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
for name, call in pairs(functions(told)(nil)) do
  found[name] = call()
end
return found
"""


class Integration:
    """An integration that a script names."""

    def __init__(self, name: str, module: bytes, version: str) -> None:
        self._name, self._version = name, version
        lua = vm(version)
        found = lua.execute(_LIST, lua.execute(module))
        told = {name.decode(): path.decode() for name, path in found.items()}
        self.paths = {name: path.removesuffix(_PAGES) for name, path in told.items()}
        """The path of the function behind every name that scripts may call: `groq.list_files`."""
        self._walkers = {
            path.removesuffix(_PAGES): name
            for name, path in sorted(told.items())
            if path.endswith(_PAGES)
        }
        self._walking = {name for name, path in told.items() if path.endswith(_PAGES)}

    def signature(self, name: str) -> Signature:
        """What the function takes that scripts call by this name."""
        path = self.paths[name]
        return Signature(
            path,
            self._spec,
            self._schemas,
            floats=self._version == "5.1",
            walks=name in self._walking,
            walker=self._walkers.get(path, ""),
            events=path.partition(".")[2] in self._streaming,
        )

    @cached_property
    def _content(self) -> Mapping[str, Any]:
        file = find("docs") / self._name / "schemas.json"
        content: Mapping[str, Any] = json.loads(file.read_bytes(), object_hook=_with_bare_names)
        return content

    @cached_property
    def _streaming(self) -> set[str]:
        """The functions that can answer event by event."""
        return {name for name, each in self._content["functions"].items() if "event" in each}

    @cached_property
    def _spec(self) -> IntegrationSpec:
        """As much of the integration's spec as checks of arguments need, made from its docs: clients are not loaded."""
        content = self._content
        functions = {name: _function(name, each) for name, each in content["functions"].items()}
        return cast(IntegrationSpec, {"functions": functions, "types": content["$defs"]})

    @cached_property
    def _schemas(self) -> LiteralSchemas:
        return LiteralSchemas(self._spec["types"])


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
            made = None if module is None else Integration(name, module, self._version)
            self._known[name] = made
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
    """A schema that names types as the runtime's own schemas do."""
    name = schema.get("$ref")
    return {**schema, "$ref": name.removeprefix(_PREFIX)} if isinstance(name, str) else schema
