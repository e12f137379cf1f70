"""Where pages lie.

An integration has a folder, so that a change to it touches that folder and the catalogue's files alone, and so that more
pages (one for each function) fit beside these two. `index.md` makes its address the folder's (`/groq/`), and the agent page
is one word behind it (`/groq/agent.md`). `llms.txt` and `llms-full.txt` lie at the root, where agents look for them; names
of integrations hold no points or hyphens, so none can collide with them.
"""

INDEX = "docs/index.md"
AGENT_INDEX = "docs/llms.txt"
AGENT_WHOLE = "docs/llms-full.txt"


def people_page(name: str) -> str:
    """Returns the path of an integration's page for people."""
    return f"docs/{name}/index.md"


def agent_page(name: str) -> str:
    """Returns the path of an integration's agent page."""
    return f"docs/{name}/agent.md"


def index_file(name: str) -> str:
    """Returns the path of what programs look up about an integration."""
    return f"docs/{name}/index.json"


def schemas_file(name: str) -> str:
    """Returns the path of the JSON Schemas of an integration's functions."""
    return f"docs/{name}/schemas.json"
