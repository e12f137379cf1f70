"""Black changes nothing in what is generated: not in what is checked in, and not in a made-up catalogue."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.catalogue import catalogue
from generator.format import format_files
from generator.load.integration import load_integration
from generator.resolve import resolve
from generator.targets.python import TARGET
from tests.support.formatting import blackened
from tests.support.tools import REPOSITORY

_GENERATED = REPOSITORY / "generated" / "python"
_FILES = [path.relative_to(_GENERATED).as_posix() for path in sorted(_GENERATED.rglob("*.py"))]
_SAMPLE: dict[str, Mapping[str, bytes]] = dict(catalogue(16, 160, seed=11))


@pytest.mark.parametrize("path", _FILES)
def test_what_is_checked_in(path: str) -> None:
    text = (_GENERATED / path).read_text("utf-8")
    assert blackened(text) == text


@pytest.mark.parametrize("name", sorted(_SAMPLE))
def test_a_made_up_catalogue(name: str) -> None:
    integration = resolve(load_integration("definitions", name, _SAMPLE[name])).integration
    assert integration is not None
    for path, content in format_files(TARGET.integration(integration)).items():
        if Path(path).suffix == ".py":
            assert blackened(content.decode()) == content.decode(), path
