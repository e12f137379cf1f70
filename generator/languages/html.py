"""HTML: text as the content and the attributes of elements, and markdown that is made here as HTML.

Pages of the site are markdown whose prose is written as HTML blocks on lines of their own: a markdown renderer passes those
through as they stand, so that no dialect of markdown can take a definition's text for its own marks.
"""

import re
from functools import lru_cache
from html import escape

from generator.languages import markdown

_BRACKET = "&#91;"
"""Stands for `[`: the checker of links reads HTML as markdown, and would ask for the page that `data[]` leads to."""

_TOKEN = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<marks>`+)(?P<code>.+?)(?<!`)(?P=marks)(?!`)
    | \*\*(?P<strong>(?:\\.|[^\\*`])+)\*\*
    | \[(?P<shown>(?:\\.|`[^`]*`|[^\\\[\]`])*)\]\((?P<target>[^()]*)\)
    | &(?P<reference>amp|lt);
    | (?P<active>[&<>\[])
    """,
    re.VERBOSE,
)
_PUNCTUATION = re.compile(r"[!-/:-@\[-^`{-~]|_(?![A-Za-z0-9])|(?<![A-Za-z0-9])_")
_SPACE = re.compile(r"[ \t\r\n]+")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")


def text(text: str) -> str:
    """Returns text on one line, as the content of an element."""
    return _escape(markdown.visible(_SPACE.sub(" ", text).strip(" ")))


def attribute(value: str) -> str:
    """Returns text on one line, as the value of an attribute in double quotes."""
    return text(value).replace('"', "&quot;")


def code(text: str, classes: str = "") -> str:
    """Returns a code element with this content, all of whose blanks are kept."""
    attribute = f' class="{classes}"' if classes else ""
    return f"<code{attribute}>{_escape(markdown.visible(_BREAK.sub(' ', text)))}</code>"


def pre(text: str, language: str) -> str:
    """Returns lines of code as an element in which blanks and line breaks are kept, but for those at its end."""
    lines = (markdown.visible(line) for line in re.split(r"\r\n|\r|\n", text.rstrip()))
    content = _escape("\n".join(lines)).replace("\t", "&#9;")
    return f'<pre class="highlight"><code class="language-{language}">{content}\n</code></pre>'


@lru_cache(maxsize=4096)
def of_markdown(inline: str) -> str:
    """Returns finished inline markdown, as `generator.languages.markdown` writes it, as HTML.

    It reads that module's marks alone: code, escapes, links, `**strong**` and the references `&amp;` and `&lt;`.
    """
    return _TOKEN.sub(_element, inline)


def inline(text: str) -> str:
    """Returns a definition's text on one line: `code` between backquotes is code, everything else is literal."""
    return of_markdown(markdown.inline(text))


def paragraphs(finished: str) -> str:
    """Returns finished paragraphs of markdown as elements, a line each."""
    parts = (of_markdown(part) for part in finished.split("\n\n"))
    return "\n".join(f"<p>{part}</p>" for part in parts if part)


def in_markdown(text: str) -> str:
    """Returns text on one line of markdown, with references in place of all that could act, in any dialect."""
    plain = markdown.visible(_SPACE.sub(" ", text).strip(" "))
    return _PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", plain)


def _escape(text: str) -> str:
    return escape(text, quote=False).replace("[", _BRACKET)


def _element(match: re.Match[str]) -> str:
    match match.lastgroup:
        case "code":
            return f"<code>{_escape(_unpadded(match['code']))}</code>"
        case "strong":
            return f"<strong>{of_markdown(match['strong'])}</strong>"
        case "target":
            return f'<a href="{attribute(match["target"])}">{of_markdown(match["shown"])}</a>'
        case "reference":
            return match[0]
        case _:
            return _escape(match["escaped"] or match["active"])


def _unpadded(content: str) -> str:
    padded = content.startswith(" ") and content.endswith(" ") and content.strip(" ")
    return content[1:-1] if padded else content
