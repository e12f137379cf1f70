"""A vendor with a file, and what reads it in a thread and in a task."""

from collections.abc import Iterator

import pytest

from tests.downloads.acme import Reader, Vendor
from tests.support.loopback import Server, serving


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
def server(vendor: Vendor) -> Iterator[Server]:
    with serving(vendor) as running:
        yield running


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def reader(request: pytest.FixtureRequest) -> Reader:
    return Reader(request.param)
