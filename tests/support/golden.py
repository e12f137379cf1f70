"""Golden files: what a person has looked at and found right."""

import os
from pathlib import Path

UPDATE = "UPDATE_GOLDENS"


def golden(path: Path, text: str) -> None:
    """Compares a text with a golden file; with `UPDATE_GOLDENS=1` writes it there instead, to be reviewed as a diff."""
    if os.environ.get(UPDATE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    assert path.is_file(), f"{path} is missing; {UPDATE}=1 writes it, for you to review"
    assert text == path.read_text(
        encoding="utf-8"
    ), f"{path.name} differs; {UPDATE}=1 writes it anew"
