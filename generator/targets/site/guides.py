"""The guides: the one home of their order, their titles and what the home page says about them."""

from dataclasses import dataclass

FOLDER = "docs/guides"
"""Where most guides lie in the repository."""

FORMAT = "definitions/README.md"
"""The guide that is generated: the reference of the format of definitions."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide: its page on the site, its title in the navigation, its file in the repository, and what it is about."""

    page: str
    title: str
    file: str
    about: str


def _own(name: str, title: str, about: str) -> Guide:
    return Guide(f"guides/{name}.md", title, f"{FOLDER}/{name}.md", about)


GUIDES = (
    _own("getting-started", "Getting started", "from nothing to the first call"),
    _own(
        "accounts",
        "Accounts and credentials",
        "several accounts, where values come from, and what a client may do",
    ),
    Guide(
        "guides/python.md", "Python", "docs/python.md", "typed clients, blocking and asynchronous"
    ),
    _own("errors-and-retries", "Errors and retries", "what can go wrong, and what is tried again"),
    Guide(
        "guides/retries.md",
        "Retries in detail",
        "docs/retries.md",
        "which calls are repeated, and when",
    ),
    _own("streaming", "Streaming", "answers that arrive piece by piece"),
    _own("pagination", "Pagination", "lists that are longer than a page"),
    _own("lua", "Lua scripts", "the sandbox, its limits and its tools"),
    _own("testing", "Testing", "the mock server in place of vendors"),
    _own("adding-an-integration", "Adding an integration", "from a vendor's pages to a definition"),
    Guide("guides/definition-format.md", "Definition format", FORMAT, "every field"),
)
"""All guides, as the navigation and the home page list them."""
