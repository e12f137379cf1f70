"""Where the pages of the site lie, and how they link to each other: relatively, so that a page works from a file too."""

HOME = "source/index.md"
CATALOGUE = "source/catalogue.md"


def integration_page(name: str) -> str:
    """Returns the path of an integration's page."""
    return f"source/{name}/index.md"


def group_page(name: str, group: str) -> str:
    """Returns the path of the page of one group of an integration's functions."""
    return f"source/{name}/{group}.md"


def group_twin(name: str, group: str) -> str:
    """Returns the path of what agents read in the place of such a page."""
    return f"files/{name}/{group}.md"


def category_id(category: str) -> str:
    """Returns the place of a category in the catalogue."""
    return f"category-{category.replace('_', '-')}"


def address(path: str) -> str:
    """Returns the address of a page as seen from the root of the site."""
    return f"{path.removeprefix('source/').removesuffix('.md')}.html"
