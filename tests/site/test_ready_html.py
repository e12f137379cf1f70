"""Blocks of HTML are passed on as they are, and the rest of a page is markdown as ever."""

from importlib import import_module

import pytest

PASSED = (
    "<p>a <b>*b*</b></p>",
    "<pre><code>one\n\n# two\n\n```lua\nprint(1)\n```\n</code></pre>",
    "<div>\n<div>\n\n## no heading\n\n</div>\n</div>",
    "<table>\n<tr><td>[x](y)</td></tr>\n</table>",
    "<details>\n<summary>s</summary>\n\n<pre>a\n\n    b</pre>\n\n</details>",
)


def converted(text: str) -> str:
    """A page as HTML."""
    extensions = ["attr_list", "md_in_html", "pymdownx.superfences", "generator.site.ready_html"]
    html: str = import_module("markdown").markdown(text, extensions=extensions)
    return html


@pytest.mark.parametrize("block", PASSED)
def test_a_block_between_markdown(block: str) -> None:
    html = converted(f"## One {{ #one }}\n\n{block}\n\nSome *text*.\n\n{block}\n")
    text = "<p>Some <em>text</em>.</p>"
    assert html == f'<h2 id="one">One</h2>\n{block}\n{text}\n{block}'


def test_what_is_markdown_inside_stays_markdown() -> None:
    assert "<em>b</em>" in converted("# A\n\n<div markdown>\n\n*b*\n\n</div>\n")


def test_an_element_in_a_line_of_text_stays_there() -> None:
    assert converted("a <p>*b*</p>") == "<p>a <p><em>b</em></p></p>"
