"""Pages on their way to the browser, to be looked at or changed as a whole."""

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Change = Callable[[MutableHeaders, bytes], bytes]
"""Takes the headers, which it may change, and the body; returns the body to send."""


def with_html(app: ASGIApp, change: Change) -> ASGIApp:
    """Return an application whose HTML pages are changed; streams and all else pass as they come.

    Middleware made of it has to stand behind what compresses.
    """

    async def changed(scope: Scope, receive: Receive, send: Send) -> None:
        start: Message | None = None
        body = b""

        async def pass_on(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_html(message):
                start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    headers = MutableHeaders(scope=start)
                    html = change(headers, body)
                    if html != body:
                        headers["Content-Length"] = str(len(html))
                    await send(start)
                    await send({**message, "body": html})

        await app(scope, receive, pass_on)

    return changed


def _is_html(start: Message) -> bool:
    return MutableHeaders(scope=start).get("content-type", "").startswith("text/html")
