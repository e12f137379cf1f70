"""Names of tools: a table of those that servers and programs use."""

import pytest

from generator.importing.tools.naming import tool_names

_RESERVED = frozenset({"call", "close", "str", "work"})


def _name(tool: str, integration: str = "acme") -> str:
    return tool_names([tool], integration, {}, _RESERVED)[tool]


@pytest.mark.parametrize(
    ("tool", "name"),
    [
        ("search", "search"),
        ("searchIssues", "search_issues"),
        ("SearchIssues", "search_issues"),
        ("search-issues", "search_issues"),
        ("search.issues", "search_issues"),
        ("search/issues", "search_issues"),
        ("search issues", "search_issues"),
        ("API-post-search", "api_post_search"),
        ("mcp__github__create_issue", "create_issue"),
        ("mcp__acme__find", "find"),
        ("acme_search", "search"),
        ("acme.search", "search"),
        ("AcmeSearch", "search"),
        ("acme-acme-search", "run_acme_search"),
        ("acme", "run_acme"),
        ("retrieve-a-page", "retrieve_page"),
        ("import", "run_import"),
        ("end", "run_end"),
        ("close", "run_close"),
        ("work", "run_work"),
        ("default", "run_default"),
        ("iter_items", "run_iter_items"),
        ("3d_render", "tool_3d_render"),
        ("搜索", "tool"),
        ("a", "tool"),
        ("getURLsOfPDF", "get_urls_of_pdf"),
        ("x" * 80, "x" * 60),
        ("very_long_" * 10, "very_long_very_long_very_long_very_long_very_long_very_long"),
    ],
)
def test_a_tool_is_called(tool: str, name: str) -> None:
    assert _name(tool) == name


@pytest.mark.parametrize(
    ("tools", "names"),
    [
        (["hub.list", "hub.add"], ["list", "add"]),
        (["hub__list", "hub__add"], ["list", "add"]),
        (["hub.list", "spoke.add"], ["hub_list", "spoke_add"]),
        (["browser_click", "browser_drag", "browser_type"], ["click", "drag", "type"]),
        (["browser_click", "browser_drag"], ["browser_click", "browser_drag"]),
        (["get_a1", "get_b1", "get_c1"], ["get_a1", "get_b1", "get_c1"]),
        (
            ["browser_click", "browser_drag", "browser"],
            ["browser_click", "browser_drag", "browser"],
        ),
        (["API-get-user", "API-get-self", "API-move-page"], ["get_user", "get_self", "move_page"]),
        (["list_x", "listX", "list-x"], ["list_x_3", "list_x_2", "list_x"]),
    ],
)
def test_together_they_are_called(tools: list[str], names: list[str]) -> None:
    assert [*tool_names(tools, "acme", {}, _RESERVED).values()] == names


def test_the_order_of_the_list_does_not_matter() -> None:
    tools = ["list_x", "listX", "list-x", "hub.get"]
    forth = tool_names(tools, "acme", {}, _RESERVED)
    assert forth == tool_names(tools[::-1], "acme", {}, _RESERVED)


def test_names_of_the_last_import_are_kept_and_newcomers_make_way() -> None:
    known = {"browser_click": "click", "gone": "drag"}
    tools = ["browser_click", "click", "browser_drag"]
    assert tool_names(tools, "acme", known, _RESERVED) == {
        "browser_click": "click",
        "click": "click_2",
        "browser_drag": "browser_drag",
    }
