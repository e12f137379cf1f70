"""Links of the built site: whatever a page leads to or loads is there, and nothing comes from another host."""

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.findings import Rule
from generator.findings.words import did_you_mean
from generator.load.locate import Located
from generator.site.addresses import elsewhere, place, resolve
from generator.site.errors import ANCHOR, HOST, LINK, finding
from generator.site.html import Html, Reference, css_references

THEME = "templates/site/theme"
"""How findings name the theme."""

_BEFORE = ("(", '"', "'", "<", " ", "\n")
"""What stands before an address in markdown."""

_TOP = frozenset({"", "top"})
"""Places that every page has."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a page was built from: the file, as findings name it, and its text."""

    path: str
    text: str


SourceOf: TypeAlias = Callable[[str], Source]
"""Gives what a file of the site was built from."""


@dataclass(frozen=True, slots=True)
class _Fault:
    rule: Rule
    message: str
    value: str


def check(site: Mapping[str, bytes], source: SourceOf, root: str = "/") -> list[Located]:
    """Returns findings about the links of all pages and style sheets of a site that begins at `root` on its host.

    A fault that many files have, and that stands in the text of none, comes from the theme and is reported once.
    """
    links = _Links(site, root)
    findings: list[Located] = []
    shared: dict[_Fault, list[str]] = defaultdict(list)
    for path in sorted(site):
        for fault in dict.fromkeys(links.faults(path)):
            written = source(path)
            line, column = _find(written.text, fault.value)
            if line:
                findings.append(
                    finding(fault.rule, written.path, fault.message, written.text, line, column)
                )
            else:
                shared[fault].append(path)
    for fault, having in shared.items():
        where, more = source(having[0]).path, ""
        if len(having) > 1:
            where, more = THEME, f" So it is in {len(having):,} files, such as {having[0]}."
        findings.append(finding(fault.rule, where, fault.message + more))
    return sorted(set(findings))


class _Links:
    """All files of a site, and what their links mean."""

    def __init__(self, site: Mapping[str, bytes], root: str) -> None:
        self._site = site
        self._root = root
        self._pages = {
            path: Html(data.decode()) for path, data in site.items() if path.endswith(".html")
        }

    def faults(self, path: str) -> Iterator[_Fault]:
        """Yields what is wrong with the links of a file."""
        if path in self._pages:
            references = self._pages[path].references
        elif path.endswith(".css"):
            references = tuple(css_references(self._site[path].decode()))
        else:
            return
        for reference in references:
            fault = self._fault(path, reference)
            if fault is not None:
                yield fault

    def _fault(self, path: str, reference: Reference) -> _Fault | None:
        value = reference.value
        if elsewhere(value):
            message = f"The page would load '{value}' from another host: put a copy below templates/site/theme/assets/, and load that."
            return _Fault(HOST, message, value) if reference.loads else None
        target = resolve(path, value, self._root)
        if target is None:
            return None
        if target not in self._site:
            return _Fault(LINK, self._absent(target, reference), value)
        wanted = place(value)
        if target not in self._pages or wanted in _TOP or wanted in self._pages[target].ids:
            return None
        hint = did_you_mean(wanted, self._pages[target].ids)
        return _Fault(ANCHOR, f"'{target}' has no place '{wanted}'.{hint}", value)

    def _absent(self, target: str, reference: Reference) -> str:
        if target.startswith("/"):
            return f"'{reference.value}' begins at the root of the host, where the site need not be: give the way from this page."
        told = {"img": "this image is", "script": "this script is"}
        verb = told.get(reference.tag, "this page loads" if reference.loads else "this leads to")
        return f"There is no '{target}' in the site, which {verb}.{self._near(target)}"

    def _near(self, target: str) -> str:
        """A hint at a file of the same folder and kind whose name is close."""
        folder, _, name = target.rpartition("/")
        stem, _, kind = name.rpartition(".")
        stems = {
            path.rpartition("/")[2].removesuffix(f".{kind}"): path
            for path in self._site
            if path.rpartition("/")[0] == folder and path.endswith(f".{kind}")
        }
        close = difflib.get_close_matches(stem, stems, n=1, cutoff=0.6)
        return f" Did you mean '{stems[close[0]]}'?" if close else ""


def _find(text: str, value: str) -> tuple[int, int]:
    """Line and column of an address in the text that a page was built from; 0 and 0 where it is not there.

    The site generator has made `.html` of `.md`, and guides lead to pages by their places in the repository: what
    all of these end with is looked for, the longest first.
    """
    path, mark, rest = value.partition("#")
    markdown = path.removesuffix(".html") + ".md" if path.endswith(".html") else path
    for wanted in (value, markdown + mark + rest, markdown.lstrip("./") + mark + rest):
        offset = text.find(wanted) if wanted else -1
        if offset >= 0:
            start = max(text.rfind(each, 0, offset) for each in _BEFORE) + 1
            return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return 0, 0
