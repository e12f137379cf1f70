"""Reading markdown pages back: headings, paragraphs, tables, lists and fences, as plain data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Part:
    """A heading and what stands below it, up to the next heading of its level; `lines` ends at the first one inside."""

    level: int
    title: str
    lines: list[str] = field(default_factory=list[str])
    parts: list["Part"] = field(default_factory=list["Part"])

    def part(self, title: str) -> "Part":
        """Returns the part with a title."""
        return next(each for each in self.parts if each.title == title)

    @property
    def titles(self) -> list[str]:
        """The titles of the parts directly inside."""
        return [each.title for each in self.parts]

    @property
    def rows(self) -> list[list[str]]:
        """The cells of the first table, without its header."""
        start = next(at for at, line in enumerate(self.lines) if line.startswith("|"))
        rows: list[list[str]] = []
        for line in self.lines[start + 2 :]:
            if not line.startswith("|"):
                break
            rows.append(cells(line))
        return rows

    def fences(self, language: str) -> list[str]:
        """Returns the fenced blocks of a language, in the whole part."""
        return [text for info, text in _fences(self.all_lines) if info == language]

    @property
    def all_lines(self) -> list[str]:
        """The lines of the part and of those inside, without headings."""
        return [*self.lines, *(line for each in self.parts for line in each.all_lines)]


def read(page: str) -> Part:
    """Returns a page as a part of level 0."""
    root = Part(0, "")
    stack = [root]
    fence = ""
    for line in page.split("\n"):
        mark = re.match("`{3,}", line)
        if fence:
            fence = "" if line == fence else fence
        elif mark:
            fence = mark.group()
        heading = None if fence or mark else re.fullmatch(r"(#{1,6}) (.*)", line)
        if heading is None:
            stack[-1].lines.append(line)
            continue
        part = Part(len(heading.group(1)), heading.group(2))
        while stack[-1].level >= part.level:
            stack.pop()
        stack[-1].parts.append(part)
        stack.append(part)
    return root


def cells(line: str) -> list[str]:
    """Returns the cells of a table's row."""
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [each.strip() for each in re.split(r"(?<!\\)\|", inner)]


def _fences(lines: list[str]) -> Iterator[tuple[str, str]]:
    mark, info, body = "", "", list[str]()
    for line in lines:
        opening = re.fullmatch("(`{3,})(.*)", line)
        if mark and line == mark:
            yield info, "\n".join(body)
            mark = ""
        elif mark:
            body.append(line)
        elif opening:
            mark, info = opening.groups()
            body = []
