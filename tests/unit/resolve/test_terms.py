"""Terms of a section: the values of an enum with their meanings, text or whole numbers."""

from typing import Any

import pytest

from generator.model.integration import Term
from generator.pages.agent import sections
from tests.support.definitions import integration

TEXTS = {"type": "string", "enum": ["b", "a"], "enum_descriptions": {"a": "Last.", "b": "First."}}
NUMBERS = {"type": "integer", "enum": [2, 10], "enum_descriptions": {"10": "Ten.", "2": "Two."}}


@pytest.mark.parametrize(
    ("type_", "terms", "lines"),
    [
        (TEXTS, (Term("b", "First."), Term("a", "Last.")), ['`"b"` — First.', '`"a"` — Last.']),
        (NUMBERS, (Term(2, "Two."), Term(10, "Ten.")), ["`2` — Two.", "`10` — Ten."]),
    ],
)
def test_terms_stand_in_the_order_of_the_enum(
    type_: Any, terms: tuple[Term, ...], lines: list[str]
) -> None:
    section = {"title": "Levels", "blocks": [{"terms": "#/types/Level"}]}
    made = integration({"ping": {"sections": [section]}}, types={"Level": type_})
    (block,) = made.function("ping").sections[0].blocks
    assert block.terms == terms
    page = sections(made)["ping"]
    assert [line for line in lines if line in page] == lines
