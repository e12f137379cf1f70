"""No test sees the credentials or the configuration file of the person who runs it."""

import os
from pathlib import Path

import pytest

from tests.support.configuration import WriteConfig


@pytest.fixture(autouse=True)
def no_credentials(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in os.environ:
        if name.startswith("ACME_"):
            monkeypatch.delenv(name)
    monkeypatch.delenv("INTEGRATIONS_CONFIG", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path_factory.getbasetemp() / "nobody"))


@pytest.fixture
def write_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WriteConfig:
    monkeypatch.setenv("HOME", str(tmp_path))

    def write(text: str, *, mode: int = 0o600) -> Path:
        path = tmp_path / ".config" / "integrations" / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        return path

    return write
