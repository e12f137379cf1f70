"""Text from definitions is hostile: strategies for it, and one text that tries everything at once."""

from typing import Any

from hypothesis import strategies as st

HOSTILE = (
    "\"\"\"; import os\\ '''; `code` | [[x]] ]=] --[[ */ <script> {{ 7 * 7 }} {% x %} \x00\x1b \u202e \u2028 \ufeff\r\n"
    '# not a heading\n\n\\N{DASH} %s $HOME "'
)
"""Quotes, escapes, brackets, templates, control characters, line ends of every kind, and a quote at the end."""

_TRICKS = list("\"'\\`{}[]()<>|#%*-_!:;,.$ \n\r\t\x00\x0b\x1c\x85\u00a0\u2028\u202e\ufeff—é漢😀")

# What a later Unicode assigns has no agreed width yet: black and Python may differ.
characters = st.one_of(st.characters(exclude_categories=["Cn"]), st.sampled_from(_TRICKS))
texts = st.text(characters, max_size=80)
long_texts = st.text(characters, max_size=400)


def json_values(strings: "st.SearchStrategy[str]" = texts) -> "st.SearchStrategy[Any]":
    """Returns data of every shape that JSON can carry."""
    scalars = (
        st.none()
        | st.booleans()
        | st.integers(-(2**63), 2**63 - 1)
        | st.floats(allow_nan=False, allow_infinity=False)
        | strings
    )
    return st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(strings, inner, max_size=4),
        max_leaves=25,
    )
