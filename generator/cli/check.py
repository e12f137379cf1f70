"""`check`: tells whether the generated files are what the definitions say."""

from contextlib import ExitStack

from generator.cli.context import Context, UsageError
from generator.cli.printing import count, finish, note, plural, print_change, print_findings
from generator.cli.rendering import Rendering, prepare
from generator.cli.roots import recover_first
from generator.pipeline import Output
from generator.write import WriteError, compare, diff

_CLEAN = "Generated files are what the definitions say."


def check(context: Context) -> int:
    """Reports every file that is changed, missing or orphaned, and returns the exit status."""
    recovery = recover_first(context)
    if recovery:
        note(str(recovery))
    rendering = prepare(context)
    memory = rendering.unchanged
    if memory:
        print_findings(context, memory.findings)
        finish(context, memory.findings, (), _CLEAN)
        return 0
    with ExitStack() as stack:
        return _compare(rendering, rendering.output(stack))


def _compare(rendering: Rendering, output: Output) -> int:
    context = rendering.context
    print_findings(context, output.findings)
    if output.failed:
        finish(context, output.findings, (), f"{count(output.findings)}.")
        return 2
    try:
        changes = compare(rendering.roots(output))
        if not changes:
            rendering.remember(output, {})
    except WriteError as error:
        raise UsageError(str(error)) from error
    for change in changes:
        print_change(context, change, diff(change))
    if not changes:
        finish(context, output.findings, (), _CLEAN)
        return 0
    kinds = [change.kind for change in changes]
    parts = ", ".join(
        f"{kinds.count(kind)} {kind}" for kind in ("changed", "missing", "orphan") if kind in kinds
    )
    summary = f"{plural(len(changes), 'file')} differ: {parts}. Run `make generate` and commit the result."
    finish(context, output.findings, changes, summary)
    return 1
