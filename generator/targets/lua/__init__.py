"""The Lua target: the modules that scripts call, and the annotations with which editors check those scripts.

Laid out as an add-on of lua-language-server: `config.json` and `library/`.
"""

from collections.abc import Mapping, Sequence

from generator.model.integration import Integration
from generator.targets.base import Entry, File, Target
from generator.targets.lua.catalogue import catalogue_view
from generator.targets.lua.functions import module_view
from generator.targets.lua.shapes import types_view
from generator.templates import render

_CATALOGUE = ("README.md", "config.json", "luarc.json", "library/accounts.lua", "library/app.lua")


class LuaTarget:
    """Makes `lua/`."""

    name = "lua"

    def integration(self, integration: Integration) -> Mapping[str, File]:
        """Returns the module of an integration, and the file with its types."""
        module = render("lua/module.lua.jinja", **module_view(integration))
        types = render("lua/types.lua.jinja", **types_view(integration))
        return {
            f"lua/library/integrations/{integration.name}.lua": File(module),
            f"lua/library/types/{integration.name}.lua": File(types),
        }

    def catalogue(self, entries: Sequence[Entry]) -> Mapping[str, File]:
        """Returns the files that introduce the integrations to editors."""
        view = catalogue_view([entry.summary for entry in entries])
        return {f"lua/{path}": File(render(f"lua/{path}.jinja", **view)) for path in _CATALOGUE}


TARGET: Target = LuaTarget()
