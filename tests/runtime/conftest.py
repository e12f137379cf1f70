"""No test sees the credentials of the person who runs it."""

import os

import pytest


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("ACME_"):
            monkeypatch.delenv(name)
