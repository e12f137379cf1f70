"""Hostile text in the fields that the pages show: headings, rows and fences stay those of the page."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.targets.docs import TARGET
from tests.support.definitions import integration
from tests.support.texts import HOSTILE, texts

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = "Plain text"


def pages(text: str) -> dict[str, str]:
    """The pages of an integration that says the same in every place for prose."""
    prose = text if text.strip() else PLAIN
    response = {
        "type": "object",
        "properties": {
            "name": {"type": "string", "description": prose, "enum": [prose, "b"]},
            "a|b`c": {"type": "integer", "description": prose},
        },
        "required": ["name"],
    }
    made = integration(
        {
            "get_it": {
                "title": prose,
                "summary": prose,
                "description": prose,
                "parameters": {
                    "word": {
                        "type": "string",
                        "in": "query",
                        "description": prose,
                        "default": prose,
                    }
                },
                "response": response,
                "vendor": {
                    "documented": False,
                    "source": "https://example.com/a(b)",
                    "checked": "2026-11-20",
                    "note": prose,
                },
                "deprecated": {"reason": prose},
                "sections": [{"title": "Notes", "blocks": [{"text": prose}]}],
                "examples": [
                    {
                        "title": prose,
                        "arguments": {"word": prose},
                        "response": {"name": prose},
                        "show": [{"print": "{result.name}"}],
                    }
                ],
            }
        },
        summary=prose,
        auth={"strategy": "bearer_token", "token": "token"},
        credentials=[{"key": "token", "label": prose, "hint": prose}],
    )
    files = TARGET.integration(made).items()
    return {path: file.text for path, file in files if path.endswith(".md")}


def outline(page: str) -> list[tuple[str, str]]:
    """The blocks of a page; text between them, and how many paragraphs a text makes, is left out."""
    structure: list[Any] = PARSER.parse(page)
    kinds = {"heading_open", "tr_open", "fence", "bullet_list_open", "blockquote_open", "hr"}
    return [(each.type, each.tag) for each in structure if each.type in kinds | {"html_block"}]


def markup(page: str) -> tuple[Counter[str], set[str]]:
    """How often text is strong or a link, and everything that stands inside lines."""
    found = Counter(
        child.type
        for token in PARSER.parse(page)
        if token.type == "inline"
        for child in token.children or ()
    )
    return Counter({key: found[key] for key in ("strong_open", "link_open")}), set(found)


EXPECTED = {path: (outline(text), *markup(text)) for path, text in pages(PLAIN).items()}
HARMLESS = {"text", "text_special", "code_inline"}


def assert_same_outline(text: str) -> None:
    for path, page in pages(text).items():
        blocks, counts, kinds = EXPECTED[path]
        assert outline(page) == blocks
        found, inside = markup(page)
        assert found == counts
        assert inside <= kinds | HARMLESS


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "| a | b |\n| - | - |\n| c | d |",
        "# a\n\n## b\n\n---\n\n- c\n\n> d\n\n    e",
        "```\n</details>\n````\n~~~",
        "<!-- --> <script>alert(1)</script> <https://example.com> ![x](y)",
        "**a** _b_ ~~c~~ `d` ``e`f`` \\` &amp; [g](h)",
    ],
)
def test_known_tricks(text: str) -> None:
    assert_same_outline(text)


@settings(max_examples=25)
@given(st.one_of(texts, st.just(HOSTILE)))
def test_any_text(text: str) -> None:
    assert_same_outline(text.replace("{", "(").replace("\ud800", ""))
