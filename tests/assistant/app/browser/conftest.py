"""A browser, and the page over an index of a test's own."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant import Assistant
from assistant.app import start
from assistant.records import Records
from corpus import Article
from index import Index
from tests.embedder import HashingEmbedder

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.assistant.app.browser.support import WAIT, Make, Serve, Visit

expect.set_options(timeout=WAIT)

_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next((found for name in names if (found := shutil.which(name))), None)
    if chromium is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield running
        running.close()


@pytest.fixture
def make_assistant(tmp_path: Path, embedder: HashingEmbedder) -> Make:
    """Return a function that makes an assistant over articles."""

    def make(*articles: Article) -> Assistant:
        index = Index.create(tmp_path / "index", embedder)
        index.add(articles)
        index.close()
        return Assistant.open(tmp_path / "index", embedder)

    return make


@pytest.fixture
def serve(records: Records) -> Iterator[Serve]:
    """Return a function that serves the page over an assistant on a free port."""
    pages = []

    def serve_page(assistant: Assistant) -> str:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        pages.append(start(assistant, records, port=port))
        return str(pages[-1].local_url)

    yield serve_page
    for page in pages:
        page.close(verbose=False)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Return a function that opens an address as a new visitor, who calls nobody else.

    The visitor is the one of another page if that is given as `beside`. What else is given, such
    as `color_scheme="dark"`, goes to the context of the new one.
    """
    contexts: list[BrowserContext] = []
    called: list[str] = []
    broken: list[str] = []

    def note(url: str) -> None:
        if urlsplit(url).hostname not in {"127.0.0.1", "localhost", None}:
            called.append(url)

    def visit_page(
        url: str, *, width: int = 1280, beside: Page | None = None, **options: Any
    ) -> Page:
        if beside is None:
            viewport: ViewportSize = {"width": width, "height": 900}
            contexts.append(browser.new_context(viewport=viewport, **options))
        page = (beside.context if beside else contexts[-1]).new_page()
        page.set_default_timeout(WAIT)
        page.on("request", lambda request: note(request.url))
        page.on("dialog", lambda dialog: called.append(f"dialog: {dialog.message}"))
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.goto(url)
        expect(page.locator("#question textarea")).to_be_visible()
        expect(page.locator(".source h2")).to_have_text("Articles")
        return page

    yield visit_page
    for context in contexts:
        context.close()
    assert called == []
    assert broken == []
