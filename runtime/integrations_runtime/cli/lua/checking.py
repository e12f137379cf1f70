"""`lua --check`: what is wrong with scripts, told as compilers do. Nothing is run."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...errors import ArgumentError
from ..screen import FAILED, clean, is_terminal, show_json, styled
from .sources import STANDARD_INPUT, Script, read_script

if TYPE_CHECKING:
    from ...lua import Problem

_SUFFIX: Final = ".lua"


def check_files(
    paths: Sequence[str], *, code: str | None, as_json: bool, version: str = "5.1"
) -> int:
    """Prints the problems of scripts: of files, of those in folders, of standard input (`-`), or of `code`.

    Returns 1 where there are any. Raises `ArgumentError` for what cannot be read, before anything is printed.
    """
    from ...lua import check_script

    scripts = list(_scripts(paths, code))
    found = [(script, check_script(script.text, version=version)) for script in scripts]
    if as_json:
        _show(found)
    else:
        for script, problems in found:
            for problem in problems:
                _tell(script, problem)
        _summarise(found)
    return FAILED if any(problems for _, problems in found) else 0


def _scripts(paths: Sequence[str], code: str | None) -> Iterator[Script]:
    if code is not None or not paths:
        script = read_script(None, code)
        if script is None:
            raise ArgumentError("--check needs a script: name a file, or use --eval.")
        yield script
    for path in paths:
        files = _inside(path) if Path(path).is_dir() else [path]
        for file in files:
            script = read_script(file, None)
            if script is not None:
                yield script if file == STANDARD_INPUT else script._replace(name=file)


def _inside(folder: str) -> list[str]:
    """The scripts in a folder and below it, but for hidden ones."""
    found = [
        str(file)
        for file in sorted(Path(folder).rglob(f"*{_SUFFIX}"))
        if not any(part.startswith(".") for part in file.relative_to(folder).parts)
    ]
    if not found:
        raise ArgumentError(f"There are no {_SUFFIX} files in {folder}.")
    return found


def _show(found: Sequence[tuple[Script, Sequence[Problem]]]) -> None:
    problems = [
        {"file": script.name, **asdict(problem)} for script, each in found for problem in each
    ]
    show_json({"success": not problems, "files": len(found), "problems": problems})


def _tell(script: Script, problem: Problem) -> None:
    """Writes a problem in a line, and on a terminal the line of the script that has it."""
    place = f"{script.name}:{problem.line}:{problem.column}:"
    text = " ".join(str(problem).partition(" ")[2].splitlines())
    if not is_terminal(sys.stdout):
        print(place, text)
        return
    print(styled(clean(place), "bold"), clean(text))
    line = script.text.split("\n")[problem.line - 1].rstrip()
    if line.strip():  # the end of a file is nothing to look at
        end = problem.end_column - 1 if problem.end_line == problem.line else len(line)
        shown, before, marks = _excerpt(line, problem.column - 1, end)
        print(shown)
        print(before + styled(marks, "red"))


def _excerpt(line: str, start: int, end: int) -> tuple[str, str, str]:
    """A line, what stands below it before a place, and the marks below the place.

    Of a line that is too wide for the terminal, as much around the place as there is room for.
    """
    from shutil import get_terminal_size

    room = get_terminal_size().columns
    before, inside, after = clean(line[:start]), clean(line[start:end]), clean(line[end:])
    if len(f"{before}{inside}{after}".expandtabs()) > room:
        before, inside, after = (each.replace("\t", " ") for each in (before, inside, after))
        inside = _cut(inside, max(room - 2, 1))
        # A third of the room for what stands before, unless what follows leaves more.
        left = max(room - len(inside) - len(after), (room - len(inside)) // 3, 1)
        before = before if len(before) <= left else f"…{before[len(before) - left + 1:]}"
        after = _cut(after, room - len(inside) - len(before))
    below = "".join("\t" if each == "\t" else " " for each in before)
    return f"{before}{inside}{after}", below, "^" * max(1, len(inside))


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…" if room > 0 else ""


def _summarise(found: Sequence[tuple[Script, Sequence[Problem]]]) -> None:
    """Counts the problems, for people: on standard error, so that what is piped has problems only."""
    problems = sum(len(each) for _, each in found)
    faulty = sum(bool(each) for _, each in found)
    where = _count(len(found), "script")
    if problems:
        where = where if len(found) == 1 else f"{faulty} of {where}"
        print(f"{_count(problems, 'problem')} in {where}.", file=sys.stderr)
    else:
        print(f"No problems in {where}.", file=sys.stderr)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
