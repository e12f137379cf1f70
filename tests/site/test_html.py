"""What a page refers to: the scanner agrees with the standard parser, and is not deceived by text that looks like tags."""

from html.parser import HTMLParser

import pytest

from generator.site.assembly import with_markdown
from generator.site.html import Html, css_references

DECEIVING = (
    '<p id="a">x</p><a name="b" href="c.html">y</a>',
    "<a href='single.html' id=plain>x</a>",
    '<a title="a > b" href="x.html">x</a>',
    '<!-- <a href="comment.html">x</a> --><a href="real.html">y</a>',
    '<script>var a = \'<a href="script.html">\';</script><a href="real.html">y</a>',
    "<style>a::after { content: '<a href=\"style.html\">' }</style>",
    '<code>&lt;a href="code.html"&gt;</code> href="text.html" id="text"',
    '<a\n  href="two-lines.html"\n  id="c"\n>x</a>',
    '<a href="a&amp;b.html?x=1&amp;y=2#z">x</a>',
    '<img src="x.png" alt="a"/><img src="y.png">',
    '<input name="no-place"><meta name="no-place" content="x">',
    '<a data-href="no.html" href="yes.html">x</a>',
    "<title>a</title><a HREF='upper.html'>x</a>",
    '<svg><use href="#icon"/></svg>',
)


class Standard(HTMLParser):
    """The standard parser, which tells the same."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.values: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" or (name, tag) == ("name", "a"):
                self.ids.add(value or "")
            elif name in ("href", "src"):
                self.values.append(value or "")


@pytest.mark.parametrize("text", DECEIVING)
def test_it_reads_what_the_standard_parser_reads(text: str) -> None:
    expected = Standard(text)
    page = Html(text)
    assert (set(page.ids), [each.value for each in page.references]) == (
        expected.ids,
        expected.values,
    )
    for each in page.references:
        assert each.start < 0 or text.startswith(each.value, each.start)


LOADS = {
    '<link rel="stylesheet" href="x">': True,
    '<link rel="icon" href="x">': True,
    '<link rel="canonical" href="x">': False,
    '<link rel="alternate" type="text/markdown" href="x">': False,
    '<a href="x">': False,
    '<img src="x">': True,
    '<script src="x"></script>': True,
    '<video poster="x"></video>': True,
    '<object data="x"></object>': True,
    '<img srcset="x 2x">': True,
    '<use href="x"/>': True,
}


@pytest.mark.parametrize("text", LOADS)
def test_what_a_browser_loads_by_itself(text: str) -> None:
    assert [(each.value, each.loads) for each in Html(text).references] == [("x", LOADS[text])]


def test_style_sheets() -> None:
    text = "/* url(no) */ @import 'a.css'; @import url(b.css); p { background: url( \"c.png\" ) }"
    assert [each.value for each in css_references(text)] == ["a.css", "b.css", "c.png"]


SITE = ("a/index.html", "a/index.md", "a/f.md", "index.html", "index.md")
MARKDOWN = {
    '<a href="f.html#x">': '<a href="f.md#x">',
    '<a href="f.html">x</a><a href="index.html">y</a>': '<a href="f.md">x</a><a href="index.html">y</a>',
    '<a type="text/markdown" href="index.html">': '<a type="text/markdown" href="index.md">',
    '<a href="../index.html" type="text/markdown">': '<a href="../index.md" type="text/markdown">',
    '<a href="nope.html">': '<a href="nope.html">',
    '<a href="https://example.com/a/f.html">': '<a href="https://example.com/a/f.html">',
}


@pytest.mark.parametrize("text", MARKDOWN)
def test_links_to_markdown(text: str) -> None:
    assert with_markdown("a/index.html", text, SITE) == MARKDOWN[text]
