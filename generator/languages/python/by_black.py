"""Single statements in black's form, by black itself: for names that are wider than `layout` has rules for.

Loading black costs more than rendering an integration, so nothing else is left to it.
"""

from collections.abc import Sequence

from generator.languages.python.literals import LINE_LENGTH

_STEP = 4


def statement(line: str, indent: int) -> str:
    """Returns a statement; as elsewhere, only its first line is not indented."""
    return _cut(_blackened([line], indent), indent)


def parameter(line: str, indent: int) -> str:
    """Returns a parameter with its comma."""
    lines = ["def _(", "    self,", f"    {line}", "): ..."]
    return _cut(_blackened(lines, indent - _STEP)[2:-1], indent)


def returned(line: str, indent: int) -> str:
    """Returns the last line of a signature, from `)` to the colon or what stands behind it."""
    body = ["    pass"] if line.endswith(":") else []
    lines = _blackened(["def _(", "    self,", line, *body], indent)
    return _cut(lines[2 : len(lines) - len(body)], indent)


def _blackened(lines: Sequence[str], indent: int) -> list[str]:
    """Returns lines of code that is indented, formatted."""
    from black import Mode, format_str
    from black.mode import TargetVersion

    blocks = [f"{' ' * margin}if _:" for margin in range(0, indent, _STEP)]
    code = "\n".join([*blocks, *(" " * indent + line for line in lines)])
    mode = Mode(target_versions={TargetVersion.PY311}, line_length=LINE_LENGTH)
    return format_str(code + "\n", mode=mode).removesuffix("\n").split("\n")[len(blocks) :]


def _cut(lines: Sequence[str], indent: int) -> str:
    return "\n".join(lines)[indent:]
