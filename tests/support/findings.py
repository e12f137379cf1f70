"""Definitions that are wrong on purpose, and what is found in them."""

import shutil
from pathlib import Path

from generator.load.tree import read_tree
from generator.pipeline import validate

ERRORS = Path(__file__).resolve().parents[1] / "errors"
BASE = ERRORS / "_base"


def build(case: Path, folder: Path) -> None:
    """Makes the definitions of a case: those of `_base`, without what `remove.txt` names, under the case's own files."""
    shutil.copytree(BASE, folder)
    remove = case / "remove.txt"
    if remove.is_file():
        for path in remove.read_text().splitlines():
            (folder / path).unlink()
        _drop_empty(folder)
    own = case / "definitions"
    if own.is_dir():
        shutil.copytree(own, folder, dirs_exist_ok=True)


def found(folder: Path) -> str:
    """Returns the findings about a folder of definitions, a line each."""
    return "".join(f"{each}\n" for each in validate(read_tree(folder, "definitions")))


def _drop_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
