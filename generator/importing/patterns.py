"""A text that a regular expression matches, for the usual kinds of expressions."""

import re
from collections.abc import Iterator

_CLASS = {"d": "1", "w": "a", "s": " ", "D": "a", "W": "-", "S": "a", "h": "a"}
_CODES = {"x": 2, "u": 4, "U": 8}
"""Escapes that name a character by its number, and how many digits that has."""
_LIKELY = "a1A_-/.:@# 0Zz"
_REPEAT = re.compile(r"\{(?=,?\d)(\d*)(,?)(\d*)\}")
_LONGEST = 2000


def matching(pattern: str, least: int = 0, most: int | None = None) -> str:
    """Returns a text in which the pattern is found, of a length within limits where that is easy; else a guess that may not fit."""
    for made in _candidates(pattern, least):
        for text in (made, made.ljust(least, made[-1:] or "a")):
            fits = len(text) >= least and (most is None or len(text) <= most)
            if fits and text.isprintable() and re.search(pattern, text):
                return text
    return "example"


def _candidates(pattern: str, least: int) -> Iterator[str]:
    try:
        for more in (0, 1, 2):
            made = _Maker(pattern, more).alternatives(stop=False)
            yield made
        filler = _Maker(pattern, 0, least).alternatives(stop=False)
        yield filler
    except (IndexError, ValueError, RecursionError):
        pass
    yield from ("example", "a", "A", "1", "00000000-0000-4000-8000-000000000001", "2026-01-15")
    yield from (each * max(least, 1) for each in _LIKELY)


class _Maker:
    """Walks through a pattern once, and writes the shortest text that its parts allow."""

    def __init__(self, pattern: str, more: int, least: int = 0) -> None:
        self._pattern = pattern
        self._at = 0
        self._more = more
        self._least = least

    def alternatives(self, *, stop: bool) -> str:
        """Returns what the first alternative makes, up to the end or a closing bracket."""
        first: str | None = None
        made = ""
        while self._at < len(self._pattern):
            each = self._pattern[self._at]
            if each == ")" and stop:
                break
            if each == "|":
                self._at += 1
                first, made = made if first is None else first, ""
                continue
            made += self._repeated(self._atom())
            if len(made) > _LONGEST:
                raise ValueError
        return made if first is None else first

    def _atom(self) -> str:
        each = self._pattern[self._at]
        self._at += 1
        if each in "^$":
            return ""
        if each == "(":
            return self._group()
        if each == "[":
            return self._set()
        if each == "\\":
            return self._escape()
        return "a" if each == "." else each

    def _group(self) -> str:
        silent = False
        if self._pattern.startswith("?", self._at):
            end = self._at + 1
            kind = self._pattern[end]
            silent = kind in "!=" or self._pattern[end : end + 2] in ("<!", "<=")
            while self._pattern[end] in "?:<!=P":
                end += 1
            if kind in "P<" and not silent:
                end = self._pattern.index(">", end) + 1
            self._at = end
        made = self.alternatives(stop=True)
        self._at += 1
        return "" if silent else made

    def _escape(self) -> str:
        each = self._pattern[self._at]
        self._at += 1
        if each in "bBAZ":
            return ""
        if each in _CODES:
            digits = self._pattern[self._at : self._at + _CODES[each]]
            self._at += len(digits)
            return chr(int(digits, 16))
        return _CLASS.get(each, each)

    def _set(self) -> str:
        start = self._at - 1
        self._at += 1 if self._pattern[self._at] == "^" else 0
        self._at += 1 if self._pattern[self._at] == "]" else 0
        while self._pattern[self._at] != "]":
            self._at += 2 if self._pattern[self._at] == "\\" else 1
        self._at += 1
        found = re.compile(self._pattern[start : self._at])
        return str(
            next(each for each in (*_LIKELY, *map(chr, range(32, 127))) if found.match(each))
        )

    def _repeated(self, atom: str) -> str:
        if self._at >= len(self._pattern):
            return atom
        each = self._pattern[self._at]
        times = 1
        if each in "*+?":
            self._at += 1
            times = {"*": self._more, "+": max(1, self._more), "?": min(1, self._more)}[each]
            if each != "?" and self._least:
                times = self._least
        elif match := _REPEAT.match(self._pattern, self._at):
            self._at = match.end()
            times = int(match[1] or 0)
            if self._least and match[3]:
                times = max(times, min(int(match[3]), self._least))
            elif match[3] and not times:
                times = min(int(match[3]), self._more)
        if self._at < len(self._pattern) and self._pattern[self._at] in "?+" and each in "*+?{":
            self._at += 1  # lazy or possessive
        if times > _LONGEST:
            raise ValueError
        return atom * times
