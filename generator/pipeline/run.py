"""A run over all definitions: a pure function from their bytes to findings and files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from generator.pipeline.tools import digest, tools
from generator.pipeline.unit import Files, Unit, fingerprint
from generator.pipeline.workers import Task, make_all

if TYPE_CHECKING:
    from generator.load.locate import Located
    from generator.load.tree import Tree
    from generator.pipeline.cache import Cache
    from generator.targets.registry import Product

Progress = Callable[[str], None]
"""Is told the name of each integration whose files are ready."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a run yields. With errors among the findings there are no files."""

    findings: "tuple[Located, ...]"
    generated: Mapping[str, bytes] | None
    """The content of the output folder, by path; with a cache, it is read from there when it is asked for."""
    definitions: Mapping[str, bytes] | None
    """What the generator writes into the folder of definitions: the format's reference and JSON Schemas."""
    owners: Mapping[str, str]
    """For each file of one integration, the integration."""
    digests: Mapping[str, str] = field(default_factory=dict[str, str])
    """The digest of each file of the output folder."""
    contents: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the contents of each integration's definition are called, to know them again."""

    @property
    def failed(self) -> bool:
        """Whether errors were found."""
        return self.generated is None


def validate(tree: "Tree", jobs: int = 1) -> "tuple[Located, ...]":
    """Returns all findings about a tree of definitions, sorted by place."""
    tasks = [Task(name, files, "", "", None, None) for name, files in tree.integrations.items()]
    return _findings(sorted(make_all(tasks, jobs), key=_name), tree)


def generate(
    tree: "Tree",
    *,
    cache: "Cache | None" = None,
    jobs: int = 1,
    progress: Progress | None = None,
    product: "Product" = "generated",
    made_by: str | None = None,
) -> Output:
    """Returns all findings and, without errors, all files. The result depends on the tree and the tools alone.

    Each product has a cache of its own: what one run does not use, its cache forgets. `made_by` is the digest of the
    tools, where it is known.
    """
    if cache and made_by is None:
        made_by = tools().digest
    units, contents, keys = _units(tree, cache, jobs, progress, product, made_by or "")
    findings = _findings(units, tree)
    if any(each.severity == "error" for each in findings):
        return Output(findings, None, None, {}, contents=contents)
    reference = _reference
    if cache:
        key = digest({}, "reference", made_by or "")
        cache.prune([*keys, key])
        reference = partial(cache.texts, key, _reference)
    definitions = {path: text.encode() for path, text in reference().items()}
    return _assemble(units, findings, product, contents, definitions)


def content(files: Mapping[str, bytes]) -> str:
    """Returns what the content of an integration's definition is called."""
    return digest(files)


def _units(
    tree: "Tree",
    cache: "Cache | None",
    jobs: int,
    progress: Progress | None,
    product: "Product",
    made_by: str,
) -> tuple[list[Unit], dict[str, str], list[str]]:
    """Returns the units, sorted by name, what the contents of definitions are called, and the keys of the units."""
    units: list[Unit] = []
    tasks: list[Task] = []
    contents: dict[str, str] = {}
    keys: list[str] = []
    for name in tree.integrations:
        key, notes_key, unit = "", "", None
        if cache:
            notes_key = digest({}, "notes", made_by, name)
            contents[name] = tree.known.get(name) or content(tree.integrations[name])
            key = digest({}, "unit", product, made_by, name, contents[name])
            unit = cache.read(key)
            if unit is None and name in tree.known:  # it is read only now, and may have changed
                contents[name] = content(tree.integrations[name])
                key = digest({}, "unit", product, made_by, name, contents[name])
        keys += [key, notes_key]
        if unit is None:
            tasks.append(Task(name, tree.integrations[name], key, notes_key, product, cache))
        else:
            units.append(unit)
    for unit in make_all(tasks, jobs):
        units.append(unit)
        if progress:
            progress(unit.name)
    return sorted(units, key=_name), contents, keys


def _name(unit: Unit) -> str:
    return unit.name


def _findings(units: Sequence[Unit], tree: "Tree") -> "tuple[Located, ...]":
    from generator.check.catalogue import check_catalogue
    from generator.load.locate import locate
    from generator.load.tree import Tree

    shared = check_catalogue([unit.claim for unit in units])
    found = {
        *(each for unit in units for each in unit.findings),
        *locate(shared, Tree("", tree.integrations)),
    }
    return tuple(sorted({*(each.below(tree.root) for each in found), *locate(tree.findings, tree)}))


def _assemble(
    units: Sequence[Unit],
    findings: "tuple[Located, ...]",
    product: "Product",
    contents: Mapping[str, str],
    definitions: Mapping[str, bytes],
) -> Output:
    from generator.format import format_files
    from generator.render import MANIFEST, render_catalogue, render_manifest

    entries = [(unit.summary, unit.files) for unit in units if unit.summary is not None]
    own = format_files(render_catalogue(entries, product))
    digests = {path: each for unit in units for path, each in unit.digests.items()}
    if product == "generated":
        own[MANIFEST] = render_manifest([*digests, *own, MANIFEST]).encode()
    digests |= {path: fingerprint(data) for path, data in own.items()}
    return Output(
        findings,
        Files([*(unit.files for unit in units), own]),
        definitions,
        {path: unit.name for unit in units for path in unit.files},
        digests,
        contents,
    )


def _reference() -> Mapping[str, str]:
    from generator.check.registry import ALL_RULES
    from generator.targets.format_reference import files

    return files(ALL_RULES)
