"""`validate`: reports what is wrong with definitions."""

import os
from collections.abc import Sequence

from generator.cli.context import Context, known
from generator.cli.printing import count, finish, plural, print_findings
from generator.pipeline import run


def validate(context: Context, names: Sequence[str]) -> int:
    """Prints all findings, about some integrations or all, and returns the exit status."""
    tree = context.tree()
    known(names, tree)
    findings = run.validate(tree, os.cpu_count() or 1)
    if names:
        wanted = tuple(f"{tree.root}/{name}" for name in names)
        findings = tuple(
            each
            for each in findings
            if each.path in wanted or each.path.startswith(tuple(f"{path}/" for path in wanted))
        )
    print_findings(context, findings)
    if not findings:
        shown = plural(len(names or tree.integrations), "integration")
        finish(context, findings, (), f"{shown}: no findings.")
        return 0
    finish(context, findings, (), f"{count(findings)}.")
    return 2 if any(each.severity == "error" for each in findings) else 0
