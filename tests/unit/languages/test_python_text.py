"""Prose keeps its words inside docstrings and comments, cannot leave them, and is black's own form."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages.python import comment, docstring, wrap
from tests.support.formatting import blackened
from tests.support.texts import HOSTILE, long_texts

PLACES = {
    0: "{}\n",
    4: "class Something:\n    {}\n\n    x = 1\n",
    8: "class Something:\n    def method(self) -> None:\n        {}\n        return None\n",
}


def documented(code: str) -> str:
    """Returns the docstring of the innermost definition."""
    node: ast.Module | ast.ClassDef | ast.FunctionDef = ast.parse(code)
    while node.body and isinstance(inner := node.body[0], ast.ClassDef | ast.FunctionDef):
        node = inner
    return ast.get_docstring(node) or ""


@given(long_texts, st.sampled_from(sorted(PLACES)))
def test_a_docstring_has_the_words_of_its_text_and_nothing_else(text: str, indent: int) -> None:
    code = PLACES[indent].format(docstring(wrap(text, 96 - indent), indent=indent))
    assert documented(code).split() == text.split()
    assert all(line == line.rstrip() for line in code.split("\n"))
    if text.split():
        assert blackened(code) == code


@given(long_texts)
def test_a_comment_holds_no_code(text: str) -> None:
    code = comment(text) + "\n"
    assert ast.parse(code).body == []
    assert all(line.startswith("#") and line == line.rstrip() for line in code.splitlines())


@given(long_texts, st.integers(20, 100))
def test_only_single_words_are_longer_than_a_line(text: str, width: int) -> None:
    for line in wrap(text, width):
        assert len(line) <= width or len(line.split()) == 1


def test_paragraphs_and_items_stay_apart() -> None:
    text = "One\ntwo.\n\nThe list:\n- first\n  item\n- second\n1. third"
    assert wrap(text, 80) == [
        "One two.",
        "",
        "The list:",
        "- first item",
        "- second",
        "1. third",
    ]


def test_hanging_lines() -> None:
    lines = wrap("alpha beta gamma delta", 20, first="    x: ", rest="        ")
    assert lines == ["    x: alpha beta", "        gamma delta"]


@pytest.mark.parametrize("text", [HOSTILE, '"', '""""', "\\", "ends with \\", 'x"""y', "\x00"])
@pytest.mark.parametrize("indent", sorted(PLACES))
def test_no_text_ends_a_docstring(text: str, indent: int) -> None:
    code = PLACES[indent].format(docstring(wrap(text, 90), indent=indent))
    assert documented(code).split() == text.split()
    assert blackened(code) == code
