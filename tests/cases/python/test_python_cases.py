"""What the Python target makes of each feature of the format: goldens, looked at by a person."""

import ast
import re
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
PARTS = {"async": "client", "raw": "client"}
"""Parts of modules that a case may show beside them."""
_RAW = re.compile(r"    if TYPE_CHECKING:\n\n        @property\n.*: \.\.\.\n\n")


def modules(integration: Integration) -> Mapping[str, str]:
    """Returns the text of each generated module, as it is written."""
    files = format_files(TARGET.integration(integration))
    return {Path(path).stem: content.decode() for path, content in files.items()}


def shown(name: str, text: str) -> str:
    """Returns the part of a module that differs from case to case."""
    match name:
        case "client":
            return _methods(text[: text.index("\n\n\nclass Async")])
        case "async":
            return _methods(text[text.index("\n\n\nclass Async") :].split("\n\n\nif ", 1)[0])
        case "raw":
            _, *ending = text.split("\n\n\nif TYPE_CHECKING:\n\n", 1)
            return ending[0] if ending else "# nothing\n"
        case "functions":
            handle, spec = text[text.index("GET_THING") :].split("\n\nSPEC", 1)
            types = spec[spec.index('    "types"') : spec.index('    "functions"')]
            return f"{handle}\n\n# … SPEC\n{types}"
        case _:
            return text.split('"""\n\n', 1)[1]


def _methods(client: str) -> str:
    """Returns what follows the constructor, and the property that is the same in every client."""
    _, methods = client.split("            observers=observers,\n        )\n\n", 1)
    return _RAW.sub("", methods).rstrip() + "\n"


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    case = CASES[name]
    texts = modules(case.integration)
    parts = [
        f"# {module}.py\n\n{shown(module, texts[PARTS.get(module, module)])}"
        for module in case.modules
        if PARTS.get(module, module) in texts
    ]
    golden(GOLDENS / f"{name}.txt", "\n\n".join(parts))


@pytest.mark.parametrize("name", CASES)
def test_text_of_our_own_needs_no_formatting(name: str) -> None:
    for path, file in TARGET.integration(CASES[name].integration).items():
        ast.parse(file.text)
        assert blackened(file.text) == file.text, path
        assert file.text.endswith("\n")
        assert not any(line != line.rstrip() for line in file.text.split("\n"))


def test_the_same_every_time() -> None:
    for case in CASES.values():
        assert TARGET.integration(case.integration) == TARGET.integration(case.integration)
