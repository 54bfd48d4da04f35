"""Whose a conversation is: a user's or, where nobody logs in, a browser's."""

import re
import secrets

import gradio as gr
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus import SteppewiseError

COOKIE = "steppewise-browser"
"""The name of the cookie that a browser is known by."""

_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
_TOKEN_BYTES = 32
_YEAR = 365 * 24 * 3600
_PAGE = "/"


def owner_of(request: gr.Request) -> str:
    """Return whose the conversations are that an event may see.

    Raises:
        SteppewiseError: If the browser keeps no cookies.
    """
    if request.username:
        return f"user:{request.username}"
    token = str(request.cookies.get(COOKIE, ""))
    if not _TOKEN.fullmatch(token):
        raise SteppewiseError(
            "Conversations are not kept, for your browser keeps no cookies; allow them for this "
            "page and reload it."
        )
    return f"browser:{token}"


class Visitors:
    """Middleware that gives each browser a cookie, which cannot be guessed, with its first page."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and the page back with a cookie to who has none.

        A strict cookie is not sent where the page of another site linked here. The page is then
        asked for once more, by itself, lest the browser be taken for a new one.
        """
        if scope["type"] != "http" or scope["path"] != _PAGE:
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        if _TOKEN.fullmatch(asked.cookies.get(COOKIE, "")):
            await self._app(scope, receive, send)
        elif asked.headers.get("sec-fetch-site", "none") in {"none", "same-origin"}:
            await self._app(scope, receive, _with_cookie(send))
        else:
            again = HTMLResponse("", headers={"Refresh": "0", "Cache-Control": "no-store"})
            await again(scope, receive, send)


def _with_cookie(send: Send) -> Send:
    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            token = secrets.token_urlsafe(_TOKEN_BYTES)
            MutableHeaders(scope=message).append(
                "Set-Cookie",
                f"{COOKIE}={token}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Strict",
            )
        await send(message)

    return send_with_cookie
