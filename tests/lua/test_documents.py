"""What scripts read about functions at run time, besides pages: lists and a search."""

from __future__ import annotations

import pytest

from integrations_runtime import docs
from integrations_runtime.lua import LUA_VERSIONS, Bridge, LuaScriptError, LuaVersion


def printed(version: LuaVersion, script: str) -> str:
    lines: list[str] = []
    Bridge(version=version, output=lines.append).run(script)
    return "\n".join(lines)


@pytest.mark.parametrize("version", LUA_VERSIONS)
def test_lists(version: LuaVersion) -> None:
    assert printed(version, "print(lua_list_docs())") == "\n".join(docs.list_docs())
    assert printed(version, 'print(docs.list("integrations.groq"))') == "\n".join(
        docs.list_docs("groq")
    )


@pytest.mark.parametrize("version", LUA_VERSIONS)
def test_a_search(version: LuaVersion) -> None:
    found = [str(each) for each in docs.search("uplod file")]
    assert len(found) > 1
    assert printed(version, 'print(lua_search_docs("uplod file"))') == "\n".join(found)
    assert printed(version, 'print(docs.search("uplod file", 1))') == found[0]
    assert printed(version, 'print(docs.search("qqqq"))') == "No function fits: qqqq"


@pytest.mark.parametrize("version", LUA_VERSIONS)
@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('lua_list_docs("grok")', "Unknown integration: grok. Did you mean: groq?"),
        ("docs.list({})", 'lua_list_docs takes the name of an integration, such as "groq"'),
        ("docs.search()", 'lua_search_docs takes words, such as "upload file"'),
        ('docs.search("a", 0)', "lua_search_docs takes a number of functions, 1 or more"),
        ('docs.search("a", 1.5)', "lua_search_docs takes a number of functions, 1 or more"),
        ('docs.search("a", 0/0)', "lua_search_docs takes a number of functions, 1 or more"),
    ],
)
def test_mistakes(version: LuaVersion, call: str, message: str) -> None:
    with pytest.raises(LuaScriptError) as caught:
        printed(version, f"print({call})")
    assert str(caught.value) == f"script:1: {message}"
