"""Where pages lie.

An integration has a folder, so that a change to it touches that folder and the catalogue's files alone, and so that more
pages (one for each function) fit beside these two. `index.md` makes its address the folder's (`/groq/`), and the agent page
is one word behind it (`/groq/agent.md`). `llms.txt` and `llms-full.txt` lie at the root, where agents look for them; names
of integrations hold no points or hyphens, so none can collide with them.

A group of a wide integration has a folder with the same files below that of its integration, in `groups/`: no group can have
the name of another file.
"""

from generator.pages import groups

INDEX = "docs/index.md"
AGENT_INDEX = "docs/llms.txt"
AGENT_WHOLE = "docs/llms-full.txt"


def people_page(name: str, group: str | None = None) -> str:
    """Returns the path of the page for people of an integration, or of one of its groups."""
    return f"{_folder(name, group)}/index.md"


def further_page(name: str, group: str, number: int) -> str:
    """Returns the path of a further page for people of a group that is too large for one; the second is number 2."""
    return f"{_folder(name, group)}/{number}.md"


def agent_page(name: str, group: str | None = None) -> str:
    """Returns the path of the agent page of an integration, or of one of its groups."""
    return f"{_folder(name, group)}/{groups.AGENT_PAGE}"


def index_file(name: str, group: str | None = None) -> str:
    """Returns the path of what programs look up about an integration, or about one of its groups."""
    return f"{_folder(name, group)}/index.json"


def schemas_file(name: str, group: str | None = None) -> str:
    """Returns the path of the JSON Schemas of an integration's functions, or of those of one group."""
    return f"{_folder(name, group)}/schemas.json"


def _folder(name: str, group: str | None) -> str:
    return f"docs/{name}" if group is None else f"docs/{name}/{groups.folder(group)}"
