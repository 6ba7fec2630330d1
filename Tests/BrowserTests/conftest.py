"""The browser and its pages, watched: an error in the console, a broken content security policy or a request to another
host fails the test in which it happens."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from journey import Player
from server import Server

SCREENSHOTS = Path(__file__).parent / "screenshots"
PHONE = {"width": 360, "height": 740}

expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def server():
    server = Server(os.environ["MIMIC"])
    server.start()
    yield server
    server.close()


@pytest.fixture(scope="session")
def url(server: Server) -> str:
    return server.url


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright):
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    yield browser
    browser.close()


class Watch:
    """Collects what must not happen on a page."""

    def __init__(self, url: str):
        self.host = urlsplit(url).netloc
        self.faults: list[str] = []
        #: Texts of console errors that a test provokes on purpose.
        self.allowed: list[str] = []

    def follow(self, page: Page):
        page.on("console", lambda message: message.type in ("error", "warning") and self.note(message.text))
        page.on("pageerror", lambda error: self.note(f"uncaught: {error}"))
        page.on("request", lambda request: self.look(request.url))

    def look(self, url: str):
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self.host:
            self.note(f"a request leaves the host: {url}")

    def note(self, fault: str):
        if not any(text in fault for text in self.allowed):
            self.faults.append(fault)


@pytest.fixture
def watch(url: str):
    watch = Watch(url)
    yield watch
    assert watch.faults == []


@pytest.fixture
def open_player(browser: Browser, url: str, watch: Watch):
    """Makes players, each with a browser profile of its own: open_player(language="ru", viewport=…, …)."""
    contexts = []

    def open(language: str = "en", viewport: dict = PHONE, scheme: str = "dark", still: bool = True, **options) -> Player:
        context = browser.new_context(
            base_url=url, locale=language, viewport=viewport, color_scheme=scheme,
            reduced_motion="reduce" if still else "no-preference", **options)
        contexts.append(context)
        context.set_default_timeout(60_000)
        page = context.new_page()
        watch.follow(page)
        return Player(page)

    yield open
    for context in contexts:
        context.close()


@pytest.fixture
def player(open_player) -> Player:
    return open_player()
