"""The built site, over http and from files, and the browser that looks at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.site_browser import Chromium, Visitor
from tests.support.site_build import built_site, served
from tests.support.tools import FindTool


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site."""
    return built_site(tmp_path_factory)


@pytest.fixture(scope="session")
def http(site: Path) -> Iterator[str]:
    """The address of the site on a server."""
    with served(site) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, site: Path) -> str:
    """The address of the site: on a server, and as a folder of files."""
    if request.param == "file":
        return f"{site.as_uri()}/"
    served_at = request.getfixturevalue("http")
    assert isinstance(served_at, str)
    return served_at


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The browser of this process."""
    browser = Chromium()
    yield browser
    browser.close()


@pytest.fixture
def visitor(chromium: Chromium, tool: FindTool) -> Iterator[Visitor]:
    """Opens pages; a test fails if one of them had a fault that it did not take from the list."""
    with chromium.used(tool("chromium")) as browser:
        visitor = Visitor(browser)
        yield visitor
        visitor.close()
    assert visitor.faults == []
