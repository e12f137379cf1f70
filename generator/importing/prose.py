"""Texts of documents, which are markdown or HTML, as prose: backquotes mark code, and nothing else is markup."""

import html
import re
import unicodedata

from generator.check.text import KEYS

_FENCE = re.compile(r"^[ \t]*(```|~~~).*?^[ \t]*\1[^\n]*$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE_TAG = re.compile(r"<(code|tt)\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_BREAK_TAG = re.compile(r"</?(p|br|div|ul|ol|li|h[1-6]|table|tr|pre)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\[\]]+)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|[0-9]+[.)])[ \t]+", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]*>[ \t]?(?:\[![A-Z]+\])?", re.MULTILINE)
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}.*$", re.MULTILINE)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"
)
_TICKS = re.compile(r"`{2,}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>-])")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\"'(0-9])")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

SUMMARY = 120
DESCRIPTION = 1000
PARAMETER = 400
FIELD = 300


def prose(text: str, most: int) -> str:
    """Returns a text as paragraphs of prose, cut after a sentence where it is longer than `most` characters."""
    text = _COMMENT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _FENCE.sub("", text)
    text = _CODE_TAG.sub(lambda match: f"`{match[2].strip()}`", text)
    text = _TAG.sub("", _BREAK_TAG.sub("\n\n", text))
    text = html.unescape(text)
    for pattern, form in (
        (_IMAGE, ""),
        (_LINK, r"\1"),
        (_TABLE_RULE, ""),
        (_QUOTE, ""),
        (_HEADING, r"\n\n\1\n\n"),
        (_ITEM, "\n\n"),
        (_STRONG, r"\2"),
        (_ESCAPE, r"\1"),
        (_TICKS, "`"),
    ):
        text = pattern.sub(form, text)
    text = _EMPHASIS.sub(lambda match: match[1] or match[2], text)
    paragraphs = [" ".join(each.split()) for each in re.split(r"\n[ \t]*\n", _visible(text))]
    return _balanced(_cut("\n\n".join(each for each in paragraphs if each), most))


def line(text: str, most: int = SUMMARY) -> str:
    """Returns the first sentence of a text, on one line."""
    first = prose(text, 10_000).partition("\n")[0]
    sentence = _SENTENCE.split(first)[0]
    return _balanced(_cut(sentence, most))


def _visible(text: str) -> str:
    text = KEYS.sub("…", text)
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return "".join(
        each if each in "\n\t" or unicodedata.category(each) not in _INVISIBLE else " "
        for each in text
    )


_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    head = text[:most]
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s)", head)]
    if ends and ends[-1] > most // 3:
        return head[: ends[-1]].strip()
    return head[: most - 1].rsplit(None, 1)[0].rstrip(" ,;:") + "…"


def _balanced(text: str) -> str:
    """Returns the text without backquotes where one of them is alone, in any paragraph."""
    return "\n\n".join(
        each.replace("`", "") if each.count("`") % 2 else each for each in text.split("\n\n")
    ).strip()


def words(name: str) -> str:
    """Returns a name as lower-case words: `fileId` becomes `file id`."""
    return " ".join(_WORDS.findall(name)).lower() or "value"


def sentence(name: str) -> str:
    """Returns a name as a sentence: `list_files` becomes `List files.`"""
    text = words(name)
    return f"{text[0].upper()}{text[1:]}."


def ended(text: str) -> str:
    """Returns a text with the mark that ends a sentence."""
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."


def harmless(value: object) -> bool:
    """Whether a text holds nothing that looks like a key."""
    return KEYS.search(str(value)) is None
