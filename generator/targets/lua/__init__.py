"""The Lua target: the modules that scripts call, and the annotations with which editors check those scripts.

Laid out as an add-on of lua-language-server: `config.json` and `library/`.
"""

from collections.abc import Iterator, Mapping, Sequence

from generator.model.integration import Integration
from generator.targets.base import Entry, File, Target
from generator.targets.lua.catalogue import catalogue_view
from generator.targets.lua.functions import group_module_view, module_view
from generator.targets.lua.shapes import group_types_view, types_view
from generator.templates import render

_CATALOGUE = ("README.md", "config.json", "luarc.json", "library/accounts.lua", "library/app.lua")


class LuaTarget:
    """Makes `lua/`."""

    name = "lua"

    def integration(self, integration: Integration) -> Mapping[str, File]:
        """Returns the module of an integration, and the file with its types; for a wide one, both for each group too."""
        return {
            f"lua/library/{path}.lua": File(render(f"lua/{template}.lua.jinja", **view))
            for template, path, view in _views(integration)
        }

    def catalogue(self, entries: Sequence[Entry]) -> Mapping[str, File]:
        """Returns the files that introduce the integrations to editors."""
        view = catalogue_view([entry.summary for entry in entries])
        return {f"lua/{path}": File(render(f"lua/{path}.jinja", **view)) for path in _CATALOGUE}


def _views(integration: Integration) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yields the template, the path below `library/` and the view of each file."""
    name = integration.name
    yield "module", f"integrations/{name}", module_view(integration)
    yield "types", f"types/{name}", types_view(integration)
    if integration.is_split:
        for group in integration.groups:
            yield "module", f"integrations/{name}/{group.name}", group_module_view(
                integration, group
            )
            yield "types", f"types/{name}/{group.name}", group_types_view(integration, group)


TARGET: Target = LuaTarget()
