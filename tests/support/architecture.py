"""Finds imports that go the wrong way: the order of the packages as data, and a reader of import statements."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STAGES = (
    "findings",
    "definition",
    "languages",
    "load",
    "model",
    "resolve",
    "check",
    "templates",
    "snippets",
    "pages",
    "targets",
    "render",
    "format",
    "write",
    "pipeline",
    "site",
    "importing",
    "cli",
    "__main__",
)
"""Packages and modules of `generator`, each of which may import only those before it."""

RUNTIME = (
    "__version__",
    "lazy",
    "errors",
    "suggest",
    "spec",
    "places",
    "grouped",
    "omit",
    "locks",
    "stacklevel",
    "deprecation",
    "encoding",
    "redaction",
    "model",
    "options",
    "retries",
    "resources",
    "docs",
    "arguments",
    "option_values",
    "requests",
    "observers",
    "accounts",
    "transport",
    "steps",
    "calls",
    "auth",
    "answers",
    "paging",
    "plan",
    "redirects",
    "exchange",
    "caller",
    "flows",
    "core",
    "methods",
    "async_methods",
    "client",
    "async_client",
    "packages",
    "testing",
    "lua",
    "cli",
)
"""Packages and modules of `integrations_runtime`, each of which may load only those before it when it is loaded itself."""

INDEPENDENT = frozenset({"write"})
"""Packages of `generator` that import no other part of it."""

REGISTRY = "registry"
"""The module of `generator.targets` that knows all targets. A target is a package beside it, and knows no other."""

GENERATED_MAY_IMPORT = frozenset(
    {"httpx", "integrations", "integrations_runtime", "pydantic", "typing_extensions"}
)
"""What generated Python may import besides the standard library; `integrations` is itself."""

RUNTIME_MUST_NOT_IMPORT = frozenset({"generator", "integrations"})
"""What the runtime does not know, or finds by name only when it is asked."""

LONGEST = 400
"""Lines that a hand-written module may have."""

HAND_WRITTEN = ("generator", "runtime", "tests", "benchmarks")


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name: where the statement stands, the module it is in, and the full dotted name.

    A deferred import stands in a function, or is for type checkers only.
    """

    file: Path
    line: int
    importer: tuple[str, ...]
    name: tuple[str, ...]
    deferred: bool


def violations(repository: Path) -> list[str]:
    """Every import that goes the wrong way and every module that is too long, as `path:line: sentence`."""
    found = {
        f"{statement.file.relative_to(repository).as_posix()}:{statement.line}: {problem}"
        for statement in _imports(repository)
        if (problem := _problem(statement)) is not None
    }
    return sorted(found | set(_too_long(repository)))


def _problem(statement: Import) -> str | None:
    match statement.importer[0]:
        case "generator":
            return _generator_problem(statement)
        case "integrations_runtime":
            return _runtime_problem(statement)
        case _:
            allowed = GENERATED_MAY_IMPORT | sys.stdlib_module_names
            wrong = statement.name[0] not in allowed
            return f"generated code imports {statement.name[0]}" if wrong else None


def _runtime_problem(statement: Import) -> str | None:
    name = statement.name
    if name[0] in RUNTIME_MUST_NOT_IMPORT:
        return f"the runtime imports {name[0]}"
    if name[0] != "integrations_runtime" or statement.deferred or len(statement.importer) == 1:
        return None
    here, there = statement.importer[1], name[1]
    for part in (here, there):
        if part not in RUNTIME:
            return f"{part} has no place in the order of the runtime"
    return f"{here} loads {there}" if RUNTIME.index(there) > RUNTIME.index(here) else None


def _generator_problem(statement: Import) -> str | None:
    name = statement.name
    if name[0] in ("integrations", "integrations_runtime"):
        # The runtime's own facts (names that are taken, say) have their home there; generated code is output.
        return "the generator imports its own output" if name[0] == "integrations" else None
    if name[0] != "generator" or len(name) == 1 or len(statement.importer) == 1:
        return None
    here, there = statement.importer[1], name[1]
    for stage in (here, there):
        if stage not in STAGES:
            return f"{stage} has no place in the order of the stages"
    if here == there:
        return _target_problem(statement) if here == "targets" else None
    if here in INDEPENDENT or STAGES.index(there) > STAGES.index(here):
        return f"{here} imports {there}"
    return None


def _target_problem(statement: Import) -> str | None:
    """What is wrong with an import from one part of `generator.targets` to another."""
    here = statement.importer[2] if len(statement.importer) > 2 else "targets"
    there = statement.name[2] if len(statement.name) > 2 else "targets"
    if here in (there, REGISTRY):
        return None
    folder = _folder_of_targets(statement.file)
    if there == REGISTRY or (folder / there).is_dir():
        return f"{here} imports the target {there}"
    return None


def _folder_of_targets(file: Path) -> Path:
    return next(folder for folder in file.parents if folder.name == "targets")


def _imports(repository: Path) -> Iterator[Import]:
    for base in (repository, repository / "runtime", repository / "generated" / "python"):
        for package in ("generator", "integrations_runtime", "integrations"):
            for file in sorted((base / package).rglob("*.py")):
                yield from _imports_of(file, file.relative_to(base).with_suffix("").parts)


def _imports_of(file: Path, parts: tuple[str, ...]) -> Iterator[Import]:
    package = parts[:-1]
    importer = package if parts[-1] == "__init__" else parts
    for node, deferred in _statements(ast.parse(file.read_bytes(), filename=str(file)), False):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = tuple(alias.name.split("."))
                yield Import(file, node.lineno, importer, name, deferred)
        else:
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = (*base, *(node.module.split(".") if node.module else ()))
            for alias in node.names:
                yield Import(file, node.lineno, importer, (*module, alias.name), deferred)


def _statements(
    node: ast.AST, deferred: bool
) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """Every import statement inside a node, and whether it is deferred."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield node, deferred
        return
    later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or (
        isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    for child in ast.iter_child_nodes(node):
        yield from _statements(child, deferred or later)


def _too_long(repository: Path) -> Iterator[str]:
    for folder in HAND_WRITTEN:
        for file in (repository / folder).rglob("*.py"):
            lines = len(file.read_bytes().splitlines())
            if lines > LONGEST:
                path = file.relative_to(repository).as_posix()
                yield f"{path}:{LONGEST + 1}: {lines} lines, more than {LONGEST}"
