"""What the Python target makes of each feature of the format: goldens, looked at by a person."""

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.format import format_files
from generator.model.integration import Integration
from generator.targets.python import TARGET
from tests.cases.python.cases import CASES
from tests.support.formatting import blackened
from tests.support.golden import golden

GOLDENS = Path(__file__).parent / "goldens"


def modules(integration: Integration) -> Mapping[str, str]:
    """Returns the text of each generated module, as it is written."""
    files = format_files(TARGET.integration(integration))
    return {Path(path).stem: content.decode() for path, content in files.items()}


def shown(name: str, text: str) -> str:
    """Returns the part of a module that differs from case to case."""
    match name:
        case "client":
            method = text.index("    def get_thing")
            start = text.rfind(")\n\n", 0, method) + 3
            return text[start : text.index("\n\n\nclass Async")] + "\n"
        case "functions":
            handle, spec = text[text.index("GET_THING") :].split("\n\nSPEC", 1)
            types = spec[spec.index('    "types"') : spec.index('    "functions"')]
            return f"{handle}\n\n# … SPEC\n{types}"
        case _:
            return text.split('"""\n\n', 1)[1]


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    case = CASES[name]
    texts = modules(case.integration)
    parts = [
        f"# {module}.py\n\n{shown(module, texts[module])}"
        for module in case.modules
        if module in texts
    ]
    golden(GOLDENS / f"{name}.txt", "\n\n".join(parts))


@pytest.mark.parametrize("name", CASES)
def test_text_of_our_own_needs_no_formatting(name: str) -> None:
    for path, file in TARGET.integration(CASES[name].integration).items():
        ast.parse(file.text)
        if not file.unformatted:
            assert blackened(file.text) == file.text, path
        assert file.text.endswith("\n")
        assert not any(line != line.rstrip() for line in file.text.split("\n"))


def test_the_same_every_time() -> None:
    for case in CASES.values():
        assert TARGET.integration(case.integration) == TARGET.integration(case.integration)
