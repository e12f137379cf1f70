"""The format stage: rendered files become bytes, in the form that each language's formatter gives them.

Text of our own is rendered in black's form already (a test proves it); black runs on what the model generator wrote.
"""

from collections.abc import Mapping

from generator.targets.base import File

LINE_LENGTH = 100


def format_files(files: Mapping[str, File]) -> dict[str, bytes]:
    """Returns the bytes of rendered files, by path."""
    return {
        path: (_black(file.text) if file.unformatted else file.text).encode()
        for path, file in files.items()
    }


def _black(text: str) -> str:
    # Loading black costs more than loading the generator, so only where there is something to format.
    from black import Mode, format_str
    from black.mode import TargetVersion

    mode = Mode(target_versions={TargetVersion.PY311}, line_length=LINE_LENGTH)
    return format_str(text, mode=mode)
