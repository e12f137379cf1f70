"""What the operating system holds a worker to, should a script get out of the VM or not let go of a function written in C."""

from __future__ import annotations

import math
import resource
import signal
from pathlib import Path
from time import process_time
from typing import Final

_GRACE: Final = 0.15
"""Seconds after which the process ends whose script the VM could not stop."""

_ROOM: Final = 256 * 1024 * 1024
_COPIES: Final = 8
"""How often a value of a script may stand in memory while it is converted, by the most careful guess."""


class Confinement:
    """The limits of this process. Nothing can be opened from now on: no file, no socket, no pipe."""

    def __init__(self) -> None:
        self._address_space = _address_space()
        for name in ("RLIMIT_NOFILE", "RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_CORE"):
            _set(getattr(resource, name, None), 0, hard=0)

    def arm(self, cpu: float, memory: int) -> None:
        """Ends the process when it has used so many seconds of CPU time, and holds its memory to so many bytes for a script."""
        signal.setitimer(signal.ITIMER_PROF, cpu + _GRACE)
        _set(resource.RLIMIT_CPU, math.ceil(process_time() + cpu) + 1)
        if self._address_space:
            _set(resource.RLIMIT_AS, self._address_space + _ROOM + _COPIES * memory)

    def disarm(self) -> None:
        """Lets the process live on."""
        signal.setitimer(signal.ITIMER_PROF, 0)


def _address_space() -> int:
    """The bytes of address space in use, or 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _set(limit: int | None, soft: int, hard: int | None = None) -> None:
    if limit is None:
        return
    highest = resource.getrlimit(limit)[1]
    if highest != resource.RLIM_INFINITY:
        soft = min(soft, highest)
    resource.setrlimit(limit, (soft, highest if hard is None else hard))
