"""Where everything of the site lies, and how its pages link to each other: relatively, so that a page works from a file too.

A path is that of a file of a run, an address is seen from the root of the site.
"""

from integrations_runtime.docs.tools import Shape

SOURCE = "source/"
"""The folder of a run's output that the site generator reads."""

FILES = "files/"
"""The folder of a run's output whose files are published as they are."""

HOME = f"{SOURCE}index.md"
CATALOGUE = f"{SOURCE}catalogue.md"
SEARCH_INDEX = f"{SOURCE}assets/search-index.js"
"""Paths of pages about all integrations, and of the records that their search loads."""

CATALOGUE_FILE = "catalogue.json"
INDEX_FILE = "llms.txt"
WHOLE_FILE = "llms-full.txt"
"""Addresses of what programs read about all integrations; the last, all agent pages in one file, is checked in."""

_TWINS = frozenset({"agent", "index"})
"""Pages of an integration whose addresses, as markdown, are names that a function may have too."""


def integration_page(name: str) -> str:
    """Returns the path of an integration's page."""
    return f"{SOURCE}{name}/index.md"


def group_page(name: str, group: str) -> str:
    """Returns the path of the page of one group of an integration's functions."""
    return f"{SOURCE}{name}/{group}.md"


def group_twin(name: str, group: str) -> str:
    """Returns the path of what agents read in the place of such a page."""
    return f"{FILES}{name}/{group}.md"


def category_id(category: str) -> str:
    """Returns the place of a category in the catalogue."""
    return f"category-{category.replace('_', '-')}"


def address(path: str) -> str:
    """Returns the address of the page that is made of a markdown file, which has a path or an address."""
    return f"{path.removeprefix(SOURCE).removesuffix('.md')}.html"


def agent_page(name: str) -> str:
    """Returns the address of an integration's agent page, which is checked in."""
    return f"{name}/agent.md"


def agent_file(name: str, function: str) -> str:
    """Returns the address of the agents' page about a function: its name, with `_` behind it where a page has that name."""
    return f"{name}/{function}{'_' if function in _TWINS else ''}.md"


def index_file(name: str) -> str:
    """Returns the address of the list of an integration's functions."""
    return f"{name}/{INDEX_FILE}"


def catalogue_file(name: str) -> str:
    """Returns the address of an integration's part of the catalogue."""
    return f"{name}/{CATALOGUE_FILE}"


def tools_file(name: str, shape: Shape) -> str:
    """Returns the address of an integration's functions as tools."""
    return f"{name}/tools.{shape}.json"
