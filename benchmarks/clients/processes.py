"""Imports, first clients and first calls: whole processes, in turns."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from benchmarks.clients.kinds import OURS, Kind
from benchmarks.clients.rows import BUDGET, Row, Samples
from benchmarks.timing import once

_PEAK: Final = """
import resource, sys
try:  # what the parent had before this program was loaded counts as well in `ru_maxrss`
    with open("/proc/self/status") as status:
        print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak // 1024 if sys.platform == "darwin" else peak)
"""

_BARE: Final = "bare"
_PACKAGE: Final = "package"


def rows(
    kinds: Sequence[Kind], url: str, variables: Mapping[str, str], rounds: int
) -> Iterator[Row]:
    """Yields the rows in their order."""
    turns = _Turns(variables, rounds)
    programs = {each.name: each.imports for each in kinds}
    seconds, _ = turns.take({_BARE: "pass", _PACKAGE: "import integrations", **programs})
    over = {
        name: [one - bare for one, bare in zip(taken, seconds[_BARE], strict=True)]
        for name, taken in seconds.items()
    }
    clients = {each.name: over[each.name] for each in kinds}
    package = {**clients, OURS.name: over[_PACKAGE]}
    yield Row("import the package (all clients lazy) ¹", package, largest=0.015)
    yield Row("import a client ¹", clients)
    seconds, _ = turns.take({each.name: f"{each.imports}; {each.client}" for each in kinds})
    yield Row("first client ready ²", seconds, largest_ratio=BUDGET)
    seconds, printed = turns.take({each.name: _first_call(each, url) for each in kinds})
    yield Row("first chat call answered ²", seconds)
    peaks = {name: [int(peak) * 1024 for peak in found] for name, found in printed.items()}
    yield Row("peak memory, first call answered", peaks, unit="byte")


def _first_call(kind: Kind, url: str) -> str:
    return f"from benchmarks.clients.{kind.module} import calls\ncalls({url!r}).chat()\n{_PEAK}"


class _Turns:
    """Runs programs round by round, after a first round that is not counted."""

    def __init__(self, variables: Mapping[str, str], rounds: int) -> None:
        self._variables, self._rounds = variables, rounds

    def take(self, programs: Mapping[str, str]) -> tuple[Samples, Mapping[str, Sequence[str]]]:
        """The seconds of each program and what it printed, by its name."""
        seconds: dict[str, list[float]] = {name: [] for name in programs}
        printed: dict[str, list[str]] = {name: [] for name in programs}
        names = list(programs)
        for number in range(-1, self._rounds):
            for name in rotated(names, number):
                taken, output = once(["-c", programs[name]], self._variables)
                if number >= 0:
                    seconds[name].append(taken)
                    printed[name].append(output)
        return seconds, printed


def rotated(names: Sequence[str], number: int) -> Sequence[str]:
    """The order of one round: each begins with another name, so that being first is nobody's lot."""
    first = number % len(names)
    return [*names[first:], *names[:first]]
