"""Where what programs read lies, as seen from the root of the site."""

from generator.targets.site.paths import address, integration_page
from integrations_runtime.docs.tools import Shape

FILES = "files/"
"""The folder of a run's output whose files are published as they are."""

CATALOGUE = "catalogue.json"
INDEX = "llms.txt"
WHOLE = "llms-full.txt"
"""All agent pages in one file, which is checked in."""

_TWINS = frozenset({"agent", "index"})
"""Pages of an integration whose addresses, as markdown, are names that a function may have too."""


def page(name: str) -> str:
    """Returns the address of an integration's page for people."""
    return address(integration_page(name))


def agent_page(name: str) -> str:
    """Returns the address of an integration's agent page, which is checked in."""
    return f"{name}/agent.md"


def agent_file(name: str, function: str) -> str:
    """Returns the address of the agents' page about a function: its name, with `_` behind it where a page has that name."""
    return f"{name}/{function}{'_' if function in _TWINS else ''}.md"


def index_file(name: str) -> str:
    """Returns the address of the list of an integration's functions."""
    return f"{name}/llms.txt"


def catalogue_file(name: str) -> str:
    """Returns the address of an integration's part of the catalogue."""
    return f"{name}/catalogue.json"


def tools_file(name: str, shape: Shape) -> str:
    """Returns the address of an integration's functions as tools."""
    return f"{name}/tools.{shape}.json"
