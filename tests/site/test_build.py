"""What a build writes: pages, their twins, files for programs, and only what changed."""

import json
from dataclasses import replace
from pathlib import Path

from tests.support.project import snapshot
from tests.support.small_site import Small, messages, small_site


def built(small: Small) -> dict[str, str]:
    """The texts of a built site."""
    assert messages(small.build()) == []
    files = snapshot(small.site.output)
    return {
        path: data.decode() for path, data in files.items() if not path.startswith("assets/images/")
    }


def test_every_page_has_its_markdown_beside_it(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    small.write(
        "docs/guides/lua.md", "# Lua\n\nSee [Acme](../../generated/docs/acme/index.md#get_item).\n"
    )
    files = built(small)
    pages = {path for path in files if path.endswith(".html")} - {"404.html"}
    assert {f"{page.removesuffix('.html')}.md" for page in pages} <= files.keys()
    assert files["acme/index.md"] == "# Acme\n"
    assert files["catalogue.md"] == files["index.md"] == "# Integrations\n\n[Acme](acme/index.md)\n"
    assert files["guides/lua.md"] == "# Lua\n\nSee [Acme](../acme/index.md#get_item).\n"
    assert 'href="../acme/index.html#get_item"' in files["guides/lua.html"]


def test_files_for_programs_are_published_as_they_are(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    files = built(small)
    assert files["catalogue.json"] == small.rendered["files/catalogue.json"]
    assert files["acme/get_item.md"] == "## get_item\n\nGets an item.\n"
    assert files["acme/agent.md"] == "# Acme — Lua API Reference\n"
    assert files["assets/site.css"] == "body { margin: 0; }\n"
    assert "search.json" not in files and "sitemap.xml" not in files


def test_links_to_markdown_stay_links_to_markdown(tmp_path: Path) -> None:
    page = (
        "# Acme\n\n[text](get_item.md#top) [agent](agent.md) [home](../index.md) "
        '<a href="index.md" type="text/markdown">this page</a>\n\n## get_item { #get_item }\n'
    )
    files = built(small_site(tmp_path).having("source/acme/index.md", page))
    text = files["acme/index.html"]
    for link in (
        '<a href="get_item.md#top">text</a>',
        '<a href="agent.md">agent</a>',
        '<a href="../index.html">home</a>',
        '<a href="index.md" type="text/markdown">this page</a>',
    ):
        assert link in text


def test_the_sitemap_names_all_pages_where_the_address_is_known(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    url = "https://example.com/sites/integrations/"
    files = built(replace(small, site=replace(small.site, url=url)))
    lines = files["sitemap.xml"].splitlines()
    assert f"  <url><loc>{url}acme/index.html</loc></url>" in lines
    assert f"  <url><loc>{url}guides/retries.html</loc></url>" in lines
    assert "404" not in files["sitemap.xml"]
    assert 'href="/sites/integrations/assets/site.css"' in files["404.html"]


def test_the_table_of_sizes_has_every_file(tmp_path: Path) -> None:
    files = built(small_site(tmp_path))
    table = json.loads(files["sizes.json"])
    assert table["budgets"] == {"page": {"bytes": 200_000}, "function": {"characters": 4999}}
    rows = {row["path"]: row for row in table["files"]}
    images = {path for path in rows if path.startswith("assets/images/")}
    assert rows.keys() - images == files.keys() - {"sizes.json"}
    assert rows["acme/get_item.md"] == {
        "path": "acme/get_item.md",
        "kind": "function",
        "characters": 27,
    }
    assert rows["acme/agent.md"]["kind"] == "agent"
    assert rows["acme/index.html"]["bytes"] == len(files["acme/index.html"].encode())


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    first, times = small.build(), {}
    for path in small.site.output.rglob("*"):
        times[path] = path.stat().st_mtime_ns
    second = small.build()
    assert (first.changed, second.changed) == (True, False)
    assert {path: path.stat().st_mtime_ns for path in small.site.output.rglob("*")} == times


def test_what_is_gone_is_gone_from_the_site(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    small.write("templates/site/theme/assets/old.css", "p { margin: 0; }\n")
    more = small.having("source/other/index.md", "# Other\n")
    files = built(more)
    assert "other/index.html" in files and "assets/old.css" in files
    (small.site.repository / "templates/site/theme/assets/old.css").unlink()
    assert built(small).keys() == files.keys() - {
        "other/index.html",
        "other/index.md",
        "assets/old.css",
    }


def test_an_edited_page_is_new_and_so_is_an_edited_theme(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    assert "Gets an item." in built(small)["acme/index.html"]
    edited = small.having("source/acme/index.md", "# Acme\n\nAnother text.\n")
    assert "Another text." in built(edited)["acme/index.html"]
    small.write(
        "templates/site/theme/overrides/main.html",
        '{% extends "base.html" %}{% block extrahead %}<meta name="mark" content="x">{% endblock %}',
    )
    assert '<meta name="mark" content="x">' in built(edited)["acme/index.html"]
