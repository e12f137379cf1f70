"""Markdown's quoting: what is escaped, what is left readable, and what no text can break."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages import markdown

TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("`|\\*_~[]()<>#-+=:.!& \n\r\tab1"), st.characters())
)


@pytest.mark.parametrize(
    "text",
    [
        "max_tokens",
        "e.g. a model (0–2)",
        "data[].id and messages[0]",
        "a < b & c > d",
        "2 * 3",
        "~/.config",
        "R&D",
        "- not at the start of a line, 1. neither".removeprefix("- "),
        "https://example.com/a_b_c",
        "-1 is the default",
        "3.14 is a number",
    ],
)
def test_ordinary_text_stays_readable(text: str) -> None:
    assert markdown.paragraph(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*bold* and _em_", r"\*bold\* and \_em\_"),
        ("[a](http://x)", r"[a\](http://x)"),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("<https://example.com>", "&lt;https://example.com>"),
        ("&amp; &#35;", "&amp;amp; &amp;#35;"),
        ("# title", r"\# title"),
        ("> quote", r"\> quote"),
        ("- item", r"\- item"),
        ("---", r"\---"),
        ("***", r"\*\*\*"),
        ("1. one", r"1\. one"),
        ("[a]: http://x", r"\[a]: http://x"),
        ("~~~", r"\~\~\~"),
        ("a lone ` mark", r"a lone \` mark"),
        ("two\nlines", "two lines"),
        ("\u202eevil\x00", "\\u202eevil\\u0000"),
        ("use `a_b` or ``a`b``", "use `a_b` or ``a`b``"),
        ("C:\\dir", "C:\\\\dir"),
    ],
)
def test_active_text_is_made_literal(text: str, expected: str) -> None:
    assert markdown.paragraph(text) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a", "`a`"),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        (" a ", "`  a  `"),
        (" ", "` `"),
        ("", "` `"),
        ("a\nb", "`a b`"),
    ],
)
def test_code_spans_hold_any_content(content: str, expected: str) -> None:
    assert markdown.code(content) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("groq_list_models", "groq_list_models"),
        ("Multi-Account Usage", "multi-account-usage"),
        ("What is `x.y`?", "what-is-xy"),
        ("Grüße, Welt!", "grüße-welt"),
    ],
)
def test_anchors(text: str, expected: str) -> None:
    assert markdown.anchor(text) == expected


def test_paragraphs_are_separated_by_empty_lines() -> None:
    assert markdown.paragraphs("one\ntwo\n\n\n# three\n") == "one two\n\n\\# three"


def test_a_heading_does_not_lose_its_last_hash() -> None:
    assert markdown.heading(2, "C #") == "## C \\#"
    assert markdown.heading(2, "C#") == "## C#"


def test_a_link_shows_brackets_and_encodes_parentheses() -> None:
    assert markdown.link("a[0] \\[", "https://x/y(z)") == r"[a\[0\] \\\[](https://x/y%28z%29)"


def test_a_table_keeps_pipes_inside_its_cells() -> None:
    assert markdown.table(("A", "B"), [(markdown.code("a|b"), markdown.inline("c | d"))]) == (
        "| A | B |\n| --- | --- |\n| `a\\|b` | c \\| d |"
    )


@given(TEXT)
def test_inline_text_is_one_line_without_bare_pipes_in_cells(text: str) -> None:
    written = markdown.cell(markdown.inline(text))
    assert "\n" not in written and "\r" not in written
    assert re.search(r"(?<!\\)\|", written) is None


@given(TEXT)
def test_a_fence_is_longer_than_every_run_inside(text: str) -> None:
    first, *body, last = markdown.fence(text).split("\n")
    assert first == last and set(first) == {"`"}
    assert all(first not in line for line in body)
