"""`generate`: writes what the definitions say."""

from collections.abc import Sequence
from contextlib import ExitStack

from generator.cli.context import Context, UsageError
from generator.cli.printing import count, finish, note, plural, print_findings
from generator.cli.rendering import Rendering, prepare
from generator.cli.roots import recover_first
from generator.pipeline import Output
from generator.write import WriteError, Written, write

_SHOWN = 40


def generate(context: Context, names: Sequence[str]) -> int:
    """Writes generated files, of some integrations or of all, and returns the exit status."""
    recovery = recover_first(context)
    if recovery:
        note(str(recovery))
    rendering = prepare(context)
    memory = rendering.unchanged if not names else None
    if memory:
        print_findings(context, memory.findings)
        finish(context, memory.findings, (), _nothing(memory.total))
        return 0
    with ExitStack() as stack:
        return _write(rendering, rendering.output(stack, names), names)


def _write(rendering: Rendering, output: Output, names: Sequence[str]) -> int:
    context = rendering.context
    print_findings(context, output.findings)
    if output.failed:
        finish(context, output.findings, (), f"{count(output.findings)}. Nothing was written.")
        return 2
    try:
        written = write(rendering.roots(output, names))
        if not names:
            rendering.remember(output, written.marks)
    except WriteError as error:
        raise UsageError(str(error)) from error
    finish(context, output.findings, written.changes, _summary(context, written, output))
    return 0


def _nothing(total: int) -> str:
    return f"Nothing changed: {plural(total, 'file')} are as the definitions say."


def _summary(context: Context, written: Written, output: Output) -> str:
    number = len(output.generated or {}) + len(output.definitions or {})
    if not written.changes:
        return _nothing(number)
    total = plural(number, "file")
    if context.format == "text":
        from generator.cli.context import shown

        verbs = {"changed": "updated", "missing": "created", "orphan": "removed"}
        for change in written.changes[:_SHOWN]:
            print(f"{verbs[change.kind]} {shown(change.root / change.path)}")
        if len(written.changes) > _SHOWN:
            print(f"… and {len(written.changes) - _SHOWN:,} more")
    kinds = [change.kind for change in written.changes]
    parts = [
        f"{kinds.count(kind):,} {verb}"
        for kind, verb in (("missing", "created"), ("changed", "updated"), ("orphan", "removed"))
        if kind in kinds
    ]
    return f"{', '.join(parts)}; {total} in all."
