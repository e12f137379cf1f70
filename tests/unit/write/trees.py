"""Small trees for tests of the write stage: made from, and read back as, plain values."""

from collections.abc import Mapping
from pathlib import Path

from generator.write import Root

Tree = Mapping[str, bytes | str]
"""Contents by path; a text is the target of a symbolic link, and a path that ends in a slash an empty folder."""


def lay(folder: Path, tree: Tree) -> None:
    """Makes `tree` below `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in tree.items():
        file = folder / path
        if path.endswith("/"):
            file.mkdir(parents=True)
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            file.symlink_to(content)
        else:
            file.write_bytes(content)


def read(folder: Path) -> dict[str, bytes | str]:
    """Every file and link below `folder`, hidden ones too; empty folders with a slash."""
    tree: dict[str, bytes | str] = {}
    for file in folder.rglob("*"):
        path = file.relative_to(folder).as_posix()
        if file.is_symlink():
            tree[path] = str(file.readlink())
        elif not file.is_dir():
            tree[path] = file.read_bytes()
        elif not any(file.iterdir()):
            tree[f"{path}/"] = b""
    return tree


def files_only(tree: Tree) -> dict[str, bytes | str]:
    """`tree` without its empty folders."""
    return {path: content for path, content in tree.items() if not path.endswith("/")}


def output(folder: Path, files: Mapping[str, bytes]) -> Root:
    """An exclusive root."""
    return Root(folder, files, exclusive=True)


def beside(folder: Path, files: Mapping[str, bytes]) -> Root:
    """A root that holds other people's files too."""
    return Root(folder, files, exclusive=False)
