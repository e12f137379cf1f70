"""HTML of texts: what a browser shows is the text, whatever it holds, and however the page around it is rendered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.languages import html, markdown
from tests.support.rendered import Element, read, rendered

PARSER = MarkdownIt("commonmark").enable("strikethrough")

TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("`|\\*_~[]()<>{}#-+=:.!&;\"' \n\r\tab1"), st.characters())
)


def shown(text: str) -> str:
    """What a reader must see of text on one line: blanks collapse, hidden characters are written out."""
    return markdown.visible(" ".join(part for part in _split(text) if part))


def _split(text: str) -> list[str]:
    return text.replace("\t", " ").replace("\r", " ").replace("\n", " ").split(" ")


def only(element: Element, tag: str) -> Element:
    """The only element that there is; inside it nothing but code."""
    (found,) = element.children
    assert found.tag == tag
    assert {each.tag for each in found.children} <= {"code"}
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("max_tokens & co", "max_tokens &amp; co"),
        ("use `a_b` or ``a`b``", "use <code>a_b</code> or <code>a`b</code>"),
        ("a lone ` mark", "a lone ` mark"),
        ("*bold* _em_ ~~s~~", "*bold* _em_ ~~s~~"),
        ("[a](b) ![c](d) [e]: f", "&#91;a](b) !&#91;c](d) &#91;e]: f"),
        ("<script>&amp;</script>", "&lt;script&gt;&amp;amp;&lt;/script&gt;"),
        ("{ .x } {: #y }", "{ .x } {: #y }"),
        ("`<b>` and `` ` ``", "<code>&lt;b&gt;</code> and <code>`</code>"),
        ("\u202eevil\x00", "\\u202eevil\\u0000"),
    ],
)
def test_inline_text(text: str, expected: str) -> None:
    assert html.inline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Groq", "Groq"),
        ("list_models", "list_models"),
        ("_x_ { .y }", "&#95;x&#95; &#123; &#46;y &#125;"),
        ("a # b\n===", "a &#35; b &#61;&#61;&#61;"),
    ],
)
def test_text_in_markdown(text: str, expected: str) -> None:
    assert html.in_markdown(text) == expected


def test_links_and_strong_text_of_finished_markdown() -> None:
    link = markdown.link("the [first] `page`", 'https://example.com/a"b?c=d&e=(f)')
    assert html.of_markdown(f"**Note.** See {link}.") == (
        "<strong>Note.</strong> See "
        '<a href="https://example.com/a%22b?c=d&amp;e=%28f%29">the &#91;first] `page`</a>.'
    )


def test_code_keeps_its_lines_and_blanks() -> None:
    code = html.pre("if a < b:\n\n\tprint('[x]')  \n\n", "python")
    assert code == (
        '<pre class="highlight"><code class="language-python">'
        "if a &lt; b:\n\n&#9;print('&#91;x]')\n</code></pre>"
    )


@given(TEXT)
def test_it_reads_the_marks_that_markdown_writes(text: str) -> None:
    finished = f"x{markdown.inline(text)} {markdown.code(text)} {markdown.link(text, 'https://example.com')}"
    assert read(html.of_markdown(finished)) == read(PARSER.renderInline(finished))


@given(TEXT)
def test_prose_in_a_page(text: str) -> None:
    text = text.replace("`", "'")
    page = f"# Title\n\n<p>x{html.inline(text)}x</p>\n\n## After\n"
    first, paragraph, last = read(rendered(page)).children
    assert (first.tag, paragraph.tag, last.tag) == ("h1", "p", "h2")
    assert paragraph.children == []
    assert paragraph.text == f"x{shown(text)}x"


@given(TEXT)
def test_prose_with_code_in_a_page(text: str) -> None:
    only(read(rendered(f"<p>x{html.inline(text)}</p>\n")), "p")


@given(TEXT)
def test_a_heading_of_a_page(text: str) -> None:
    heading = only_heading(rendered(f"## x{html.in_markdown(text)} {{ #here }}\n\n<p>y</p>\n"))
    assert heading.attributes == {"id": "here"}
    assert heading.text.removesuffix("¶") == f"x{shown(text)}".rstrip(" ")


def only_heading(page: str) -> Element:
    heading, paragraph = read(page).children
    assert (heading.tag, paragraph.tag, paragraph.text) == ("h2", "p", "y")
    assert [each.tag for each in heading.children] == ["a"]
    return heading


@given(TEXT)
def test_code_in_a_page(text: str) -> None:
    block = read(rendered(f"<div>\n{html.pre(text, 'text')}\n</div>\n\n## After\n"))
    assert [each.tag for each in block.children] == ["div", "h2"]
    (code,) = block.all("code")
    assert code.children == []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip().split("\n")
    assert code.text == "\n".join(map(markdown.visible, lines)) + "\n"


@given(TEXT)
def test_the_value_of_an_attribute(value: str) -> None:
    (link,) = read(rendered(f'<p><a title="{html.attribute(value)}">x</a></p>')).all("a")
    assert link.attributes == {"title": shown(value)}
