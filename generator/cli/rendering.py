"""What `generate` and `check` share: finding out what the definitions say, as far as that is not known yet."""

import tempfile
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.context import Context, UsageError, known
from generator.cli.progress import progress
from generator.cli.roots import roots
from generator.load.folder import Folder
from generator.load.tree import tree_of
from generator.pipeline import Output, run
from generator.pipeline.cache import Cache
from generator.pipeline.memory import Memory, recall
from generator.write import Mark, Root, WriteError

if TYPE_CHECKING:
    from contextlib import ExitStack


@dataclass(slots=True)
class Rendering:
    """The definitions, and what earlier runs remember of them and of the files; `memory` is None without a cache."""

    context: Context
    folder: Folder
    memory: Memory | None
    begun: int

    @property
    def unchanged(self) -> Memory | None:
        """What the last run remembers, where neither definitions nor files have changed since. Raises UsageError."""
        try:
            return self.memory if self.memory and self.memory.still_holds(self.folder) else None
        except WriteError as error:
            raise UsageError(str(error)) from error

    def output(self, stack: "ExitStack", names: Collection[str] = ()) -> Output:
        """Returns the output of a run, with its progress shown; its files can be read until `stack` is left.

        Raises UsageError for names that are no integrations.
        """
        memory, context = self.memory, self.context
        tree = tree_of(self.folder, memory.known(self.folder) if memory else {})
        known(sorted(names), tree)
        folder = context.cache or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="generator-"))
        )
        try:
            with progress(len(tree.integrations)) as report:
                return run.generate(
                    tree,
                    cache=Cache(folder),
                    jobs=context.jobs,
                    progress=report,
                    made_by=memory.tools.digest if memory else "now",
                )
        except FileNotFoundError as error:
            gone = f"{error.filename} was removed during the run. Nothing was written: try again."
            raise UsageError(gone) from error

    def roots(self, output: Output, names: Collection[str] = ()) -> list[Root]:
        """Returns the folders with the files that they should hold, and which of these need not be read."""
        known = self.memory if self.memory and not names else None
        return roots(self.context, output, names, known.intact(output) if known else None)

    def remember(self, output: Output, written: Mapping[Path, Mark]) -> None:
        """Tells later runs that the disk holds what a run yielded."""
        if self.memory:
            self.memory.remember(self.folder, output, self.begun, written)


def prepare(context: Context) -> Rendering:
    """Returns the definitions of a command, looked at and not read. Raises UsageError where there is no such folder."""
    begun = time.time_ns()
    folder = context.folder()
    memory = recall(context.cache, context.definitions, context.output) if context.cache else None
    return Rendering(context, folder, memory, begun)
