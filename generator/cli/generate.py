"""`generate`: writes what the definitions say."""

from collections.abc import Sequence

from generator.cli.context import Context, UsageError, known
from generator.cli.printing import count, finish, note, plural, print_findings
from generator.cli.progress import progress
from generator.cli.roots import recover_first, roots
from generator.load.tree import Tree
from generator.pipeline import Output, run
from generator.pipeline.cache import Cache
from generator.write import WriteError, Written, write

_SHOWN = 40


def generate(context: Context, names: Sequence[str]) -> int:
    """Writes generated files, of some integrations or of all, and returns the exit status."""
    recovery = recover_first(context)
    if recovery:
        note(str(recovery))
    tree = context.tree()
    known(names, tree)
    output = render(context, tree)
    print_findings(context, output.findings)
    if output.failed:
        finish(context, output.findings, (), f"{count(output.findings)}. Nothing was written.")
        return 2
    try:
        written = write(roots(context, output, names))
    except WriteError as error:
        raise UsageError(str(error)) from error
    finish(context, output.findings, written.changes, _summary(context, written, output))
    return 0


def render(context: Context, tree: Tree) -> Output:
    """Returns the output of a run, with its progress shown."""
    cache = Cache(context.cache) if context.cache else None
    with progress(len(tree.integrations)) as report:
        return run.generate(tree, cache=cache, jobs=context.jobs, progress=report)


def _summary(context: Context, written: Written, output: Output) -> str:
    total = plural(len(output.generated or {}) + len(output.definitions or {}), "file")
    if not written.changes:
        return f"Nothing changed: {total} are as the definitions say."
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
