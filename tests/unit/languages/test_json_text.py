"""JSON for readers is JSON, and fits where it can be broken."""

import json
from typing import Any

import pytest
from hypothesis import given

from generator.languages.json_text import json_text
from tests.support.texts import json_values


@given(json_values())
def test_it_is_the_same_value(value: Any) -> None:
    assert json.loads(json_text(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({}, "{}"),
        ([1, "é", None], '[1, "é", null]'),
        ({"b": 1, "a": [True]}, '{"b": 1, "a": [true]}'),
        (["x" * 50, "y" * 50], f'[\n  "{"x" * 50}",\n  "{"y" * 50}"\n]'),
        (
            {"key": {"inner": ["x" * 90]}},
            f'{{\n  "key": {{\n    "inner": [\n      "{"x" * 90}"\n    ]\n  }}\n}}',
        ),
    ],
)
def test_layout(value: Any, text: str) -> None:
    assert json_text(value) == text


def test_a_line_is_broken_at_a_hundred_columns() -> None:
    fits = json_text({"key": ["x" * 84]}, indent=2)
    assert fits == f'{{"key": ["{"x" * 84}"]}}'
    assert json_text({"key": ["x" * 85]}, indent=2).count("\n") == 4


def test_numbers_that_are_not_finite_are_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text({"a": float("nan")})
