"""Markdown: how text, code and tables are written so that a reader sees exactly what was meant.

The dialect is CommonMark with GitHub's tables. Text of a definition is prose in which backquotes mark code; every other
character that could act is made literal, and none that could not: `max_tokens`, `e.g.` and `data[].id` stay as they are.
Characters that show nothing, or turn the text around them, are written out (`\\u202e`). A bare web address stays one: renderers
that make links of such addresses still show the same text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import quote

_HIDDEN = re.compile(
    "["
    r"\x00-\x08\x0a-\x1f\x7f-\x9f"  # controls, but for tabs
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"  # what turns text around, and the byte order mark
    r"\u2028\u2029\ud800-\udfff"  # separators of lines and paragraphs, and halves of characters
    "]"
)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n]+")
_LINE_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_PARAGRAPH_BREAK = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n)){2,}")
_ACTIVE = re.compile(
    r"""
      [\\`]                             # escapes and code
    | \*+ | _+ | ~+                     # emphasis, where it can be any
    | <(?=[A-Za-z/!?])                  # tags, comments and addresses in angle brackets
    | &(?=\#?[A-Za-z0-9]+;)             # character references
    | \](?=\()                          # links and images
    """,
    re.VERBOSE,
)
_BRACKET = re.compile(r"\\.|[\[\]]")
_OPENER = re.compile(
    r"""
      (?P<before>)(?:\# | >             # headings and quotes
    | [-+](?=\ |$)                      # items
    | -(?=[-\ ]*$)                      # thematic breaks
    | \[(?=[^\]]*\]:))                  # definitions of links
    | (?P<number>[0-9]{1,9})[.)](?=\ |$)
    """,
    re.VERBOSE,
)


def literal(text: str) -> str:
    """Returns text on one line, shown as it stands: its backquotes too."""
    text = _SPACE.sub(" ", text).strip(" ")
    tildes = text.count("~")

    def escaped(match: re.Match[str]) -> str:
        mark = match.group()
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        match mark[0]:
            case "<":
                return "&lt;"
            case "&":
                return "&amp;"
            case "_" if before.isalnum() and after.isalnum():
                return mark
            case "*" if mark == "*" and before == after == " ":
                return mark
            case "~" if tildes == 1:
                return mark
            case _:
                return "".join(f"\\{character}" for character in mark)

    return visible(_ACTIVE.sub(escaped, text))


@lru_cache(maxsize=4096)  # several targets write the same descriptions
def inline(text: str) -> str:
    """Returns a definition's text on one line: `code` between backquotes is code, everything else is literal."""
    return "".join(_spans(_SPACE.sub(" ", text).strip(" ")))


def paragraph(text: str) -> str:
    """Returns a definition's text as one paragraph on one line."""
    return _guarded(inline(text))


def paragraphs(text: str) -> str:
    """Returns a definition's text, in which empty lines separate paragraphs, each on one line."""
    parts = (paragraph(part) for part in _PARAGRAPH_BREAK.split(text))
    return "\n\n".join(part for part in parts if part)


def code(text: str) -> str:
    """Returns a code span with this content, of which line breaks become spaces; empty text is a blank span."""
    text = visible(_LINE_BREAK.sub(" ", text)) or " "
    marks = "`" * _free_length(text, 1)
    padded = text.startswith("`") or text.endswith("`") or (text[0] == text[-1] == " " != text)
    return f"{marks} {text} {marks}" if padded and text.strip(" ") else f"{marks}{text}{marks}"


def fence(text: str, language: str = "") -> str:
    """Returns a fenced block with these lines; blanks at their ends are dropped."""
    marks = "`" * _free_length(text, 3)
    lines = "\n".join(visible(line).rstrip() for line in re.split(r"\r\n|\r|\n", text))
    body = f"{lines.rstrip()}\n" if lines.strip() else ""
    return f"{marks}{language}\n{body}{marks}"


def heading(level: int, text: str) -> str:
    """Returns a heading of a definition's text."""
    content = inline(text)
    if re.search(r"(?:^| )#+$", content):
        content = f"{content[:-1]}\\#"
    return f"{'#' * level} {content}".rstrip()


def anchor(text: str) -> str:
    """Returns the fragment under which renderers find a heading that no earlier one equals."""
    plain = _CODE.sub(lambda match: _unpadded(match.group(2)), _SPACE.sub(" ", text).strip(" "))
    return re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")


def link(text: str, target: str) -> str:
    """Returns a link that shows a definition's text."""
    shown = _BRACKET.sub(lambda match: f"\\{match.group()[-1]}", literal(text))
    return f"[{shown}]({quote(target, safe='/:?#[]@!$&*+,;=%~-._')})"


def cell(markdown: str) -> str:
    """Returns finished inline markdown as the content of a table's cell, where pipes must not act, in code neither."""
    return markdown.replace("|", "\\|")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Returns a table; its cells are finished inline markdown."""
    lines = [_row(header), _row(["-" * max(3, len(each)) for each in header])]
    return "\n".join([*lines, *map(_row, rows)])


def bullets(items: Iterable[str]) -> str:
    """Returns a list; its items are finished inline markdown on one line."""
    return "\n".join(f"- {item}" for item in items)


def quoted(markdown: str) -> str:
    """Returns finished markdown as a block quote."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n"))


def visible(text: str) -> str:
    """Returns text in which characters that show nothing, or turn what is around them, are written out; tabs stay."""
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(cell, cells))} |"


def _spans(text: str) -> Iterator[str]:
    end = 0
    for match in _CODE.finditer(text):
        # The run of text keeps a blank at its inner end, which `literal` would take away.
        yield _middle(text[end : match.start()])
        yield code(_unpadded(match.group(2)))
        end = match.end()
    yield _middle(text[end:])


def _middle(text: str) -> str:
    start = " " if text.startswith(" ") else ""
    end = " " if text.endswith(" ") and text.strip(" ") else ""
    return f"{start}{literal(text)}{end}"


def _guarded(markdown: str) -> str:
    """The line, with nothing at its start that would open a block."""
    match = _OPENER.match(markdown)
    if match is None:
        return markdown
    at = match.end("number") if match.group("number") else 0
    return f"{markdown[:at]}\\{markdown[at:]}"


def _unpadded(content: str) -> str:
    padded = content.startswith(" ") and content.endswith(" ") and content.strip(" ")
    return content[1:-1] if padded else content


def _free_length(text: str, least: int) -> int:
    """The least number of backquotes that no run inside the text has, or any longer one, from `least` on."""
    runs = [len(run) for run in re.findall("`+", text)]
    return max([least, *(run + 1 for run in runs)])
