"""What it costs to use what a tool wrote: its size, imports, and the errors of pyright."""

import json
import os
import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.onboarding.rows import Written, reason
from benchmarks.onboarding.tools import Output
from benchmarks.timing import REPOSITORY, environment
from benchmarks.usage import measured

_RUNTIME: Final = REPOSITORY / "runtime"


def written(output: Output, rounds: int, *, types: bool) -> Written:
    """Returns what a tool wrote, and what it costs to use; pyright counts errors where `types` is true."""
    files = [each for each in output.files.rglob("*") if each.is_file() and not _compiled(each)]
    sources = [each.read_bytes() for each in output.python.rglob("*.py")]
    return Written(
        operations=output.operations,
        lines=sum(each.count(b"\n") for each in sources),
        python=sum(map(len, sources)),
        everything=sum(each.stat().st_size for each in files),
        client=_imported(output, output.client, rounds),
        models=_imported(output, output.models, rounds),
        type_errors=_type_errors(output) if types else None,
    )


def _compiled(file: Path) -> bool:
    return file.suffix == ".pyc" or ".ruff_cache" in file.parts


def _variables(output: Output) -> Mapping[str, str]:
    return environment(PYTHONPATH=os.pathsep.join((str(output.python), str(_RUNTIME))))


def _imported(output: Output, modules: Sequence[str], rounds: int) -> float | str | None:
    """Returns the seconds over the bare interpreter, or why it fails; a first time, when Python compiles it, does not count."""
    if not modules:
        return None
    variables = _variables(output)
    program = "import " + ", ".join(modules)
    seconds: list[float] = []
    for number in range(-1, rounds):
        bare = measured([sys.executable, "-c", "pass"], variables, output.python)
        done = measured([sys.executable, "-c", program], variables, output.python)
        if done.status != 0:
            return reason(done.output, done.errors)
        if number >= 0:
            seconds.append(done.usage.seconds - bare.usage.seconds)
    return statistics.median(seconds)


def _type_errors(output: Output) -> int | str:
    """Returns how many errors pyright finds in strict mode, or why it does not tell."""
    configuration = {
        "include": [str(output.package.relative_to(output.files))],
        "extraPaths": [str(output.python), str(_RUNTIME)],
        "pythonVersion": "3.11",
        "typeCheckingMode": "strict",
    }
    project = output.files / "pyrightconfig.json"
    project.write_text(json.dumps(configuration))
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable]
    done = measured([*command, "-p", str(project)], _variables(output), output.files)
    try:
        return int(json.loads(done.output)["summary"]["errorCount"])
    except (ValueError, KeyError):
        return reason(done.output, done.errors)
