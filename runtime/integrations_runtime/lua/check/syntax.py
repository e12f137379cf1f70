"""What the compiler of a version of Lua says of a script. Nothing is run."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from ..versions import new_runtime
from .problem import Problem
from .tree import column_of

_MESSAGE: Final = re.compile(rb"x:(\d+): (.*)", re.DOTALL)
_NEAR: Final = re.compile(rb" near '?(.*?)'?$", re.DOTALL)
_AT_LINE: Final = re.compile(rb" at line (\d+)$")
_BYTE: Final = re.compile(rb"<\\(\d+)>")
_END: Final = b"<eof>"

_COMPILE: Final = b"""
return function(code)
  local _, message = (loadstring or load)(code, "=x")
  return message
end
"""

Compile = Callable[[bytes], bytes | None]


def syntax_problem(code: bytes, version: str) -> Problem | None:
    """What keeps a script from being compiled. Raises `ConfigurationError` where there is no such Lua."""
    if code.startswith(b"\x1b"):
        return Problem(1, 1, 1, 1, "syntax", "bytecode is not run, only text")
    compiles = _compiler(version)
    message = compiles(code)
    if message is None:
        return None
    found = _MESSAGE.fullmatch(message)
    line, text = (int(found[1]), found[2]) if found else (1, message)
    if at_line := _AT_LINE.search(text):
        line = int(at_line[1])
    lines = code.split(b"\n")
    line = min(line, len(lines))
    start, end = _columns(lines, line, text, compiles)
    near = _NEAR.search(text)
    if near and _is_byte(near[1]):  # of a character that Lua takes apart
        spelt = lines[line - 1].decode("utf-8", "replace")[start - 1 : end - 1]
        text = text[: near.start()] + f" near '{spelt}'".encode()
    return Problem(line, start, line, end, "syntax", text.decode("utf-8", "replace"))


@cache
def vm(version: str) -> Any:
    """A VM that compiles scripts, and runs none of them."""
    return new_runtime(version)


def _compiler(version: str) -> Compile:
    compiles: Compile = vm(version).execute(_COMPILE)
    return compiles


def _is_byte(token: bytes) -> bool:
    return (len(token) == 1 and token[0] > 127) or _BYTE.fullmatch(token) is not None


def _columns(lines: list[bytes], line: int, message: bytes, compiles: Compile) -> tuple[int, int]:
    """Where in its line the token stands that a message is about: the one at which shorter texts fail, too."""
    text = lines[line - 1]
    near = _NEAR.search(message)
    token = near[1] if near else b""
    if token == _END:
        end = column_of(text, len(text.rstrip()))
        return end, end
    if byte := _BYTE.fullmatch(token):
        token = bytes([int(byte[1])])
    before = b"".join(each + b"\n" for each in lines[: line - 1])
    offset = text.find(token) if token else -1
    while offset >= 0:
        end = offset + len(token)
        shorter = compiles(before + text[:end])
        if shorter is not None and not shorter.rstrip(b"'").endswith(_END):
            return column_of(text, offset), column_of(text, end)
        offset = text.find(token, offset + 1)
    first = len(text) - len(text.lstrip())
    return column_of(text, first), column_of(text, len(text.rstrip()))
