"""Comments in Lua. Nothing that they quote ends them, or speaks to a tool that reads comments."""

import re
import textwrap
from collections.abc import Iterator

from generator.languages.lua.strings import HIDDEN

_BLANK = re.compile(rf"[ {HIDDEN}]+")
_PARAGRAPHS = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*")
_DIRECTIVE = re.compile(r"\s*(?:luacheck|stylua)\s*:", re.IGNORECASE)


def comment(text: str) -> str:
    """Returns text as a comment on one line."""
    line = one_line(text)
    if _DIRECTIVE.match(line):
        line = f"({line})"
    return f"-- {line}".rstrip()


def note(text: str | None) -> str:
    """Returns what follows a type in an annotation (` # Files per page.`); nothing for no text."""
    line = one_line(text or "")
    return f" # {line}" if line else ""


def description(text: str, width: int) -> list[str]:
    """Returns text, whose paragraphs empty lines separate, as `---` lines of at most `width` bytes where words allow."""
    return list(_description(text, width))


def one_line(text: str) -> str:
    """Returns text with every run of spaces, line breaks and invisible characters turned into one space."""
    return _BLANK.sub(" ", text).strip()


def _description(text: str, width: int) -> Iterator[str]:
    paragraphs = [one_line(part) for part in _PARAGRAPHS.split(text)]
    for number, paragraph in enumerate(filter(None, paragraphs)):
        if number:
            yield "---"
        for line in textwrap.wrap(
            paragraph, max(20, width - 4), break_long_words=False, break_on_hyphens=False
        ):
            yield f"---{_inert(line)}"


def _inert(line: str) -> str:
    r"""A line that no annotation begins: `@` and `|` get a backslash, which the Markdown of editors hides."""
    return f"\\{line}" if line.startswith(("@", "|")) else line
