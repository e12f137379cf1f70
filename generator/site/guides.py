"""The guides as pages: markdown that reads alike in the repository and on the site."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.load.locate import Located
from generator.site.contents import Page
from generator.site.errors import GUIDE, finding
from generator.targets.site.guides import FOLDER, FORMAT, GUIDES, Guide

REFERENCE = "generated/docs"

_LINK = re.compile(
    r"""
    (?<!\\)\]\(\s*<?(?P<inline>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)
    | ^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?(?P<defined>[^\s<>]+)
    | \b(?:href|src)="(?P<html>[^"]*)"
    """,
    re.VERBOSE,
)
_REFERENCE = re.compile(r"(?<!\\)\[(?P<text>[^\[\]]+)\]\[(?P<label>[^\[\]]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]+)\]:", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Repository:
    """What the guides are written in: the texts of their files, by path, and the address of the repository if it has one."""

    texts: Mapping[str, str]
    url: str | None


def repository_url(folder: Path) -> str | None:
    """Returns the address that pyproject.toml gives for the repository, without a slash at its end, or None."""
    import tomllib

    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8")).get("project", {})
    except (OSError, ValueError):
        return None
    urls = {str(name).lower(): str(url) for name, url in project.get("urls", {}).items()}
    found = next((urls[name] for name in ("repository", "source", "github") if name in urls), None)
    return found.rstrip("/") if found else None


def read(folder: Path) -> dict[str, str]:
    """Returns the texts of the guides that are written by hand, by path in the repository."""
    names = {each.file for each in GUIDES if each.file != FORMAT}
    names |= {path.relative_to(folder).as_posix() for path in (folder / FOLDER).glob("*.md")}
    return {name: (folder / name).read_text("utf-8") for name in names if (folder / name).is_file()}


def pages(repository: Repository) -> tuple[dict[str, Page], list[Located]]:
    """Returns the pages of the guides, in order, and findings about what cannot become part of the site."""
    found: dict[str, Page] = {}
    findings: list[Located] = []
    for guide in GUIDES:
        text = repository.texts.get(guide.file)
        if text is None:
            message = "This guide has a place in the navigation and is not there: write it, or take it from the list in generator/targets/site/guides.py."
            findings.append(finding(GUIDE, guide.file, message))
            continue
        rewriting = _Rewriting(guide, repository.url, text)
        rewritten = rewriting.text()
        found[guide.page] = Page(rewritten, rewritten, text, guide.file)
        findings.extend(rewriting.findings)
    unknown = sorted(repository.texts.keys() - {each.file for each in GUIDES})
    message = "This guide has no place in the navigation: add it to the list in generator/targets/site/guides.py."
    findings.extend(finding(GUIDE, path, message) for path in unknown)
    return found, findings


class _Rewriting:
    """The links of one guide, changed from what they are in the repository to what they are on the site."""

    def __init__(self, guide: Guide, url: str | None, text: str) -> None:
        self._guide = guide
        self._url = url
        self._text = text
        self._defined = {_label(each) for each in _DEFINITION.findall(text)}
        self.findings: list[Located] = []

    def text(self) -> str:
        """Returns the guide as the site shows it; lines stay where they are, and code stays as it is."""
        lines: list[str] = []
        fence = ""
        for number, line in enumerate(self._text.split("\n"), 1):
            mark = _FENCE.match(line)
            if fence:
                closes = mark and mark[1].startswith(fence) and not mark[2].strip()
                fence = "" if closes else fence
                lines.append(line)
            elif mark and not (mark[1][0] == "`" and "`" in mark[2]):
                fence = mark[1]
                lines.append(line)
            else:
                lines.append(self._line(number, line))
        return "\n".join(lines)

    def _line(self, number: int, line: str) -> str:
        hidden = _CODE.sub(lambda match: "\0" * len(match[0]), line)
        self._check_references(number, hidden)
        result, end = "", 0
        for match in _LINK.finditer(hidden):
            group = match.lastgroup or ""
            start = match.start(group)
            target = line[start : match.end(group)]
            result += line[end:start] + self._target(target, number, start + 1)
            end = match.end(group)
        return result + line[end:]

    def _check_references(self, number: int, line: str) -> None:
        for match in _REFERENCE.finditer(line):
            label = match["label"] or match["text"]
            if _label(label) not in self._defined:
                message = f"'{match[0]}' refers to '[{label}]: …', which this guide does not have."
                self.findings.append(
                    finding(GUIDE, self._guide.file, message, self._text, number, match.start() + 1)
                )

    def _target(self, target: str, line: int, column: int) -> str:
        if _ELSEWHERE.match(target):
            return target
        path, rest = _split(target)
        folder = posixpath.dirname(self._guide.file)
        wanted = posixpath.normpath(posixpath.join(folder, path))
        here = posixpath.dirname(self._guide.page)
        page = _PAGES.get(wanted)
        if page is not None:
            return posixpath.relpath(page, here) + rest
        if wanted.startswith(f"{REFERENCE}/"):
            return posixpath.relpath(wanted.removeprefix(f"{REFERENCE}/"), here) + rest
        if self._url is not None and not wanted.startswith(("../", "/")):
            return f"{self._url}/blob/main/{wanted}{rest}"
        message = f"'{target}' leads to {wanted}, which is no part of the site. Link to a guide or to {REFERENCE}, or name the repository's address in pyproject.toml: [project.urls], Repository."
        self.findings.append(finding(GUIDE, self._guide.file, message, self._text, line, column))
        return target


_PAGES: Mapping[str, str] = {each.file: each.page for each in GUIDES}


def _label(text: str) -> str:
    """A label as markdown compares it."""
    return " ".join(text.lower().split())


def _split(target: str) -> tuple[str, str]:
    """The path of a link, and what follows it."""
    path = re.split(r"[?#]", target, maxsplit=1)[0]
    return path, target[len(path) :]
