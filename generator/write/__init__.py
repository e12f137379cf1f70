"""The write stage: makes folders on disk equal to the files that earlier stages rendered, all or nothing.

`compare` tells what differs, `write` makes it equal, `recover` completes or undoes a write that was interrupted, and
`diff` shows one difference. How a write survives a kill at any point stands in `journal`. This package knows nothing
of the rest of the generator: it moves bytes.
"""

from generator.write.compare import Change, Kind, compare, list_files
from generator.write.diff import diff
from generator.write.errors import RootError, WriteError
from generator.write.roots import Mark, Root
from generator.write.stage import Written, recover, write
from generator.write.transaction import Recovery

__all__ = [
    "Change",
    "Kind",
    "Mark",
    "Recovery",
    "Root",
    "RootError",
    "WriteError",
    "Written",
    "compare",
    "diff",
    "list_files",
    "recover",
    "write",
]
