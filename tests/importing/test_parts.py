"""The small parts: texts, patterns, places, record."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importing import prose
from generator.importing.overlay import digests, merge
from generator.importing.patterns import matching
from generator.importing.positions import Lines, locate_json
from generator.load.positions import index


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Bold** and _slanted_ [link](https://example.com).", "Bold and slanted link."),
        ("Snake_case_name and `code_here`.", "Snake_case_name and `code_here`."),
        ("<p>One <code>x</code></p><p>Two &amp; three</p>", "One `x`\n\nTwo & three"),
        ("# Title\nText\nmore", "Title\n\nText more"),
        ("- a\n- b", "a\n\nb"),
        ("Before\n\n```json\n{}\n```\n\nafter", "Before\n\nafter"),
        ("> [!NOTE]\n> Mind **this**.", "Mind this."),
        ("A lone ` tick", "A lone  tick"),
        ("Key gsk_abcdefghijklmnopqrstuvwxyz in text", "Key … in text"),
        ("bell\x07 and\u200b zero", "bell and zero"),
        ("", ""),
    ],
)
def test_markup_becomes_prose(text: str, expected: str) -> None:
    assert prose.prose(text, 1000) == expected


def test_long_texts_end_after_a_sentence() -> None:
    text = "The first sentence is here. The second one is longer than what is left."
    assert prose.prose(text, 40) == "The first sentence is here."
    assert prose.prose("word " * 30, 22) == "word word word word…"
    assert prose.line(text) == "The first sentence is here."


@given(st.text())
@settings(max_examples=100)
def test_prose_is_trimmed_and_visible(text: str) -> None:
    made = prose.prose(text, 200)
    assert made == made.strip()
    assert made.count("`") % 2 == 0
    assert len(made) <= 200


@pytest.mark.parametrize(
    "pattern",
    [
        "^[A-Z]{2}-[0-9]+$",
        r"^\d{4}-\d{2}-\d{2}$",
        "^(ab|cd)?x*y+$",
        r"^sha256:[a-f0-9]{64}$",
        r"^(?:[a-z]+\.)+[a-z]{2,}$",
        r"^(?P<name>[^/]+)/\w+$",
        "^/v1/charges",
        r"^[^\s]+$",
        r"[\]a-c]{3,5}?",
        r"^\+[1-9]\d{1,14}$",
        "^.{8,}$",
    ],
)
def test_a_text_is_made_that_a_pattern_matches(pattern: str) -> None:
    assert re.search(pattern, matching(pattern))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(_JSON, st.sampled_from([None, 1]))
@settings(max_examples=100)
def test_places_are_those_that_the_full_index_knows(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    full = index(text)
    expected = {pointer: full.keys.get(pointer, at) for pointer, at in full.values.items()}
    assert locate_json(text, full.values) == expected


def test_lines_and_columns() -> None:
    lines = Lines.of("one\ntwo\r\nthree")
    assert lines.place(0) == (1, 1, "one")
    assert lines.place(5) == (2, 2, "two")
    assert lines.place(9) == (3, 1, "three")


_FILE = st.dictionaries(st.sampled_from("abc"), _JSON, max_size=3)


@given(_FILE, _FILE)
@settings(max_examples=100)
def test_without_edits_the_document_wins(old: dict[str, object], new: dict[str, object]) -> None:
    path = "functions/x.json"
    merged = merge(digests({path: old}), {path: old}, {path: new}, keep_removed=False)
    assert merged.files[path] == new
    assert not merged.edits


@given(_FILE, _FILE, _FILE)
@settings(max_examples=100)
def test_edited_fields_win_over_the_document(
    old: dict[str, object], current: dict[str, object], new: dict[str, object]
) -> None:
    path = "functions/x.json"
    merged = merge(digests({path: old}), {path: current}, {path: new}, keep_removed=False)
    for name in current.keys() - old.keys():
        assert merged.files[path][name] == current[name]
    for name in old.keys() - current.keys():
        assert name not in merged.files[path]
    for name in new.keys() - old.keys() - current.keys():
        assert merged.files[path][name] == new[name]


def test_a_document_on_one_line_is_not_shown_with_every_finding() -> None:
    text = "x" * 10_001
    assert Lines.of(text).place(9_000) == (1, 9_001, "")
    assert Lines.of(text[1:]).place(9_000) == (1, 9_001, text[1:])
