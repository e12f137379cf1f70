"""Hostile text in the fields that the pages show: rendered, the pages have the elements that they have with plain text."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.targets.base import Entry, summarize
from generator.targets.site import TARGET
from tests.support.definitions import integration
from tests.support.rendered import Element, read, rendered, without_front_matter
from tests.support.texts import HOSTILE, texts

PLAIN = "Plain text"
PROSE = frozenset({"p", "code", "li", "ul"})
"""What a text itself may be made of: paragraphs, and code between backquotes."""


def pages(text: str) -> Mapping[str, str]:
    """The pages of an integration that says the same in every place for prose, and those about all integrations."""
    prose = text if text.strip() else PLAIN
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
                "response": _response(prose),
                "vendor": {
                    "documented": False,
                    "source": "https://example.com/a(b)",
                    "checked": "2026-11-20",
                    "note": prose,
                },
                "deprecated": {"reason": prose},
                "sections": [
                    {
                        "title": "Notes",
                        "blocks": [
                            {"text": prose},
                            {"value": prose, "of": "word"},
                        ],
                    }
                ],
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
    files = {path: file.text for path, file in TARGET.integration(made).items()}
    files |= {
        path: file.text for path, file in TARGET.catalogue([Entry(summarize(made), files)]).items()
    }
    return {
        path: text
        for path, text in files.items()
        if path.startswith("source/") and path.endswith(".md")
    }


def _response(prose: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "name": {"type": "string", "description": prose, "enum": [prose, "b"]},
            "a|b`c": {"type": "integer", "description": prose},
            'a"<i>': {"type": "integer", "description": prose},
        },
        "required": ["name"],
    }


def outline(element: Element) -> list[Any]:
    """The elements, their attributes and their places, but for those that prose may be made of."""
    inside = [part for each in element.children for part in outline(each)]
    if element.tag in PROSE and not element.attributes:
        return inside
    return [(element.tag, sorted(element.attributes), inside)]


@cache
def expected() -> Mapping[str, list[Any]]:
    return {path: outline(page(text)) for path, text in pages(PLAIN).items()}


def page(text: str) -> Element:
    return read(rendered(without_front_matter(text)))


def assert_same_outline(text: str) -> None:
    for path, found in pages(text).items():
        assert outline(page(found)) == expected()[path], path


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE.replace("{", "("),
        "| a | b |\n| - | - |\n| c | d |",
        "# a\n\n## b\n\n---\n\n- c\n\n> d\n\n    e",
        "```\n</details>\n````\n~~~\n</section>\n</code></pre>",
        "<!-- --> <script>alert(1)</script> <https://example.com> ![x](y)",
        "**a** _b_ ~~c~~ `d` ``e`f`` \\` &amp; [g](h)",
        '=== "Lua"\n\n    x\n\n!!! note\n    y\n\n??? z',
        "[TOC]\n\n*[HTML]: x\n\n[^1]: y\n\nterm\n:   z",
        "( .x ) (: #y) \n--8<-- 'a'",
        '\n</section>\n<section class="first-call">\nx\n</section>\n',
    ],
)
def test_known_tricks(text: str) -> None:
    assert_same_outline(text)


@settings(max_examples=20)
@given(st.one_of(texts, st.just(HOSTILE)))
def test_any_text(text: str) -> None:
    assert_same_outline(text.replace("{", "(").replace("\ud800", ""))


def test_what_a_page_says_of_itself_is_one_line_each() -> None:
    text = pages('a: "b"\n---\nc \u2028 \ufffe \\')["source/acme/index.md"]
    assert text.split("\n")[:4] == [
        "---",
        'title: "Acme"',
        'description: "a: \\"b\\" --- c \\\\u2028 \\U0000FFFE \\\\"',
        "---",
    ]
