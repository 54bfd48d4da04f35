"""Who is let in: pages of this server and, where there are users, those who have logged in."""

import logging
import re
from collections.abc import Awaitable, Callable

from anyio import to_thread
from starlette._utils import get_route_path
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access import UserError, Users
from assistant.app.bodies import with_html

_OPEN = {
    *("/", "/login", "/logout", "/favicon.ico", "/robots.txt", "/manifest.json", "/theme.css"),
    *("/gradio_api/theme.css", "/gradio_api/login_check", "/gradio_api/startup-events"),
}
_OPEN_FOLDERS = ("/assets/", "/static/", "/svelte/")
_API = re.compile(rb"(window\.gradio_api_info = ).*?(;</script>)", re.DOTALL)
_SAME_SITE = re.compile(rb"; samesite=\w+", re.IGNORECASE)
_log = logging.getLogger(__name__)


class SameSite:
    """Middleware that turns away what the pages of other sites ask for.

    They may only link to the page. A browser says where a request comes from wherever cookies
    could be sent along.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or turn it away."""
        if scope["type"] in {"http", "websocket"}:
            headers = HTTPConnection(scope).headers
            foreign = headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}
            linked = scope.get("method") == "GET" and headers.get("sec-fetch-mode") == "navigate"
            if foreign and not linked:
                refusal = PlainTextResponse("Other sites may not use this page.\n", 403)
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)


class Gate:
    """Middleware that shows nothing but the way in to those who have not logged in."""

    def __init__(self, app: ASGIApp, users: Users) -> None:
        """Stand before an application of Gradio."""
        self._app = app
        self._users = users

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or turn it away."""
        if scope["type"] == "lifespan" or await self._is_known(HTTPConnection(scope)):
            await self._app(scope, receive, send)
            return
        path = get_route_path(scope)
        if path in _OPEN or path.startswith(_OPEN_FOLDERS):
            await with_html(self._app, _without_api)(scope, receive, _with_lax_cookies(send))
        else:
            refusal = PlainTextResponse("Log in on the page first.\n", 401)
            await refusal(scope, receive, send)

    async def _is_known(self, connection: HTTPConnection) -> bool:
        """Tell whether whoever asks has logged in, and is a user still."""
        gradio = connection.scope["app"]
        cookies = connection.cookies
        token = cookies.get(f"access-token-{gradio.cookie_id}") or cookies.get(
            f"access-token-unsecure-{gradio.cookie_id}"
        )
        name = gradio.tokens.get(token)
        try:
            return name is not None and name in await to_thread.run_sync(self._users.names)
        except UserError as error:
            _log.warning("%s", error)
            return False


def login(users: Users) -> Callable[[str, str], Awaitable[bool]]:
    """Return the function that tells Gradio whether a name and password are a user's."""

    async def verify(name: str, password: str) -> bool:
        try:
            return await to_thread.run_sync(users.verify, name, password)
        except UserError as error:
            _log.warning("%s", error)
            return False

    return verify


def _without_api(_: MutableHeaders, html: bytes) -> bytes:
    """Return the page without the description of its endpoints, which Gradio shows to anyone."""
    return _API.sub(rb'\1{"named_endpoints": {}, "unnamed_endpoints": {}}\2', html)


def _with_lax_cookies(send: Send) -> Send:
    """Return what sends cookies on, of which none goes along with what another site asks for."""

    async def send_lax(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                (name, _SAME_SITE.sub(b"", value) + b"; SameSite=lax")
                if name == b"set-cookie"
                else (name, value)
                for name, value in message["headers"]
            ]
        await send(message)

    return send_lax
