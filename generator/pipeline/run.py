"""A run over all definitions: a pure function from their bytes to findings and files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.pipeline.cache import Cache, digest, pack, tools, unpack
from generator.pipeline.unit import Unit

if TYPE_CHECKING:
    from generator.load.locate import Located
    from generator.load.tree import Tree
    from generator.pipeline.stages import Examined
    from generator.targets.registry import Product

Progress = Callable[[str], None]
"""Is told the name of each integration whose files are ready."""

_PARALLEL_FROM = 3
"""How many integrations are worth a second process: starting one costs as much as rendering two."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a run yields. With errors among the findings there are no files."""

    findings: "tuple[Located, ...]"
    generated: Mapping[str, bytes] | None
    """The content of the output folder, by path."""
    definitions: Mapping[str, bytes] | None
    """What the generator writes into the folder of definitions: the format's reference and JSON Schemas."""
    owners: Mapping[str, str]
    """For each file of one integration, the integration."""

    @property
    def failed(self) -> bool:
        """Whether errors were found."""
        return self.generated is None


def validate(tree: "Tree") -> "tuple[Located, ...]":
    """Returns all findings about a tree of definitions, sorted by place."""
    return _examine(tree)[1]


def generate(
    tree: "Tree",
    *,
    cache: Cache | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    product: "Product" = "generated",
) -> Output:
    """Returns all findings and, without errors, all files. The result depends on the tree and the tools alone.

    Each product has a cache of its own: what one run does not use, its cache forgets.
    """
    key = _run_key(tree, product) if cache else ""
    known = _recall(cache, key) if cache else None
    if known is not None:
        return known
    examined, findings = _examine(tree)
    if any(each.severity == "error" for each in findings):
        return Output(findings, None, None, {})
    keys = _unit_keys(tree, product) if cache else {}
    units = _units(examined, keys, cache, jobs, progress, product)
    output = _assemble(units, findings, product)
    if cache:
        _remember(cache, key, keys, output)
    return output


def _examine(tree: "Tree") -> "tuple[list[Examined], tuple[Located, ...]]":
    from generator.check import check_catalogue
    from generator.load.locate import locate
    from generator.pipeline.stages import examine

    examined = [examine(tree.root, name, files) for name, files in tree.integrations.items()]
    findings = [*tree.findings]
    for each in examined:
        findings.extend(each.findings)
    findings.extend(check_catalogue([each.loaded for each in examined]))
    return examined, locate(findings, tree)


def _units(
    examined: "list[Examined]",
    keys: Mapping[str, str],
    cache: Cache | None,
    jobs: int,
    progress: Progress | None,
    product: "Product",
) -> list[Unit]:
    units: dict[str, Unit] = {}
    missing = [each.integration for each in examined if each.integration is not None]
    if cache:
        for integration in list(missing):
            unit = unpack(cache.read(keys[integration.name]))
            if unit is not None:
                units[integration.name] = unit
                missing.remove(integration)
    from generator.pipeline.workers import build_all

    for unit in build_all(missing, jobs if len(missing) >= _PARALLEL_FROM else 1, product):
        units[unit.summary.name] = unit
        if cache:
            cache.write(keys[unit.summary.name], pack(unit))
        if progress:
            progress(unit.summary.name)
    return [units[name] for name in sorted(units)]


def _assemble(units: list[Unit], findings: "tuple[Located, ...]", product: "Product") -> Output:
    from generator.check.registry import ALL_RULES
    from generator.format import format_files
    from generator.render import MANIFEST, render_catalogue, render_manifest
    from generator.targets.format_reference import files as reference

    generated: dict[str, bytes] = {}
    owners: dict[str, str] = {}
    for unit in units:
        generated.update(unit.files)
        owners.update(dict.fromkeys(unit.files, unit.summary.name))
    entries = [(unit.summary, unit.files) for unit in units]
    generated.update(format_files(render_catalogue(entries, product)))
    if product == "generated":
        generated[MANIFEST] = render_manifest([*generated, MANIFEST]).encode()
    definitions = {path: text.encode() for path, text in reference(ALL_RULES).items()}
    return Output(findings, generated, definitions, owners)


def _run_key(tree: "Tree", product: "Product") -> str:
    everything = {
        f"{name}/{path}": data
        for name, files in tree.integrations.items()
        for path, data in files.items()
    }
    problems = [str(each) for each in tree.findings]
    return digest(everything, "run", product, tools(), tree.root, *tree.integrations, *problems)


def _unit_keys(tree: "Tree", product: "Product") -> dict[str, str]:
    return {
        name: digest(files, "unit", product, tools(), name)
        for name, files in tree.integrations.items()
    }


def _recall(cache: Cache, key: str) -> Output | None:
    """Returns the output of an earlier run on the same tree, without loading what rendering needs."""
    entry: Any = cache.read(key)
    if entry is None:
        return None
    keys: dict[str, str] = entry["units"]
    units = {name: unpack(cache.read(unit)) for name, unit in keys.items()}
    generated: dict[str, bytes] = {path: text.encode() for path, text in entry["catalogue"].items()}
    owners: dict[str, str] = {}
    for name, unit in units.items():
        if unit is None:
            return None
        generated.update(unit.files)
        owners.update(dict.fromkeys(unit.files, name))
    from generator.load.locate import Located

    findings = tuple(Located(*each) for each in entry["findings"])
    definitions = {path: text.encode() for path, text in entry["definitions"].items()}
    return Output(findings, generated, definitions, owners)


def _remember(cache: Cache, key: str, keys: Mapping[str, str], output: Output) -> None:
    own = {
        path: data for path, data in (output.generated or {}).items() if path not in output.owners
    }
    cache.write(
        key,
        {
            "units": dict(keys),
            "catalogue": {path: data.decode() for path, data in own.items()},
            "definitions": {
                path: data.decode() for path, data in (output.definitions or {}).items()
            },
            "findings": [
                [
                    each.path,
                    each.line,
                    each.column,
                    each.rule,
                    each.severity,
                    each.message,
                    each.source,
                ]
                for each in output.findings
            ],
        },
    )
    cache.prune({key, *keys.values()})
