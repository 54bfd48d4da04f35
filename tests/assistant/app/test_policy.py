"""The policy in a browser: the page works under it, and calls nobody else whatever is put in it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from assistant import Assistant
from assistant.access import Users, users
from assistant.app import start
from assistant.app.visitor import COOKIE
from assistant.records import Records

pytest.importorskip("playwright.sync_api")
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_WAIT = 30_000  # milliseconds
_TRIES = {
    "connect-src": "fetch('http://127.0.0.1:PORT/a').catch(() => 0)",
    "img-src": "document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:PORT/b'}))",
    "style-src-elem": "document.head.append(Object.assign(document.createElement('link'),"
    " {rel: 'stylesheet', href: 'http://127.0.0.1:PORT/c'}))",
    "font-src": "new FontFace('x', 'url(http://127.0.0.1:PORT/d)').load().catch(() => 0)",
    "frame-src": "document.body.append(Object.assign(document.createElement('iframe'),"
    " {src: 'http://127.0.0.1:PORT/e'}))",
    "script-src-elem": "document.head.append(Object.assign(document.createElement('script'),"
    " {src: 'http://127.0.0.1:PORT/f'}))",
    "media-src": "document.body.append(Object.assign(new Audio(), {src: 'http://127.0.0.1:PORT/g'}))",
    "form-action": "document.body.append(Object.assign(document.createElement('form'),"
    " {id: 'x', action: 'http://127.0.0.1:PORT/h'})); document.querySelector('#x').submit()",
    "script-src-attr": "document.body.insertAdjacentHTML('beforeend',"
    ' \'<img src="data:," onerror="window.ran = true">\')',
}

Serve = Callable[..., str]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    opened.set_default_timeout(_WAIT)
    yield opened
    opened.close()


@pytest.fixture
def serve(assistant: Assistant, records: Records) -> Iterator[Serve]:
    pages = []

    def serve_page(known: Users | None = None) -> str:
        pages.append(start(assistant, records, users=known))
        return str(pages[-1].local_url)

    yield serve_page
    for page in pages:
        page.close(verbose=False)


@pytest.fixture
def elsewhere() -> Iterator[tuple[int, list[str]]]:
    """Another site: its port, and the paths that were asked of it."""
    asked: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<a href="{self.path[1:]}">Steppewise</a>'.encode())

        def log_message(self, *_: object) -> None:
            pass

    site = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=site.serve_forever).start()
    yield site.server_port, asked
    site.shutdown()
    site.server_close()


def opened(context: BrowserContext, url: str) -> tuple[Page, list[str]]:
    """Return a page, and what its console says of the policy."""
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(f"Content Security Policy? {error}"))
    page.goto(url)
    return page, said


def cookie(context: BrowserContext) -> str:
    [value] = [one["value"] for one in context.cookies() if one["name"] == COOKIE]
    return str(value)


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("a.cite").first).to_be_visible(timeout=_WAIT)


def test_the_page_works_under_the_policy(
    context: BrowserContext, serve: Serve, tmp_path: Path
) -> None:
    page, said = opened(context, serve())
    ask(page, "When was the lighthouse of Orvel built?")
    page.locator("a.cite").first.click()
    expect(page.locator("mark.cited")).to_contain_text("1871")
    page.get_by_role("tab", name="Library").click()
    (tmp_path / "mill.txt").write_text("The mill of Vell turns in the wind.")
    page.locator("input[type=file]").first.set_input_files(tmp_path / "mill.txt")
    expect(page.locator("#report")).to_contain_text("mill", timeout=_WAIT)
    assert [one for one in said if "Content Security Policy" in one] == []


def test_nothing_that_is_put_into_the_page_calls_another_host(
    context: BrowserContext, serve: Serve, elsewhere: tuple[int, list[str]]
) -> None:
    port, asked = elsewhere
    page, _ = opened(context, serve())
    page.evaluate(
        "window.blocked = []; document.addEventListener('securitypolicyviolation',"
        " (event) => window.blocked.push(event.effectiveDirective))"
    )
    for script in _TRIES.values():
        page.evaluate(script.replace("PORT", str(port)))
    page.wait_for_function(f"new Set(window.blocked).size >= {len(_TRIES)}", timeout=_WAIT)
    assert set(page.evaluate("window.blocked")) == set(_TRIES)
    assert page.evaluate("window.ran") is None
    assert asked == []


def test_the_page_is_shown_in_no_frame(
    context: BrowserContext, serve: Serve, elsewhere: tuple[int, list[str]]
) -> None:
    url = serve()
    page, _ = opened(context, f"http://localhost:{elsewhere[0]}/")
    framed = "document.body.append(Object.assign(document.createElement('iframe'), {src: url}))"
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.evaluate(f"url => {framed}", url)


def test_a_link_from_another_site_leads_the_browser_back_to_its_own_conversations(
    context: BrowserContext, serve: Serve, elsewhere: tuple[int, list[str]]
) -> None:
    url = serve()
    opened(context, url)
    before = cookie(context)
    page, _ = opened(context, f"http://localhost:{elsewhere[0]}/{url}?q=Where")
    page.get_by_text("Steppewise").click()
    expect(page.locator("#question textarea")).to_be_visible(timeout=_WAIT)
    expect(page.locator(".turn .question")).to_have_text("Where", timeout=_WAIT)
    assert cookie(context) == before


def test_a_browser_that_is_new_and_comes_from_another_site_is_known_too(
    context: BrowserContext, serve: Serve, elsewhere: tuple[int, list[str]]
) -> None:
    url = serve()
    page, _ = opened(context, f"http://localhost:{elsewhere[0]}/{url}")
    page.get_by_text("Steppewise").click()
    expect(page.locator("#question textarea")).to_be_visible(timeout=_WAIT)
    assert len(cookie(context)) == 43


def test_a_user_logs_in_under_the_policy(
    context: BrowserContext, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(users, "_COST", 2)
    known = Users(tmp_path / "users")
    known.set("ann", "correct horse")
    page, said = opened(context, serve(known))
    for password in ("wrong horse", "correct horse"):
        page.get_by_label("username").fill("ann")
        page.get_by_label("password").fill(password)
        page.get_by_role("button", name="Login").click()
        if password == "wrong horse":
            expect(page.get_by_text("Incorrect Credentials")).to_be_visible(timeout=_WAIT)
    ask(page, "When was the lighthouse of Orvel built?")
    assert [one for one in said if "Content Security Policy" in one] == []
    assert [one["name"] for one in context.cookies() if one["name"] == COOKIE] == []
    expect(page.locator("#conversations .user")).to_have_text("ann Log out")
    page.get_by_role("link", name="Log out").click()
    expect(page.get_by_label("password")).to_be_visible(timeout=_WAIT)
