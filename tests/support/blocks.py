"""Code blocks of markdown pages, each with what it is said to print."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest


class Block(NamedTuple):
    """A code block, and the text block that follows it at once, if any."""

    number: int
    language: str
    code: str
    output: str


def blocks(page: Path) -> Iterator[Block]:
    """Yields the blocks of a page."""
    text = page.read_text(encoding="utf-8")
    found = list(re.finditer(r"^```(\w*)\n(.*?)^```$", text, flags=re.M | re.S))
    for number, match in enumerate(found):
        if match[1] == "text":
            continue
        follower = found[number + 1] if number + 1 < len(found) else None
        attached = (
            follower is not None
            and follower[1] == "text"
            and not text[match.end() : follower.start()].strip()
        )
        yield Block(number, match[1], match[2], follower[2] if follower and attached else "")


def of(page: Path, language: str) -> list[object]:
    """Returns the blocks of a language as parameters of a test."""
    return [
        pytest.param(block, id=f"{page.stem} block {block.number}")
        for block in blocks(page)
        if block.language == language
    ]


def links(page: Path) -> list[str]:
    """Returns the targets of a page's links that are files, as they are written."""
    found = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    return [target for target in found if "://" not in target]
