"""The folders that a run's files belong to."""

from collections.abc import Collection, Mapping
from pathlib import Path

from generator.cli.context import Context, UsageError
from generator.pipeline import Output
from generator.write import Mark, Recovery, Root, WriteError, recover

MANIFEST = "manifest.json"


def places(context: Context) -> list[Path]:
    """Returns the folders that a command may write to."""
    return [context.output, context.definitions]


def recover_first(context: Context) -> Recovery | None:
    """Completes or undoes a write that was interrupted. Raises UsageError where that is impossible."""
    try:
        return recover(places(context))
    except WriteError as error:
        raise UsageError(str(error)) from error


def roots(
    context: Context,
    output: Output,
    names: Collection[str] = (),
    intact: Mapping[str, Mark] | None = None,
) -> list[Root]:
    """Returns the folders with the files that they should hold; with names, all but those of these integrations stay.

    `intact` are the marks under which generated files hold what they should.
    """
    generated = output.generated or {}
    if names:
        generated = _partial(context.output, generated, output.owners, names)
    return [
        Root(context.output, generated, exclusive=True, marker=MANIFEST, intact=intact or {}),
        Root(context.definitions, output.definitions or {}, exclusive=False),
    ]


def _partial(
    folder: Path, generated: Mapping[str, bytes], owners: Mapping[str, str], names: Collection[str]
) -> dict[str, bytes]:
    """Returns the files on disk, with those of some integrations, and of the whole catalogue, as they should be."""
    files = {path: data for path, data in generated.items() if owners.get(path) in {None, *names}}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        ours = {part.split(".")[0] for part in relative.split("/")} & set(names)
        foreign = "__pycache__" in relative or relative.startswith(".pending")
        if path.is_file() and not ours and not foreign:
            files.setdefault(relative, path.read_bytes())
    return files
