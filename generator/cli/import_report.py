"""What an import did, for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.cli.printing import plural

if TYPE_CHECKING:
    from generator.importing.importer import Imported
    from generator.importing.overlay import Merged

_MOST_SHOWN = 20


def print_merged(merged: "Merged", whole: str) -> None:
    """Prints what became of each file."""
    groups = (
        ("added", merged.added),
        ("removed", merged.removed),
        (f"kept, though the {whole} no longer has it", merged.kept),
        ("left out, because it was removed by hand", merged.absent),
    )
    for what, paths in groups:
        _print_some([f"{what}: {path}" for path in paths])
    _print_some([f"changed: {path}: {_listed(merged.changed[path])}" for path in merged.changed])
    _print_some([f"kept as edited: {path}: {_listed(merged.edits[path])}" for path in merged.edits])


def _listed(fields: Sequence[str]) -> str:
    more = len(fields) - 6
    return ", ".join(fields[:6]) + (f" and {more:,} more" if more > 0 else "")


def _print_some(lines: Sequence[str]) -> None:
    for line in lines[:_MOST_SHOWN]:
        print(line)
    if len(lines) > _MOST_SHOWN:
        print(f"… and {len(lines) - _MOST_SHOWN:,} more of the kind")


def summarize(imported: "Imported", merged: "Merged", folder: str, thing: str, whole: str) -> str:
    """Returns how many operations, or other things, became functions, why others did not, and what happened to the folder."""
    exempt = imported.losses.exempt
    reasons = ", ".join(f"{count:,} {rule}" for rule, count in sorted(exempt.items()))
    total = sum(exempt.values())
    lines = [
        f"{plural(imported.found, thing)} in the {whole}, {imported.wanted:,} chosen: "
        f"{plural(len(imported.names), 'function')}, {plural(total, 'exemption')}"
        + (f" ({reasons})." if reasons else "."),
        f"{folder}: {plural(len(merged.added), 'file')} added, {len(merged.changed):,} changed, "
        f"{len(merged.removed):,} removed; {plural(sum(map(len, merged.edits.values())), 'edited field')} kept.",
    ]
    return "\n".join(lines)
