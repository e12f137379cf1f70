"""Vendors, and an installed package, that the tests of the command line share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations_runtime.testing import MockVendor
from tests.cli.acme import files, mock_source
from tests.support.commands import install


@pytest.fixture(scope="session")
def acme_package(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables that make Acme the installed integration."""
    return install(tmp_path_factory.mktemp("acme"), "acme", files())


@pytest.fixture
def acme() -> Iterator[MockVendor]:
    with MockVendor(mock_source()) as vendor:
        yield vendor


@pytest.fixture
def groq() -> Iterator[MockVendor]:
    with MockVendor("groq") as vendor:
        yield vendor


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder
