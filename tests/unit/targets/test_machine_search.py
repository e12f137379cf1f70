"""The records of the search, the guides among them, and the list of guides that agents read."""

from __future__ import annotations

import json
import re
from importlib import import_module

import pytest

from generator.targets.base import Entry, summarize
from generator.targets.site import machine, paths
from generator.targets.site.machine import headings, llms, search
from tests.support.definitions import integration, real

GUIDE = """\
# Errors and *retries*

Every error says [what](../a.md) went wrong: `StatusError` is one. More follows.

## Retries { #again }

| What | When |
| ---- | ---- |

```python
# no heading
```

### `max_retries` and Größe

Which calls are
repeated, and when

## Again

#### Too deep

## Again

> A note.
"""


def script(*names: str) -> str:
    entries = [
        Entry(summarize(each), {path: file.text for path, file in machine.files(each).items()})
        for each in map(real, names)
    ]
    return machine.catalogue_files(entries)[paths.SEARCH_INDEX].text


def records(text: str) -> list[list[str]]:
    """What the script defines, as a browser reads it."""
    found = re.fullmatch(r"window\.integrationsSearchIndex = (\[.*\]);\n", text, re.DOTALL)
    assert found is not None
    parsed: list[list[str]] = json.loads(found[1])
    return parsed


def record(name: str, context: str) -> list[str]:
    found = records(script("groq", "mistralai"))
    return next(each for each in found if each[1:3] == [name, context])


def test_a_function() -> None:
    assert record("create_completion", "Groq") == [
        "write",
        "create_completion",
        "Groq",
        "Let a model answer a conversation.",
        "chat messages temperature max_tokens top_p stream",
        "groq/index.html#create_completion",
    ]


def test_humps_are_words() -> None:
    assert record("MistralAI", "ai")[4] == "mistral ai"
    assert record("create_agent", "MistralAI")[4] == "name model description mistral ai"


def test_an_integration_named_otherwise_than_its_title() -> None:
    made = integration({"list_pens": {}}, name="google_pens")
    files = {path: file.text for path, file in machine.files(made).items()}
    text = machine.catalogue_files([Entry(summarize(made), files)])[paths.SEARCH_INDEX].text
    assert [each[4] for each in records(text)] == ["google_pens", "google_pens"]


def test_marks_are_no_words() -> None:
    made = integration({"list_pens": {"summary": "List `Pen`s of `id`."}})
    files = {path: file.text for path, file in machine.files(made).items()}
    text = machine.catalogue_files([Entry(summarize(made), files)])[paths.SEARCH_INDEX].text
    assert records(text)[1][3] == "List Pens of id."


def test_records_are_small_and_each_stands_on_a_line() -> None:
    text = script("frankfurter", "freshchat", "groq", "mistralai")
    lines = text.splitlines()[1:-1]
    assert len(lines) == 4 + 25
    assert [json.loads(line.rstrip(",")) for line in lines] == records(text)
    assert len(text) / len(lines) < 200
    assert text.isascii()


def test_an_empty_catalogue() -> None:
    assert records(machine.catalogue_files([])[paths.SEARCH_INDEX].text) == []


def test_guides() -> None:
    assert search.records_of_guide("guides/errors.md", GUIDE) == [
        (
            "guide",
            "Errors and retries",
            "",
            "Every error says what went wrong: StatusError is one.",
            "",
            "guides/errors.html",
        ),
        ("guide", "Retries", "Errors and retries", "", "", "guides/errors.html#again"),
        (
            "guide",
            "max_retries and Größe",
            "Errors and retries",
            "Which calls are repeated, and when",
            "",
            "guides/errors.html#max_retries-and-groe",
        ),
        ("guide", "Again", "Errors and retries", "", "", "guides/errors.html#again_1"),
        ("guide", "Again", "Errors and retries", "", "", "guides/errors.html#again_2"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        GUIDE,
        "# A\n\n## B_1\n\n## B_1\n\n## B\n\n## B\n",
        "# A\n\n## `functions/<name>.json`\n\n## [`a_b`](x.md) and <b>c</b>\n\n## `1` *2* `3`\n",
        "# `x` & y\n\n## What's new?\n\n## …\n\n## C++ -- and more #\n\n## snake_case __init__\n",
        "## One\n\n```md\n## Two\n```\n\n~~~\n## Three\n~~~\n\n## [Four](x.md) *five*\n",
    ],
)
def test_ids_are_those_of_the_built_page(text: str) -> None:
    """Python-Markdown, whose rules the site generator follows, gives headings the same ids."""
    markdown = import_module("markdown")  # has no types
    built: str = markdown.markdown(text, extensions=["toc", "attr_list", "fenced_code"])
    expected = re.findall(r'<h[1-3] id="([^"]*)"', built)
    levels = re.findall(r"<h([1-3]) id", built)
    found = [each.id for each in headings.outline(text)]
    assert found == [
        "" if level == "1" else id_ for id_, level in zip(expected, levels, strict=True)
    ]


def test_code_is_shown_as_it_stands() -> None:
    text = "# A\n\nSet `<name>`, `*args` or [`a_b`](b.md) to *the* first. Then go.\n"
    assert headings.outline(text)[0].text == "Set <name>, *args or a_b to the first."


@pytest.mark.parametrize(
    ("below", "text"),
    [
        ("\n\n**Bold** words. More.", "Bold words."),
        ("\n[A link](b.md) comes first! More.", "A link comes first!"),
        ("\nBefore a list:\n- one", "Before a list: - one"),
        ("\nNo stop", "No stop"),
        ("- one", ""),
        ("1. one", ""),
        ("    code", ""),
        ("![image](a.png)", ""),
        ("[a]: b.md", ""),
        ("### Deeper", ""),
        ("", ""),
    ],
)
def test_the_sentence_below_a_heading(below: str, text: str) -> None:
    assert headings.outline(f"## A\n{below}\n")[0].text == text


def test_guides_come_last() -> None:
    text = search.with_records(script("groq"), search.records_of_guide("guides/a.md", "# A\n"))
    assert records(text)[:8] == records(script("groq"))
    assert records(text)[8:] == [["guide", "A", "", "", "", "guides/a.html"]]
    assert search.urls(text)[-2:] == ["groq/index.html#get_current_user", "guides/a.html"]
    alone = search.with_records(
        machine.catalogue_files([])[paths.SEARCH_INDEX].text,
        search.records_of_guide("guides/a.md", "# A\n"),
    )
    assert records(alone) == [["guide", "A", "", "", "", "guides/a.html"]]
    assert search.with_records(text, []) == text


def test_guides_for_agents() -> None:
    text = machine.catalogue_files([])["files/llms.txt"].text
    found = llms.with_guides(text, [("guides/errors.md", GUIDE), ("guides/b.md", "# B\n")])
    before, after = text.split("## Optional\n")
    assert found == (
        f"{before}## Guides\n\n"
        "- [Errors and retries](guides/errors.md): Every error says what went wrong: StatusError is one.\n"
        f"- [B](guides/b.md)\n\n## Optional\n{after}"
    )
    assert llms.with_guides(text, []) == text
