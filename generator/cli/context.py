"""What every command works with."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.load.folder import Folder, look
from generator.load.tree import Tree, tree_of


class UsageError(Exception):
    """Something that the user asked for and that cannot be done; the message is for people."""


@dataclass(frozen=True, slots=True)
class Context:
    """Folders and options of a command."""

    definitions: Path
    output: Path
    format: Literal["text", "json", "github"]
    cache: Path | None
    jobs: int

    def tree(self) -> Tree:
        """Returns the definitions. Raises UsageError where there is no such folder."""
        return tree_of(self.folder())

    def folder(self) -> Folder:
        """Returns the definitions without reading them. Raises UsageError where there is no such folder."""
        try:
            return look(self.definitions, shown(self.definitions))
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(
                f"{shown(self.definitions)}: {reason}. --definitions names the folder."
            ) from error


def shown(path: Path) -> str:
    """Returns a path as people read it: relative to the working directory where it is inside."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def known(names: Sequence[str], tree: Tree) -> None:
    """Raises UsageError for names that are no integrations."""
    from generator.findings.words import did_you_mean

    for name in names:
        if name not in tree.integrations:
            hint = (
                did_you_mean(name, tree.integrations)
                or f" There are: {', '.join(tree.integrations)}."
            )
            raise UsageError(f"There is no integration '{name}'.{hint}")
