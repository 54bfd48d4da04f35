"""Who is let in, over real HTTP: other sites, those who have not logged in, and uploads."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import httpx
import pytest
from fastapi import FastAPI
from gradio_client import Client

from assistant import Assistant
from assistant.access import Users, users
from assistant.app import server, start
from assistant.app.visitor import COOKIE, owner_of
from assistant.records import Records
from corpus import SteppewiseError
from tests.assistant.app.support import call

PASSWORD = "correct horse"
HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy")
STARTED = {"/gradio_api/startup-events": 200, "/gradio_api/login_check": 401}
WAY_IN = {"/", "/login", "/logout", "/favicon.ico", "/robots.txt", "/manifest.json", "/theme.css",
          "/gradio_api/theme.css", *STARTED}  # fmt: skip

Serve = Callable[..., str]


def build(_: Assistant, __: Records) -> gr.Blocks:
    """Return a page that tells who asks."""

    def whoami(request: gr.Request) -> str:
        try:
            return owner_of(request)
        except SteppewiseError as error:
            return str(error)

    with gr.Blocks(analytics_enabled=False) as page:
        gr.api(whoami, api_name="whoami")
        gr.HTML("a secret of the collection")
    return page


@pytest.fixture
def served() -> Iterator[list[gr.Blocks]]:
    pages: list[gr.Blocks] = []
    yield pages
    for page in pages:
        page.close(verbose=False)


@pytest.fixture
def serve(
    assistant: Assistant, records: Records, served: list[gr.Blocks], monkeypatch: pytest.MonkeyPatch
) -> Serve:
    """Return a function that serves the page that tells who asks."""
    monkeypatch.setattr(server, "build", build)

    def serve_page(**options: Any) -> str:
        served.append(start(assistant, records, **options))
        return str(served[-1].local_url).rstrip("/")

    return serve_page


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Users:
    monkeypatch.setattr(users, "_COST", 2)
    file = Users(tmp_path / "users")
    file.set("ann", PASSWORD)
    file.set("bob", PASSWORD)
    return file


def visitor(url: str, **headers: str) -> httpx.Client:
    return httpx.Client(base_url=url, headers=headers, trust_env=False, timeout=30)


def log_in(client: httpx.Client, name: str, password: str = PASSWORD) -> int:
    return client.post("/login", data={"username": name, "password": password}).status_code


def whoami(client: httpx.Client) -> str:
    return str(call(client, "whoami"))


def routes(app: FastAPI) -> Iterator[Any]:
    for route in app.routes:
        inner = getattr(route, "original_router", None)
        yield from inner.routes if inner else [route]


class TestUsers:
    def test_whoever_has_not_logged_in_finds_every_way_closed(
        self, serve: Serve, served: list[gr.Blocks], known: Users
    ) -> None:
        url = serve(users=known)
        asked = set()
        with visitor(url) as client:
            for route in routes(served[0].app):
                path = re.sub(r"\{[^}]*\}", "x", route.path)
                for method in getattr(route, "methods", None) or {"GET", "POST"}:
                    if path in WAY_IN or path.startswith(("/assets/", "/static/", "/svelte/")):
                        continue
                    asked.add(path)
                    response = client.request(method, path)
                    assert response.status_code == 401, (method, path)
                    if method != "HEAD":
                        assert response.text == "Log in on the page first.\n"
            for path in (
                "/gradio_api/mcp/sse",
                "/gradio_api/mcp/",
                "/nowhere",
                "/assets",
                "/x/../config",
            ):
                assert client.get(path).status_code == 401
            for path, status in STARTED.items():
                assert client.get(path).status_code == status
        assert {
            *("/config", "/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/upload"),
            *("/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/file=x"),
            *("/gradio_api/call/x", "/gradio_api/heartbeat/x", "/gradio_api/runs"),
        } <= asked

    def test_the_way_in_tells_nothing_of_what_is_behind(self, serve: Serve, known: Users) -> None:
        url = serve(users=known)
        with visitor(url) as client:
            page = client.get("/").text
            assert '"auth_required":true' in page.replace(" ", "")
            assert "whoami" not in page
            assert "secret" not in page
            assert log_in(client, "ann") == 200
            assert "whoami" in client.get("/").text

    def test_who_logs_in_is_known_by_name(self, serve: Serve, known: Users) -> None:
        url = serve(users=known)
        with visitor(url) as ann, visitor(url) as bob:
            assert (log_in(ann, "ann"), log_in(bob, "bob")) == (200, 200)
            assert [whoami(ann), whoami(bob)] == ["user:ann", "user:bob"]
            assert ann.get("/config").status_code == 200
        client = Client(url, auth=("ann", PASSWORD), verbose=False)
        assert client.predict(api_name="/whoami") == "user:ann"

    def test_others_are_not_let_in(self, serve: Serve, known: Users, tmp_path: Path) -> None:
        with visitor(serve(users=known)) as client:
            for name, password in (("ann", "wrong horse"), ("eve", PASSWORD), ("ann", "")):
                assert log_in(client, name, password) in {400, 422}
            assert not client.cookies
            client.cookies.set(COOKIE, "a" * 43)
            assert client.get("/config").status_code == 401
            (tmp_path / "users").write_text("damaged\n")
            assert log_in(client, "ann") == 400

    def test_who_is_removed_or_logs_out_is_out(self, serve: Serve, known: Users) -> None:
        url = serve(users=known)
        with visitor(url) as ann, visitor(url) as bob:
            assert (log_in(ann, "ann"), log_in(bob, "bob")) == (200, 200)
            token = dict(ann.cookies)
            assert bob.get("/logout").status_code == 302
            assert bob.get("/config").status_code == 401
            assert ann.get("/config").status_code == 200
            known.remove("ann")
            assert ann.get("/config").status_code == 401
            assert dict(ann.cookies) == token

    def test_other_sites_get_no_cookie_along(self, serve: Serve, known: Users) -> None:
        with visitor(serve(users=known)) as client:
            response = client.post("/login", data={"username": "ann", "password": PASSWORD})
            cookies = response.headers.get_list("set-cookie")
        assert len(cookies) == 2
        for cookie in cookies:
            assert re.findall(r"(?i)samesite=\w+", cookie) == ["SameSite=lax"]
            assert "HttpOnly" in cookie


class TestVisitors:
    def test_each_browser_is_known_by_its_cookie(self, serve: Serve) -> None:
        url = serve()
        with visitor(url) as first, visitor(url) as second, visitor(url) as third:
            [cookie] = first.get("/").headers.get_list("set-cookie")
            second.get("/")
            assert re.fullmatch(
                COOKIE + r"=[\w-]{43}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict", cookie
            )
            owners = [whoami(first), whoami(second)]
            assert owners == [f"browser:{one.cookies[COOKIE]}" for one in (first, second)]
            assert owners[0] != owners[1]
            assert "set-cookie" not in first.get("/").headers
            assert whoami(third).startswith("Conversations are not kept, for your browser")

    def test_a_made_up_cookie_is_replaced(self, serve: Serve) -> None:
        with visitor(serve()) as client:
            client.headers["cookie"] = f"{COOKIE}=1"
            assert whoami(client).startswith("Conversations are not kept")
            assert COOKIE in client.get("/").headers["set-cookie"]

    def test_who_comes_from_another_site_is_asked_to_come_again(self, serve: Serve) -> None:
        url = serve()
        linked = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
        with visitor(url, **linked) as client:
            response = client.get("/?q=Where%3F")
            assert (response.status_code, response.headers["refresh"]) == (200, "0")
            assert "set-cookie" not in response.headers

    def test_the_names_of_other_machines_are_not_answered_to(self, serve: Serve) -> None:
        url = serve()
        for name, status in (("evil.example", 400), ("localhost:1", 200), ("127.0.0.1", 200)):
            with visitor(url, host=name) as client:
                assert client.get("/config").status_code == status


class TestEverybody:
    @pytest.mark.parametrize("site", ["cross-site", "same-site"])
    def test_other_sites_may_only_link_here(self, serve: Serve, site: str) -> None:
        url = serve()
        with visitor(url, **{"sec-fetch-site": site, "sec-fetch-mode": "cors"}) as client:
            for method, path in (("GET", "/config"), ("POST", "/gradio_api/queue/join")):
                response = client.request(method, path)
                assert (response.status_code, response.text) == (
                    403, "Other sites may not use this page.\n",
                )  # fmt: skip
        with visitor(url, **{"sec-fetch-site": site, "sec-fetch-mode": "navigate"}) as client:
            assert client.get("/").status_code == 200
            assert client.post("/login").status_code == 403

    @pytest.mark.parametrize("with_users", [True, False])
    def test_every_response_has_the_headers(
        self, serve: Serve, known: Users, *, with_users: bool
    ) -> None:
        url = serve(users=known if with_users else None)
        with visitor(url) as client:
            for path in ("/", "/config", "/nowhere", "/gradio_api/queue/data", "/theme.css"):
                headers = client.get(path, headers={"accept-encoding": "br"}).headers
                assert [headers[name] for name in HEADERS[1:]] == ["nosniff", "no-referrer"]
                policy = headers[HEADERS[0]]
                assert "default-src 'none'" in policy
                assert "frame-ancestors 'none'" in policy
                assert "script-src 'self' 'unsafe-eval'" in policy
                assert ("'sha256-" in policy) is (path == "/")
                assert "http" not in policy
                assert "*" not in policy


def test_a_stream_comes_piece_by_piece(serve: Serve) -> None:
    with visitor(serve()) as client:
        client.get("/")
        with client.stream("GET", "/gradio_api/heartbeat/abc") as response:
            assert response.headers["content-type"].startswith("text/event-stream")
            assert next(response.iter_text()).strip() == "data: ALIVE"


class TestUploads:
    @pytest.fixture
    def page(
        self,
        assistant: Assistant,
        records: Records,
        served: list[gr.Blocks],
        monkeypatch: pytest.MonkeyPatch,
    ) -> Iterator[httpx.Client]:
        monkeypatch.setattr(server, "MAX_FILE_BYTES", 1000)
        served.append(start(assistant, records))
        with visitor(str(served[-1].local_url)) as client:
            yield client

    def upload(self, page: httpx.Client, name: str, data: bytes) -> httpx.Response:
        return page.post("/gradio_api/upload", files={"files": (name, data)})

    def test_a_large_file_is_refused(self, page: httpx.Client) -> None:
        response = self.upload(page, "large.txt", b"a" * 1001)
        assert response.status_code == 413
        assert "exceeded maximum allowed size" in response.text
        assert self.upload(page, "small.txt", b"a" * 1000).status_code == 200

    def test_a_name_is_no_path(self, page: httpx.Client) -> None:
        [path] = self.upload(page, "../../../etc/cron.d/evil.txt", b"It turns.").json()
        assert Path(path).name == "evil.txt"
        assert Path(path).parent.parent == Path(path).resolve().parent.parent
        assert "gradio" in Path(path).parts
        assert "cron.d" not in path

    def test_files_of_other_kinds_and_from_elsewhere_are_not_added(
        self, page: httpx.Client, assistant: Assistant, tmp_path: Path
    ) -> None:
        def send(path: str) -> str:
            file = {"name": "mill.txt", "size": 15, "path": path}
            return str(call(page, "sent", told={"files": [file]}))

        before = assistant.articles()
        (tmp_path / "own.txt").write_text("A file of this machine.")
        [program] = self.upload(page, "program.exe", b"It turns.").json()
        assert '<li class="refused">' in send(program)
        for path in (str(tmp_path / "own.txt"), "/etc/hostname"):
            with pytest.raises(gr.Error):
                send(path)
        assert assistant.articles() == before
        [good] = self.upload(page, "mill.txt", b"The mill turns.").json()
        assert '<li class="added">' in send(good)
        assert [one.id for one in assistant.articles() if one not in before] == ["mill"]
