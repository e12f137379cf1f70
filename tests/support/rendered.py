"""Pages of the site as a browser gets them: markdown rendered as the site generator does it, read back as text and elements."""

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from importlib import import_module
from typing import Any

from tests.support.tools import REPOSITORY

_SETTINGS = REPOSITORY / "templates" / "site" / "mkdocs.yml.jinja"
_EMPTY = frozenset({"input", "br", "hr"})


_MARKDOWN: Any = import_module("markdown")  # it has no types, as the next one
_YAML: Any = import_module("yaml")


@cache
def _extensions() -> dict[str, Any]:
    """The extensions of markdown and how they are set, from the settings of the site generator."""
    lines = _SETTINGS.read_text("utf-8").split("markdown_extensions:\n")[1].split("\n")
    end = next(at for at, line in enumerate(lines) if not line.startswith(" "))
    found: dict[str, Any] = {}
    for each in _YAML.safe_load("\n".join(lines[:end])):
        found |= {each: {}} if isinstance(each, str) else each
    return found


def rendered(text: str) -> str:
    """Returns the HTML of markdown."""
    extensions = _extensions()
    return str(_MARKDOWN.markdown(text, extensions=list(extensions), extension_configs=extensions))


def without_front_matter(page: str) -> str:
    """Returns what a page says, without what it says of itself."""
    return page.split("\n---\n", 1)[1]


@dataclass(slots=True)
class Element:
    """An element: its tag, its attributes, all text inside it, and the elements directly inside it."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict[str, str | None])
    text: str = ""
    children: list["Element"] = field(default_factory=list["Element"])

    def all(self, tag: str) -> list["Element"]:
        """Returns the elements with this tag, however deep, in order."""
        found = list["Element"]()
        for child in self.children:
            found += [child] if child.tag == tag else []
            found += child.all(tag)
        return found

    def with_class(self, name: str) -> list["Element"]:
        """Returns the elements of this class, however deep, in order."""
        found = list["Element"]()
        for child in self.children:
            found += [child] if name in (child.attributes.get("class") or "").split() else []
            found += child.with_class(name)
        return found

    @property
    def names(self) -> list[str | None]:
        """The names under which links find the elements inside."""
        own = [each.attributes["id"] for each in self.children if "id" in each.attributes]
        return own + [name for each in self.children for name in each.names]

    def outline(self) -> list[Any]:
        """Returns the elements without their text."""
        return [self.tag, sorted(self.attributes), *(each.outline() for each in self.children)]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for each in self.open:
            each.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def read(html: str) -> Element:
    """Returns HTML as an element around it; every tag must be closed where it was opened."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"{reader.open[-1].tag} is not closed"
    return reader.open[0]
