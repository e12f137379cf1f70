"""Any text, written as markdown, is read by a CommonMark parser as that text and nothing else."""

import re
import unicodedata
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.languages import markdown

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("`|\\*_~[]()<>#-+=:.!&; \n\r\tab1"), st.characters())
)


def shown(text: str) -> str:
    """What a reader must see: one line, hidden characters written out."""
    text = re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
    hidden = {"Cc", "Cs", "Zl", "Zp"}
    bidi = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    return "".join(
        f"\\u{ord(each):04x}" if each in bidi or unicodedata.category(each) in hidden else each
        for each in text
    )


def tokens(text: str) -> list[tuple[str, str, list[Any] | None]]:
    return [(each.type, each.content, each.children) for each in PARSER.parse(text)]


def plain(children: list[Any] | None) -> str:
    assert children is not None
    assert {each.type for each in children} <= {"text", "text_special", "code_inline"}
    return "".join(each.content for each in children)


def assert_same(read: str, text: str) -> None:
    """Parsers trim blanks of every kind at the ends of a block."""
    assert read.strip() == shown(text).strip()


@given(TEXT)
def test_a_paragraph_of_literal_text(text: str) -> None:
    text = text.replace("`", "'") + "x"
    kinds = tokens(markdown.paragraph(text))
    assert [each[0] for each in kinds] == ["paragraph_open", "inline", "paragraph_close"]
    assert_same(plain(kinds[1][2]), text)


@given(TEXT)
def test_a_paragraph_with_backquotes_is_one_paragraph(text: str) -> None:
    kinds = tokens(markdown.paragraph(text + "x"))
    assert [each[0] for each in kinds] == ["paragraph_open", "inline", "paragraph_close"]
    plain(kinds[1][2])


@given(TEXT, TEXT)
def test_code_and_text_beside_each_other(content: str, after: str) -> None:
    before = "see "
    kinds = tokens(f"{before}{markdown.code(content)} {markdown.literal(after)}x")
    assert [each[0] for each in kinds] == ["paragraph_open", "inline", "paragraph_close"]
    children = kinds[1][2]
    assert children is not None
    assert children[1].type == "code_inline"


@given(TEXT)
def test_a_heading(text: str) -> None:
    text = "x" + text.replace("`", "'")
    kinds = tokens(markdown.heading(3, text))
    assert [each[0] for each in kinds] == ["heading_open", "inline", "heading_close"]
    assert_same(plain(kinds[1][2]), text)


@given(TEXT)
def test_a_link(text: str) -> None:
    text = "x" + text.replace("\n", " ")
    children = tokens(markdown.link(text, "https://example.com"))[1][2]
    assert children is not None
    assert children[0].type == "link_open" and children[-1].type == "link_close"
    assert_same(plain(children[1:-1]), text)


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=3))
def test_the_cells_of_a_table(rows: list[tuple[str, str]]) -> None:
    written = markdown.table(("A", "B"), [(markdown.code(a), markdown.literal(b)) for a, b in rows])
    kinds = tokens(written)
    assert kinds[0][0] == "table_open" and kinds[-1][0] == "table_close"
    cells = [each for each in kinds if each[0] == "inline"][2:]
    assert len(cells) == 2 * len(rows)
    for (_, second), cell in zip(rows, cells[1::2], strict=True):
        assert_same(plain(cell[2]), second)


@given(TEXT)
def test_a_fence(text: str) -> None:
    kinds = tokens(markdown.fence(text, "text"))
    assert [each[0] for each in kinds] == ["fence"]
