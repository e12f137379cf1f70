"""What fails a build: each fault is told with its file, its line, and what would be right, and the old site stays."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.site.errors import SiteError
from tests.support.project import snapshot
from tests.support.small_site import Small, messages, small_site

HERE = "work/part-1-of-1/docs"
ACME = "source/acme/index.md"

LINKS = {
    "[x](nope.md)": "SITE_LINK: There is no 'acme/nope.html' in the site, which this leads to.",
    "[x](../gone/)": "SITE_LINK: There is no 'gone/index.html' in the site, which this leads to.",
    "[x](../cataloge.md)": "SITE_LINK: There is no 'cataloge.html' in the site, which this leads to. Did you mean 'catalogue.html'?",
    "[x](../../up.md)": "SITE_LINK: There is no '../up.html' in the site, which this leads to.",
    "[x](/index.md)": "SITE_LINK: '/index.md' begins at the root of the host, where the site need not be: give the way from this page.",
    "[x](#get_itm)": "SITE_ANCHOR: 'acme/index.html' has no place 'get_itm'. Did you mean 'get_item'?",
    "[x](../index.md#zzzz)": "SITE_ANCHOR: 'index.html' has no place 'zzzz'.",
    '<a href="raw.html">x</a>': "SITE_LINK: There is no 'acme/raw.html' in the site, which this leads to.",
    "![x](nope.png)": "SITE_LINK: There is no 'acme/nope.png' in the site, which this image is.",
    '<script src="nope.js"></script>': "SITE_LINK: There is no 'acme/nope.js' in the site, which this script is.",
    '<link rel="stylesheet" href="nope.css">': "SITE_LINK: There is no 'acme/nope.css' in the site, which this page loads.",
    "![x](https://cdn.example.com/x.png)": "SITE_HOST: The page would load 'https://cdn.example.com/x.png' from another host: put a copy below templates/site/theme/assets/, and load that.",
    '<script src="//cdn.example.com/x.js"></script>': "SITE_HOST: The page would load '//cdn.example.com/x.js' from another host: put a copy below templates/site/theme/assets/, and load that.",
    '<img alt="" srcset="https://cdn.example.com/y.png 2x">': "SITE_HOST: The page would load 'https://cdn.example.com/y.png' from another host: put a copy below templates/site/theme/assets/, and load that.",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A site that was built."""
    made = small_site(tmp_path_factory.mktemp("small"))
    assert messages(made.build()) == []
    return made


def test_wrong_links_on_a_page(small: Small) -> None:
    before = snapshot(small.site.output)
    lines = [line for markdown in LINKS for line in (markdown, "")]
    page = "\n".join(["# Acme", "", "## get_item { #get_item }", "", *lines])
    built = small.having(ACME, page).build()
    assert {each.path for each in built.findings} == {f"{HERE}/acme/index.md"}
    found = {each.source: f"{each.rule}: {each.message}" for each in built.findings}
    assert found == LINKS
    assert [each.line for each in built.findings] == [5 + 2 * n for n in range(len(LINKS))]
    assert snapshot(small.site.output) == before


def test_a_link_that_leaves_the_site_is_fine(small: Small) -> None:
    page = "# Acme\n\n[x](https://example.com/docs) [y](mailto:a@example.com) <https://example.com>\n\n`[z](nope.md)`\n"
    assert messages(small.having(ACME, page).build()) == []


def test_the_column_and_the_line_are_shown(small: Small) -> None:
    (found,) = small.having(ACME, "# Acme\n\nA link: [x](nope.md).\n").build().findings
    assert (found.line, found.column) == (3, 13)
    assert found.source == "A link: [x](nope.md)."


def test_a_fault_of_the_theme_is_told_once(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    small.write(
        "templates/site/theme/overrides/main.html",
        '{% extends "base.html" %}{% block extrahead %}<script src="https://cdn.example.com/a.js"></script>{% endblock %}',
    )
    (message,) = messages(small.build())
    assert message == (
        "templates/site/theme:1:1: error: SITE_HOST: The page would load 'https://cdn.example.com/a.js' from another host: "
        "put a copy below templates/site/theme/assets/, and load that. So it is in 15 files, such as 404.html."
    )
    assert not small.site.output.exists()


def test_a_style_sheet_loads_nothing_that_is_not_there(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    small.write(
        "templates/site/theme/assets/site.css",
        '@import "more.css";\n/* url(not.png) */\nbody { background: url("https://cdn.example.com/b.png"), url(data:,x); }\n',
    )
    assert messages(small.build()) == [
        "site/assets/site.css:1:1: error: SITE_HOST: The page would load 'https://cdn.example.com/b.png' from another host: put a copy below templates/site/theme/assets/, and load that.",
        "site/assets/site.css:1:1: error: SITE_LINK: There is no 'assets/more.css' in the site, which this page loads.",
    ]


def test_a_page_over_its_budget(small: Small) -> None:
    page = f"# Acme\n\n{'word ' * 40_000}\n"
    (message,) = messages(small.having(ACME, page).build())
    path, _, text = message.partition(": error: ")
    assert path == f"{HERE}/acme/index.md:1:1"
    number = text.removeprefix("SITE_SIZE: 'acme/index.html' has ").removesuffix(
        " bytes, more than the 200,000 that a page may have."
    )
    assert int(number.replace(",", "")) > 200_000


def test_the_text_of_a_function_over_its_budget(small: Small) -> None:
    fits = small.having("files/acme/get_item.md", "ä" * 4999)
    assert messages(fits.build()) == []
    assert messages(fits.having("files/acme/get_item.md", "ä" * 5000).build()) == [
        "site/acme/get_item.md:1:1: error: SITE_SIZE: 'acme/get_item.md' has 5,000 characters, more than the 4,999 that a function may have."
    ]


def test_two_files_with_one_address(small: Small) -> None:
    assert messages(small.having("files/acme/index.html", "mine").build())[:1] == [
        "acme/index.html:1:1: error: SITE_CLASH: Two files of the site want the address 'acme/index.html'."
    ]


def test_a_template_that_zensical_cannot_read(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    small.write("templates/site/theme/overrides/main.html", "{% extends 'base.html' %}{% block %}")
    with pytest.raises(SiteError) as raised:
        small.build()
    assert str(raised.value).startswith("Zensical could not build the site: ")
    assert "Traceback" not in str(raised.value) and "\n" not in str(raised.value)


def test_zensical_is_not_installed(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zensical", None)
    with pytest.raises(SiteError) as raised:
        small.build()
    assert str(raised.value) == (
        "Zensical, which builds the site, is not installed. Run `make venv`, or install the dependency group `docs` of pyproject.toml."
    )


def test_a_folder_of_somebody_else(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    (small.site.output).mkdir()
    (small.site.output / "thesis.txt").write_text("years of work")
    with pytest.raises(SiteError) as raised:
        small.build()
    assert str(raised.value) == (
        f"{small.site.output} holds files that no site has, such as thesis.txt, and would be replaced. "
        "Remove it, or name another folder with --output."
    )
    assert snapshot(small.site.output) == {"thesis.txt": b"years of work"}


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    small.site.output.write_text("a file")
    with pytest.raises(SiteError) as raised:
        small.build()
    assert (
        str(raised.value)
        == f"{small.site.output} is no folder. --output names the folder of the site."
    )


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    small.site.output.mkdir()
    assert small.build().changed


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    small = small_site(tmp_path)
    (tmp_path / "file").write_text("")
    blocked = replace(small, site=replace(small.site, output=tmp_path / "file" / "site"))
    with pytest.raises(SiteError) as raised:
        blocked.build()
    assert (
        str(raised.value) == f"{blocked.site.output}: File exists. The site there is what it was."
    )
