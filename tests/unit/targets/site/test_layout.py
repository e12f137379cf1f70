"""Wide integrations: their functions have pages by group, and every place has one address."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from generator.targets.site import TARGET
from generator.targets.site.layout import ROOM, layout
from tests.support import wide
from tests.support.definitions import integration

HEAVY = "word " * (ROOM // 40)
"""A description of which a page holds seven, but not eight."""


def function(description: str = HEAVY, **more: Any) -> dict[str, Any]:
    return {"description": description.strip(), **more}


def pages(functions: Mapping[str, Any], **more: Any) -> dict[str, str]:
    made = integration(functions, **more)
    files = {path: file.text for path, file in TARGET.integration(made).items()}
    addresses = layout(made).addresses
    for name, address in addresses.items():
        page, _, place = address.partition("#")
        assert place == name
        assert f"## {name} {{ #{name} }}" in files[f"source/{page.removesuffix('.html')}.md"]
    return {path: text for path, text in files.items() if path.startswith("source/")}


def sections(page: str) -> list[str]:
    return re.findall(r"(?m)^## \w+ \{ #(\w+) \}$", page)


def test_few_functions_share_the_page() -> None:
    found = pages({"get_file": function(), "delete_files": function(), "ping": function()})
    assert list(found) == ["source/acme/index.md"]
    assert sections(found["source/acme/index.md"]) == ["get_file", "delete_files", "ping"]


def test_what_agents_read_gives_way_first() -> None:
    several = {f"get_{name}": function() for name in "abcdefg"}
    made = {**several, "get_h": function("Short.", summary="word " * (ROOM // 40))}
    text = pages(made)["source/acme/index.md"]
    assert '<details class="agent-markdown">' not in text
    assert '<p>It has a page of its own: <a href="agent.md" type="text/markdown">' in text


def test_groups_are_those_of_the_definition_else_nouns_else_the_others() -> None:
    found = pages(
        {
            "list_files": function(),
            "get_user": function(group="staff"),
            "get_file": function(),
            "ping": function(),
            "upload_file": function(),
            "list_user_roles": function(),
            "create_user": function(),
            "search_boxes": function(),
            "delete_user": function(group="staff"),
        }
    )
    assert {path: sections(text) for path, text in found.items()} == {
        "source/acme/index.md": [],
        "source/acme/group-file.md": ["list_files", "get_file", "upload_file"],
        "source/acme/group-staff.md": ["get_user", "delete_user"],
        "source/acme/group-user.md": ["list_user_roles", "create_user"],
        "source/acme/group-other.md": ["ping", "search_boxes"],
    }


def test_the_index_of_a_wide_integration_leads_to_all_sections() -> None:
    functions = {f"get_file_{name}": function() for name in "abcd"}
    functions |= {f"get_user_{name}": function() for name in "abcd"}
    text = pages(functions)["source/acme/index.md"]
    assert '<p><a href="group-file.html">4 functions</a></p>' in text
    assert '<a id="get_user_a" href="group-user.html#get_user_a">' in text


def test_an_integration_that_is_split_elsewhere_is_split_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As its Lua modules and the pages beside them, by the groups of the definition; other functions by their nouns."""
    assert list(pages(wide.FEW, types=wide.TYPES)) == ["source/acme/index.md"]
    monkeypatch.setattr("generator.model.integration.MOST_TOGETHER", len(wide.FEW) - 1)
    found = pages(wide.FEW, types=wide.TYPES)
    assert {path: sections(text) for path, text in found.items()} == {
        "source/acme/index.md": [],
        "source/acme/group-pens.md": ["list_pens", "get_pen"],
        "source/acme/group-makers.md": ["list_makers"],
        "source/acme/group-ink.md": ["ink"],
        "source/acme/group-other.md": ["ping"],
    }
    first = found["source/acme/index.md"]
    assert 'lua_read_doc("integrations.acme.pens")) -- one group of functions' in first
    assert "<code>acme.pens.list(…)</code>" in first
    assert "lua_list_docs" in first.partition("## Raw Agent Markdown")[2]
    pens = found["source/acme/group-pens.md"]
    assert "<code>iter_pens</code> (in Python <code>pens.iter</code>)" in pens
    assert "<code>acme.pens.get(…)</code>" in pens


def test_the_list_for_agents_has_groups() -> None:
    made = integration(wide.MANY, types=wide.TYPES)
    text = TARGET.integration(made)["files/acme/llms.txt"].text
    head, *groups = text.partition("\n## Functions\n\n")[2].partition("\n## Tools")[0].split("### ")
    assert head == "- [ping](ping.md): Does ping. (read)\n\n"
    assert [each.partition("\n")[0] for each in groups] == ["Pens", "Makers", "Ink", "Parts"]
    assert "- [get_pen](get_pen.md): Does get_pen. (read)\n" in groups[0]
    assert "- [The groups, each with its functions on one page](agent.md)\n" in text


def test_a_group_that_is_too_large_has_pages_of_about_the_same_size() -> None:
    found = pages({f"get_file_{name}": function() for name in "abcdefghi"})
    assert {path: len(sections(text)) for path, text in found.items()} == {
        "source/acme/index.md": 0,
        "source/acme/group-file--1.md": 5,
        "source/acme/group-file--2.md": 4,
    }
    assert "# Acme&#58; File &#40;1 of 2&#41;\n" in found["source/acme/group-file--1.md"]


def test_a_function_that_is_too_large_for_a_page_has_one() -> None:
    found = pages({"get_file": function(HEAVY * 9), "get_user": function()})
    assert {path: sections(text) for path, text in found.items()} == {
        "source/acme/index.md": [],
        "source/acme/group-other--1.md": ["get_file"],
        "source/acme/group-other--2.md": ["get_user"],
    }


def test_agents_read_the_functions_of_a_group_at_its_address() -> None:
    made = integration({f"get_file_{name}": function() for name in "abcdefghi"})
    text = TARGET.integration(made)["files/acme/group-file--2.md"].text
    assert text.startswith("# Acme: File (2 of 2)\n\n## get_file_f\n")
