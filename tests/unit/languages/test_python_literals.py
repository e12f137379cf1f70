"""Literals of Python mean what they are made from, and are black's own form."""

import ast
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages.python import literal, string
from tests.support.formatting import blackened
from tests.support.texts import HOSTILE, json_values, texts


@given(json_values(), st.sampled_from([100, 88, 40]))
def test_a_literal_means_its_value_and_needs_no_formatting(value: Any, width: int) -> None:
    code = f"value = {literal(value, width=width, before=len('value = '))}\n"
    assert ast.literal_eval(code.removeprefix("value = ")) == value
    assert blackened(code, width) == code


@given(json_values())
def test_a_literal_fits_its_place(value: Any) -> None:
    written = literal(value, indent=4, before=len('"key": '), after=1)
    code = f'outer = {{\n    "key": {written},\n}}\n'
    assert blackened(code) == code


@given(texts)
def test_a_string_stands_on_one_line_without_unseen_characters(text: str) -> None:
    written = string(text)
    assert ast.literal_eval(written) == text
    assert not any(each in written for each in "\n\r\x00\x0b\x1c\x85\u2028\u202e\ufeff\u00a0")


def test_examples() -> None:
    assert string('say "hi"') == "'say \"hi\"'"
    assert string("it's") == '"it\'s"'
    assert string("a — b 漢") == '"a — b 漢"'
    assert string("\x00\u202e\n") == '"\\x00\\u202e\\n"'
    assert literal({"a": [1, 2.5, 1e300, None, True], "b": {}}) == (
        '{"a": [1, 2.5, 1e300, None, True], "b": {}}'
    )
    assert ast.literal_eval(string(HOSTILE)) == HOSTILE


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_numbers_that_are_none_have_no_literal(value: float) -> None:
    with pytest.raises(ValueError, match="no literal"):
        literal([value])


def test_what_json_cannot_hold_has_no_literal() -> None:
    with pytest.raises(TypeError, match="set has no literal"):
        literal({"a": {1}})
