"""The records of the search: one classic script, so that the search works in a page opened from a file, too.

    window.integrationsSearchIndex = [
    ["integration","MistralAI","ai","Mistral's language models: …","mistral ai","mistralai/index.html"],
    ["write","create_completion","Groq","Let a model answer.","max_tokens stream","groq/index.html#create_completion"],
    ["guide","Retries","Errors and retries","Which calls are repeated.","","guides/errors.html#retries"]
    ];

A record is six plain strings: its kind (`integration`, `read`, `write`, `destructive` or `guide`), its name, what it belongs to
(the category, the integration's title, the guide's title), a sentence, further words, and the address from the root of the site.
The search looks into all but the first and the last. It splits text at everything but letters and digits, so the further words
are those that it would not see: parts of names such as MistralAI, words of titles, names of parameters. No word stands twice.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from generator.targets.site import paths
from generator.targets.site.machine import headings
from integrations_runtime.docs.words import FILLERS, words

Record: TypeAlias = tuple[str, str, str, str, str, str]
"""Kind, name, context, summary, words, address."""

_START = "window.integrationsSearchIndex = ["
_END = "\n];\n"
_SPLIT = re.compile(r"[\W_]+")


def script(parts: Sequence[str]) -> str:
    """Returns the script about all integrations, of which each has its part of the catalogue."""
    return with_records(f"{_START}{_END}", [each for part in parts for each in _records(part)])


def with_records(script: str, records: Iterable[Record]) -> str:
    """Returns a script with more records at its end."""
    lines = script.removeprefix(_START).removesuffix(_END).strip().removesuffix(",")
    more = (json.dumps(each, separators=(",", ":")) for each in records)
    return f"{_START}\n" + ",\n".join([*([lines] if lines else []), *more]) + _END


def urls(script: str) -> list[str]:
    """Returns the addresses of a script's records, in order."""
    records: list[Record] = json.loads(script.removeprefix(_START[:-1]).removesuffix(";\n"))
    return [each[5] for each in records]


def records_of_guide(path: str, markdown: str) -> list[Record]:
    """Returns a record for a guide and one for each of its headings; `path` is that of its markdown, from the root of the site."""
    outline = headings.outline(markdown)
    page = paths.address(path)
    records: list[Record] = []
    for heading in outline:
        context = outline[0].title if heading.id else ""
        address = f"{page}#{heading.id}" if heading.id else page
        more = _further([heading.title, heading.text, context], [*words(heading.title)])
        records.append(("guide", heading.title, context, heading.text, more, address))
    return records


def _records(part: str) -> list[Record]:
    integration: Mapping[str, Any] = json.loads(part)
    title, name = integration["title"], integration["name"]
    category, summary = integration["category"], _plain(integration["summary"])
    parts = _further([title], [name, *words(title)])
    more = " ".join(filter(None, [parts, _further([title, category, parts], words(category))]))
    page = integration["links"]["page"]
    functions = [_function(title, parts, each) for each in integration["functions"]]
    return [("integration", title, category, summary, more, page), *functions]


def _function(title: str, parts: str, function: Mapping[str, Any]) -> Record:
    kind = "destructive" if function["destructive"] else function["operation"]
    name, summary = function["name"], _plain(function["summary"])
    candidates = [*words(function["title"]), *function["parameters"]]
    more = " ".join(filter(None, [_further([name, title, summary, parts], candidates), parts]))
    return kind, name, title, summary, more, function["links"]["page"]


def _further(seen: Iterable[str], candidates: Iterable[str]) -> str:
    """Those candidates that have a word that was not seen, in lower case but for names."""
    known = {word for text in seen for word in _split(text)}
    found: list[str] = []
    for candidate in candidates:
        parts = _split(candidate)
        if candidate not in FILLERS and not known.issuperset(parts):
            found.append(candidate)
            known.update(parts)
    return " ".join(found)


def _split(text: str) -> list[str]:
    return [word for word in _SPLIT.split(text.lower()) if word]


def _plain(text: str) -> str:
    """A definition's text, whose only marks are the backquotes around code."""
    return text.replace("`", "")
