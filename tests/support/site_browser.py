"""Chromium for tests: started once in a process, with a fresh profile for each test, and every fault of a page noted."""

import asyncio
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

PHONE = 390
DESKTOP = 1280

Scheme = Literal["light", "dark"]

_PATIENCE = 20_000  # milliseconds: other workers keep the processors busy


class Chromium:
    """A browser that starts when it is first used."""

    def __init__(self) -> None:
        self._held = ExitStack()
        self._browser: Browser | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @contextmanager
    def used(self, executable: str) -> Generator[Browser]:
        """The browser. Outside of the block, other code of this thread may run event loops of its own."""
        with self._own_loop():
            if self._browser is None:
                playwright = self._held.enter_context(sync_playwright())
                browser = playwright.chromium.launch(
                    executable_path=executable,
                    args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
                )
                self._held.callback(browser.close)
                self._browser = browser
                expect.set_options(timeout=_PATIENCE)
            yield self._browser

    def close(self) -> None:
        """Ends the browser, if it was started."""
        with self._own_loop():
            self._held.close()

    @contextmanager
    def _own_loop(self) -> Generator[None]:
        """Playwright's loop stays marked as running between calls, and `asyncio.run` refuses to run beside it."""
        asyncio._set_running_loop(self._loop)
        try:
            yield
        finally:
            self._loop = asyncio._get_running_loop()
            asyncio._set_running_loop(None)


class Visitor:
    """Opens pages of a site, and notes what none of them may do: fail, complain, or ask another host."""

    def __init__(self, browser: Browser) -> None:
        self.faults: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._hosts: set[str] = set()

    def open(
        self,
        address: str,
        *,
        width: int = DESKTOP,
        scheme: Scheme = "light",
        javascript: bool = True,
    ) -> Page:
        """Returns a page, opened in a profile of its own: a phone where the width is one's."""
        page = self.profile(width=width, scheme=scheme, javascript=javascript).new_page()
        self.go(page, address)
        return page

    def profile(
        self, *, width: int = DESKTOP, scheme: Scheme = "light", javascript: bool = True
    ) -> BrowserContext:
        """Returns a fresh profile. What is done in it is watched."""
        phone = width == PHONE
        context = self._browser.new_context(
            viewport=ViewportSize(width=width, height=844 if phone else 800),
            is_mobile=phone,
            has_touch=phone,
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=javascript,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(_PATIENCE)
        self._contexts.append(context)
        self._watch(context)
        return context

    def go(self, page: Page, address: str) -> None:
        """Leads a page to an address; its host may be asked for more."""
        self._hosts.add(_host(address))
        page.goto(address)

    def close(self) -> None:
        """Closes all pages."""
        for context in self._contexts:
            context.close()

    def _watch(self, context: BrowserContext) -> None:
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self._thrown(error.error))

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).scheme != "data" and _host(request.url) not in self._hosts:
            self.faults.append(f"asks another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before it had everything
            self.faults.append(f"not loaded: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.type}: {message.text}")

    def _thrown(self, error: Error) -> None:
        self.faults.append(f"thrown: {error}")


def _host(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
