"""The headings of a guide, and under which address the site shows them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_HEADING = re.compile(r"(#{1,3}) +(.*?)(?: +#+)?(?: +\{(?P<attributes>[^{}]*)\})? *$")
_OTHER_HEADING = re.compile(r"#{4,6} ")
_ID = re.compile(r"(?:^| )#([^\s}]+)")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_HIDDEN = "\0"
_MARKS = re.compile(r"\\(?=[^\w\s])|\*+|(?<!\w)_+|_+(?!\w)|<[^>]*>")
_NO_PROSE = re.compile(r" {4}|[|><!]|[-*+] |[0-9]+[.)] |\[[^\]]+\]:")
_SENTENCE = re.compile(r".*?[.!?](?= |$)")
_NUMBERED = re.compile(r"(.*)_([0-9]+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as plain text; the guide's own title comes first, without an id."""

    title: str
    id: str
    text: str
    """The first sentence below it; empty where something else than prose follows."""


def outline(markdown: str) -> list[Heading]:
    """Returns the headings of the first three levels, in order."""
    found: list[Heading] = []
    ids: set[str] = set()
    for level, title, attributes, text in _headings(markdown):
        given = _ID.search(attributes)
        id_ = given[1] if given else _unique(_slug(title), ids)
        ids.add(id_)
        found.append(Heading(title, "" if level == 1 else id_, text))
    return found


def _headings(markdown: str) -> Iterator[tuple[int, str, str, str]]:
    lines = _without_code(markdown)
    for number, line in enumerate(lines):
        match = _HEADING.match(line)
        if match:
            text = _first_sentence(lines[number + 1 :])
            yield len(match[1]), _plain(match[2]), match["attributes"] or "", text


def _without_code(markdown: str) -> list[str]:
    """The lines, with those of fenced blocks as one line that is no prose."""
    lines: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
        elif mark:
            fence = mark[1]
            lines.append("|")
        else:
            lines.append(line)
    return lines


def _first_sentence(lines: list[str]) -> str:
    paragraph: list[str] = []
    for line in lines:
        if not line.strip() and not paragraph:
            continue
        if not line.strip() or _HEADING.match(line) or _OTHER_HEADING.match(line):
            break
        if _NO_PROSE.match(line) and not paragraph:
            return ""
        paragraph.append(line.strip())
    text = _plain(" ".join(paragraph))
    sentence = _SENTENCE.match(text)
    return sentence[0] if sentence else text


def _plain(markdown: str) -> str:
    """Inline markdown as text, in which code stands as it is."""
    codes = [each[2] for each in _CODE.finditer(markdown)]
    marked = _MARKS.sub("", _LINK.sub(r"\1", _CODE.sub(_HIDDEN, markdown)))
    first, *others = marked.split(_HIDDEN)
    whole = first + "".join(
        f"{code.strip()}{text}" for code, text in zip(codes, others, strict=True)
    )
    return " ".join(whole.split())


def _slug(title: str) -> str:
    """The id that Python-Markdown gives a heading."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _unique(slug: str, ids: set[str]) -> str:
    found = slug
    while found in ids or not found:
        numbered = _NUMBERED.fullmatch(found)
        base, count = (numbered[1], int(numbered[2])) if numbered else (found, 0)
        found = f"{base}_{count + 1}"
    return found
