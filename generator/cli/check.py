"""`check`: tells whether the generated files are what the definitions say."""

from generator.cli.context import Context, UsageError
from generator.cli.generate import render
from generator.cli.printing import count, finish, note, plural, print_change, print_findings
from generator.cli.roots import recover_first, roots
from generator.write import WriteError, compare, diff


def check(context: Context) -> int:
    """Reports every file that is changed, missing or orphaned, and returns the exit status."""
    recovery = recover_first(context)
    if recovery:
        note(str(recovery))
    output = render(context, context.tree())
    print_findings(context, output.findings)
    if output.failed:
        finish(context, output.findings, (), f"{count(output.findings)}.")
        return 2
    try:
        changes = compare(roots(context, output))
    except WriteError as error:
        raise UsageError(str(error)) from error
    for change in changes:
        print_change(context, change, diff(change))
    if not changes:
        finish(context, output.findings, (), "Generated files are what the definitions say.")
        return 0
    kinds = [change.kind for change in changes]
    parts = ", ".join(
        f"{kinds.count(kind)} {kind}" for kind in ("changed", "missing", "orphan") if kind in kinds
    )
    summary = f"{plural(len(changes), 'file')} differ: {parts}. Run `make generate` and commit the result."
    finish(context, output.findings, changes, summary)
    return 1
