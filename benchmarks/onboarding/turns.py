"""One turn of a tool: its commands in a new folder."""

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.onboarding.rows import reason
from benchmarks.onboarding.tools import Tool
from benchmarks.timing import environment
from benchmarks.usage import Usage, measured


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a tool gave up."""

    why: str


def run(tool: Tool, folder: Path) -> Mapping[str, Usage] | Failure:
    """Runs a tool in a new folder, and again where that differs. Returns what each row takes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    tool.prepare(folder)
    again = tool.again(folder)
    found: dict[str, Usage] = {}
    for whole, commands, counts in (
        (tool.name, tool.steps(folder), True),
        (f"{tool.name}, again", again, False),  # fills the cache
        (f"{tool.name}, again", again, True),
    ):
        usages: list[Usage] = []
        for step, command in commands.items():
            done = measured([sys.executable, *command], _variables(), folder)
            if done.status != 0:
                return Failure(reason(done.output, done.errors))
            usages.append(done.usage)
            if counts and step:
                found[f"{whole}: {step}"] = done.usage
        if counts and usages:
            found[whole] = sum(usages[1:], usages[0])
    return found


def _variables() -> Mapping[str, str]:
    """An environment in which tools find the programs that are installed beside them, as formatters are."""
    programs = str(Path(sys.executable).parent)
    return environment(PATH=os.pathsep.join((programs, os.environ.get("PATH", ""))))
