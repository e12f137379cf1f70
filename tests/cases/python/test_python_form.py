"""Black changes nothing in what is generated. That of what is checked in is a part of `make lint`; here it is a made-up catalogue."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.catalogue import catalogue
from generator.format import format_files
from generator.load.integration import load_integration
from generator.resolve import resolve
from generator.targets.python import TARGET
from tests.support.formatting import blackened

_SAMPLE: dict[str, Mapping[str, bytes]] = dict(catalogue(16, 160, seed=11))


@pytest.mark.parametrize("name", sorted(_SAMPLE))
def test_a_made_up_catalogue(name: str) -> None:
    integration = resolve(load_integration("definitions", name, _SAMPLE[name])).integration
    assert integration is not None
    for path, content in format_files(TARGET.integration(integration)).items():
        if Path(path).suffix == ".py":
            assert blackened(content.decode()) == content.decode(), path
