"""An extension of Python-Markdown: blocks that are HTML already are passed on, not parsed.

Pages that are rendered from definitions are HTML but for their headings. Python-Markdown takes such a block apart tag by tag,
which is most of the time that a large site takes. Here a block ends where its first element ends, so code inside it may hold
empty lines and anything that looks like markdown.
"""

import re
from importlib import import_module
from typing import Any

_NAMES = "details|div|dl|h[2-6]|nav|ol|p|pre|section|table|ul"
_START = re.compile(rf"(?:(?<=\n\n)|\A\n?)<(?P<name>{_NAMES})\b(?P<attributes>[^>]*)>")
_MARKDOWN = re.compile(r"\smarkdown\b")
_PRIORITY = 28
"""After line ends are made alike, before anything looks for code or HTML."""


class ReadyHtml:
    """A preprocessor that takes blocks of HTML out of a page, and leaves marks in their places."""

    def __init__(self, md: Any) -> None:
        self._stash = md.htmlStash

    def run(self, lines: list[str]) -> list[str]:
        """Returns the lines of a page without the blocks."""
        text, end = "\n".join(lines), 0
        result: list[str] = []
        while (start := _START.search(text, end)) is not None:
            begin = start.start("name") - 1
            stop = _end(text, start)
            if stop is None or _MARKDOWN.search(start["attributes"]):
                result.append(text[end : start.end()])
                end = start.end()
                continue
            result += text[end:begin], self._stash.store(text[begin:stop])
            end = stop
        result.append(text[end:])
        return "".join(result).split("\n")


def _end(text: str, start: re.Match[str]) -> int | None:
    """Where the element ends that starts here; None where its block goes on behind it, or it never ends."""
    depth = 1
    for tag in re.compile(rf"<(/?){start['name']}\b[^>]*>").finditer(text, start.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end() if text[tag.end() : tag.end() + 1] in ("", "\n") else None
    return None


def makeExtension(**options: Any) -> Any:  # noqa: N802
    """Returns the extension. Python-Markdown, which has no types, looks for this name."""
    base = import_module("markdown.extensions").Extension
    return type("ReadyHtmlExtension", (base,), {"extendMarkdown": _extend})(**options)


def _extend(extension: Any, md: Any) -> None:
    md.preprocessors.register(ReadyHtml(md), "ready_html", _PRIORITY)
