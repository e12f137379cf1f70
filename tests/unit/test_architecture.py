"""Imports go one way only, and no module grows beyond what a reader can hold."""

from pathlib import Path

import pytest

from tests.support.architecture import LONGEST, violations
from tests.support.tools import REPOSITORY


def test_this_repository() -> None:
    assert violations(REPOSITORY) == []


WRONG = {
    "generator/model/a.py": ("from generator.resolve import x", "model imports resolve"),
    "generator/load/a.py": ("import generator.model.types", "load imports model"),
    "generator/findings/a.py": ("from generator import definition", "findings imports definition"),
    "generator/check/a.py": ("from ..targets import base", "check imports targets"),
    "generator/render/a.py": ("from generator.cli.main import main", "render imports cli"),
    "generator/write/a.py": ("from generator.findings import Finding", "write imports findings"),
    "generator/extra/a.py": (
        "import generator.model",
        "extra has no place in the order of the stages",
    ),
    "generator/targets/lua/a.py": (
        "from generator.targets.docs import page",
        "lua imports the target docs",
    ),
    "generator/targets/lua/b.py": ("from ..docs import page", "lua imports the target docs"),
    "generator/targets/base.py": (
        "from generator.targets import docs",
        "base imports the target docs",
    ),
    "generator/targets/docs/a.py": (
        "from generator.targets.registry import TARGETS",
        "docs imports the target registry",
    ),
    "generator/pipeline/a.py": ("import integrations.groq", "the generator imports its own output"),
    "runtime/integrations_runtime/exchange.py": ("from .core import x", "exchange loads core"),
    "runtime/integrations_runtime/auth/a.py": (
        "class A:\n    from ..answers import reader",
        "auth loads answers",
    ),
    "runtime/integrations_runtime/extra.py": (
        "from .errors import x",
        "extra has no place in the order of the runtime",
    ),
    "runtime/integrations_runtime/a.py": (
        "def late():\n    from generator.model import x",
        "the runtime imports generator",
    ),
    "runtime/integrations_runtime/b.py": (
        "import integrations",
        "the runtime imports integrations",
    ),
    "generated/python/integrations/a.py": ("import jmespath", "generated code imports jmespath"),
    "generated/python/integrations/b.py": (
        "from generator import write",
        "generated code imports generator",
    ),
}

RIGHT = {
    "generator/cli/a.py": "from generator.write import write\nfrom generator.pipeline import run",
    "generator/targets/registry.py": "from generator.targets.docs import TARGET",
    "generator/targets/docs/__init__.py": "from generator.targets.base import x\nfrom .page import y",
    "generator/write/b.py": "from generator.write.roots import Root\nimport filelock",
    "runtime/integrations_runtime/flows.py": (
        "from integrations_runtime.exchange import x\nfrom .plan import y\n"
        "if TYPE_CHECKING:\n    from .core import z\ndef late():\n    from .client import z"
    ),
    "generated/python/integrations/c.py": "import typing, httpx\nfrom .groq import Groq",
}


def lay(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


@pytest.mark.parametrize("path", WRONG)
def test_a_wrong_import_is_found(path: str, tmp_path: Path) -> None:
    for right, text in RIGHT.items():
        lay(tmp_path, right, text)
    text, problem = WRONG[path]
    lay(tmp_path, path, text)

    (found,) = violations(tmp_path)

    assert found == f"{path}:{text.count(chr(10)) + 1}: {problem}"


def test_right_imports_are_left_alone(tmp_path: Path) -> None:
    for path, text in RIGHT.items():
        lay(tmp_path, path, text)

    assert violations(tmp_path) == []


def test_a_long_module_is_found(tmp_path: Path) -> None:
    lay(tmp_path, "generator/model/short.py", "x = 1\n" * LONGEST)
    lay(tmp_path, "generator/model/long.py", "x = 1\n" * (LONGEST + 1))

    assert violations(tmp_path) == ["generator/model/long.py:401: 401 lines, more than 400"]
