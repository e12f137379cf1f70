"""Expressions of definitions: whatever they are, they work or say why they do not."""

import pytest

from generator.resolve.expressions import ExpressionError, compiled, search


@pytest.mark.parametrize(
    "expression",
    ["[" * 2_000, "a" + ".a" * 20_000 + "(", "@[" + "9" * 5_000 + "]", "`unquoted`", ""],
    ids=["brackets", "dots", "digits", "old literal", "empty"],
)
def test_what_does_not_parse_is_an_expression_error(expression: str) -> None:
    with pytest.raises(ExpressionError):
        search(expression, {})


@pytest.mark.parametrize(
    "expression", ["sum(@)", "sort_by(@, &a)", "to_number(@)[0].a | abs(@)", "join(',', @)"]
)
def test_what_cannot_be_applied_is_an_expression_error(expression: str) -> None:
    compiled(expression)
    with pytest.raises(ExpressionError):
        search(expression, {"a": object()})


def test_a_result_that_repeats_itself_without_end_is_refused() -> None:
    doubled = " | ".join(["[@, @]"] * 40)
    with pytest.raises(ExpressionError, match="the result is too large"):
        search(doubled, 1)


def test_a_message_is_one_line() -> None:
    with pytest.raises(ExpressionError) as caught:
        compiled("a.\n\n[")
    assert "\n" not in str(caught.value)
