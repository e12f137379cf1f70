"""Results in three forms: text for people, JSON for programs, commands for GitHub's annotations."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from generator.cli.context import Context, shown
from generator.write import Change

if TYPE_CHECKING:
    from generator.load.locate import Located

_WIDTH = 160


def print_findings(context: "Context", findings: "Sequence[Located]") -> None:
    """Prints findings, each with the line it is about; as JSON they are part of `print_json`."""
    for finding in findings:
        if context.format == "text":
            print(finding)
            if finding.source.strip():
                print(_excerpt(finding))
        elif context.format == "github":
            _annotate(
                finding.severity,
                finding.path,
                finding.message,
                finding.rule,
                finding.line,
                finding.column,
            )


def _excerpt(finding: "Located") -> str:
    """Returns the offending line with a mark under the place, cut where it is long."""
    start = max(0, finding.column - 1 - _WIDTH // 2) if len(finding.source) > _WIDTH else 0
    line = finding.source[start : start + _WIDTH]
    return f"    {line}\n    {' ' * (finding.column - 1 - start)}^"


def print_change(context: "Context", change: Change, text: str) -> None:
    """Prints a difference between the disk and the definitions."""
    path = shown(change.root / change.path)
    if context.format == "text":
        print(f"{path}: {change.kind}\n{text}", end="")
    elif context.format == "github":
        _annotate(
            "error",
            path,
            f"This file is {_STATE[change.kind]}. Run `make generate` and commit the result.",
            "DRIFT",
        )


_STATE = {
    "changed": "not what the definitions say",
    "missing": "missing",
    "orphan": "no longer generated",
}


def print_json(findings: "Sequence[Located]", changes: Sequence[Change], summary: str) -> None:
    """Prints everything as one JSON document."""
    document: dict[str, Any] = {
        "findings": [
            {
                "path": each.path,
                "line": each.line,
                "column": each.column,
                "severity": each.severity,
                "rule": each.rule,
                "message": each.message,
            }
            for each in findings
        ],
        "changes": [{"path": shown(each.root / each.path), "kind": each.kind} for each in changes],
        "summary": summary,
    }
    print(json.dumps(document, indent=2, ensure_ascii=False))


def finish(
    context: "Context", findings: "Sequence[Located]", changes: Sequence[Change], summary: str
) -> None:
    """Prints the last words of a command."""
    if context.format == "json":
        print_json(findings, changes, summary)
    else:
        print(summary)


def count(findings: "Sequence[Located]") -> str:
    """Returns how many findings there are: `2 errors and 1 warning in 1 file`."""
    errors = sum(each.severity == "error" for each in findings)
    warnings = len(findings) - errors
    parts = [plural(errors, "error")] if errors else []
    parts += [plural(warnings, "warning")] if warnings else []
    return f"{' and '.join(parts)} in {plural(len({each.path for each in findings}), 'file')}"


def plural(number: int, noun: str) -> str:
    """Returns a number and a noun: `1 file`, `2 files`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def note(text: str) -> None:
    """Prints a remark where it does not disturb results."""
    print(text, file=sys.stderr)


def _annotate(
    severity: str,
    path: str,
    message: str,
    title: str,
    line: int | None = None,
    column: int | None = None,
) -> None:
    place = f"file={_property(path)}"
    if line is not None:
        place += f",line={line},col={column}"
    print(f"::{severity} {place},title={_property(title)}::{_data(message)}")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
