"""The fixture `mock_vendor` in somebody else's tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TESTS = """
import httpx
import pytest

started = []

def test_vendors(mock_vendor):
    groq, strict = mock_vendor("groq"), mock_vendor("groq", credentials={"api_key": "right"})
    started.extend([groq.url, strict.url])
    assert len(groq.client().list_models().data) == 3
    assert strict.client().list_models().data
    assert groq.url != strict.url

def test_they_have_ended():
    assert len(started) == 2
    for url in started:
        with pytest.raises(httpx.ConnectError):
            httpx.get(url, trust_env=False)
"""

LIGHT = """
import sys
import integrations_runtime.testing
import integrations_runtime.testing.pytest_plugin
heavy = {"httpx", "pydantic", "http.server", "jmespath", "integrations_runtime.testing.vendor"}
print(sorted(heavy & set(sys.modules)))
"""


def test_the_fixture_starts_vendors_that_end_with_the_test(tmp_path: Path) -> None:
    (tmp_path / "test_mine.py").write_text(TESTS)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "2 passed" in done.stdout, done.stdout + done.stderr


def test_the_plugin_is_light() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"
