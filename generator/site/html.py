"""What a page of the built site refers to, and which places it has.

A scanner of start tags, since the standard parser takes a minute for a large site. It reads what the site generator writes:
attributes are quoted, scripts and styles end where their end tags stand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape

_TAG = re.compile(
    r"""
    <!--.*?-->
    | <(?P<raw>script|style|textarea|title)\b(?P<raw_attributes>[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*)>.*?</(?P=raw)\s*>
    | <(?P<tag>[a-z][a-z0-9-]*)\s(?P<attributes>[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*)>
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""", re.DOTALL
)
_OF_INTEREST = re.compile(r"\b(?:id|name|href|src|srcset|poster|data)\s*=", re.IGNORECASE)
_LOADS = frozenset({"src", "poster", "data"})
_CSS = re.compile(r"""url\(\s*["']?([^"')]*)["']?\s*\)|@import\s+["']([^"']*)["']""")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

MARKDOWN = "text/markdown"


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a page: the tag that has it, the attribute's value, and whether a browser loads it by itself."""

    tag: str
    value: str
    loads: bool
    type: str = ""
    start: int = -1
    """Where the value stands in the page; -1 where it is not written as it is."""


@dataclass(frozen=True)
class Html:
    """A page of the built site."""

    text: str

    @cached_property
    def ids(self) -> frozenset[str]:
        """The places that links may name."""
        return self._scanned[0]

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """All addresses, in the order of the page."""
        return self._scanned[1]

    @cached_property
    def _scanned(self) -> tuple[frozenset[str], tuple[Reference, ...]]:
        ids: set[str] = set()
        references: list[Reference] = []
        for match in _TAG.finditer(self.text):
            group = "raw_attributes" if match["raw"] else "attributes"
            attributes = match[group]
            if attributes and _OF_INTEREST.search(attributes):
                tag = (match["raw"] or match["tag"]).lower()
                found = dict(_attributes(attributes, match.start(group)))
                ids.update(
                    found[key][0] for key in ("id", "name") if key in found and _names(tag, key)
                )
                references.extend(_references(tag, found))
        return frozenset(ids), tuple(references)


def css_references(text: str) -> list[Reference]:
    """Returns what a style sheet loads."""
    found = _CSS.finditer(_CSS_COMMENT.sub("", text))
    return [Reference("style", match[1] or match[2] or "", True) for match in found]


def _names(tag: str, attribute: str) -> bool:
    return attribute == "id" or tag == "a"


def _attributes(text: str, offset: int) -> Iterator[tuple[str, tuple[str, int]]]:
    for match in _ATTRIBUTE.finditer(text):
        group = next((each for each in (2, 3, 4) if match[each] is not None), 0)
        raw = match[group] if group else ""
        value = unescape(raw)
        start = offset + match.start(group) if value == raw else -1
        yield match[1].lower(), (value, start)


def _references(tag: str, attributes: dict[str, tuple[str, int]]) -> Iterator[Reference]:
    kind = attributes.get("type", ("", 0))[0]
    for name, (value, start) in attributes.items():
        if name == "href":
            yield Reference(tag, value, _loads(tag, attributes), kind, start)
        elif name in _LOADS and tag not in ("meta", "input"):
            yield Reference(tag, value, True, kind, start)
        elif name == "srcset":
            for candidate in value.split(","):
                yield Reference(tag, (candidate.split() or [""])[0], True)


def _loads(tag: str, attributes: dict[str, tuple[str, int]]) -> bool:
    """Whether a browser loads what `href` names: a link element of the head does, unless it only tells of a relation."""
    if tag != "link":
        return tag not in ("a", "area", "base")
    told = {"alternate", "author", "canonical", "help", "license", "next", "prev", "search"}
    return not told & set(attributes.get("rel", ("", 0))[0].lower().split())
