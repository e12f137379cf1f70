"""The fixture `mock_vendor` for everyone's tests.

def test_models(mock_vendor):
    vendor = mock_vendor("groq")
    assert vendor.client().list_models().data
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from .source import Source
    from .vendor import MockVendor


class MockVendorFactory(Protocol):
    """Starts a vendor that ends with the test."""

    def __call__(self, integration: str | Source, **options: Any) -> MockVendor: ...


@pytest.fixture
def mock_vendor() -> Iterator[MockVendorFactory]:
    """From an integration's name to its mock vendor; further arguments are those of `MockVendor`."""
    from .vendor import MockVendor

    with contextlib.ExitStack() as vendors:

        def start(integration: str | Source, **options: Any) -> MockVendor:
            return vendors.enter_context(MockVendor(integration, **options))

        yield start
