"""The format stage: rendered files become bytes.

Targets render text that is in its formatter's form already, as tests prove by formatting it: running black on whole modules
would take longer than all else.
"""

from collections.abc import Mapping

from generator.targets.base import File


def format_files(files: Mapping[str, File]) -> dict[str, bytes]:
    """Returns the bytes of rendered files, by path."""
    return {path: file.text.encode() for path, file in files.items()}
