"""Rows of the table: what one command took, and what came of it."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.usage import Usage


@dataclass(frozen=True, slots=True)
class Written:
    """What a tool wrote, and what it costs to use that.

    `operations` is None where there are only models. Seconds of imports are over the bare interpreter; an import that
    fails is a text that says why, and None is one that there is not. `type_errors` is None where they were not counted.
    """

    operations: int | None
    lines: int
    python: int
    everything: int
    client: float | str | None
    models: float | str | None
    type_errors: int | str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the samples of a command, a round each; with `written` where it is the one that writes Python.

    `failed` says why there is nothing else.
    """

    name: str
    samples: Sequence[Usage] = ()
    written: Written | None = None
    failed: str | None = None

    @property
    def usage(self) -> Usage:
        """What is typical; without samples, nothing."""
        if not self.samples:
            return Usage(0, 0, 0)
        return Usage(
            statistics.median(each.seconds for each in self.samples),
            statistics.median(each.cpu for each in self.samples),
            int(statistics.median(each.peak for each in self.samples)),
        )


def reason(output: str, errors: str) -> str:
    """Returns the line that tells why a command failed: the exception of a traceback, or else the first one."""
    lines = _lines(errors) or _lines(output)
    if not lines:
        return "it said nothing"
    if any(line.startswith("Traceback ") for line in lines):
        return lines[-1]
    return next((line for line in lines if line.startswith("Exception in thread ")), lines[0])


def _lines(text: str) -> list[str]:
    """The lines of a text, without those that are empty or tell of progress."""
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("Rendered ")]
