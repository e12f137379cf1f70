"""An integration made up for tests of what crosses between scripts and calls: one function, which returns its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from integrations_runtime import RequestOptions
from integrations_runtime.arguments.binder import Binder
from integrations_runtime.arguments.schemas import SchemaCompiler
from integrations_runtime.spec import JSON, Function, IntegrationSpec, Schema

_MODULE = """
return function(invoke)
  return function(account)
    return {
      echo = function(params)
        return invoke("acme.echo", account, params)
      end,
    }
  end
end
"""


def write_module(folder: Path) -> Path:
    """Writes the module `acme` as the generator would, and returns the folder, for hosts and bridges to load."""
    library = folder / "library" / "integrations"
    library.mkdir(parents=True)
    (library / "acme.lua").write_text(_MODULE)
    return folder


class Echo:
    """A client with one function, which checks its arguments as real ones do and returns them."""

    def __init__(self, types: Mapping[str, Schema]) -> None:
        self.got: list[dict[str, JSON]] = []
        """The arguments of each call; of the first one as the checks have left them."""
        self.answer: JSON = None
        """What is returned in place of the arguments."""
        self._types = types
        self.take({})

    def take(self, parameters: Mapping[str, Schema]) -> None:
        """Lets the function have other parameters, and return its arguments."""
        self.answer = None
        named = {name: {"schema": schema} for name, schema in parameters.items()}
        echo: Function[Any] = Function(
            "echo", {"operation": "read", "parameters": cast(Any, named)}
        )
        self.SPEC = cast("IntegrationSpec", {"functions": {"echo": echo}, "types": self._types})
        self._binder = Binder("acme", echo, SchemaCompiler(self._types))
        self.got.clear()

    def call(
        self,
        _name: str,
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
    ) -> JSON:
        """Returns its arguments."""
        given = dict(arguments or {})
        first = not self.got
        self.got.append(cast("dict[str, JSON]", given))
        if first:  # what comes back has no nulls, not even where one is required
            self.got[0] = self._binder.bind(given)
        return self.got[-1] if self.answer is None else self.answer
