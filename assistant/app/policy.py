"""What a browser may do with the page: a Content-Security-Policy, and headers like it.

Nothing but this server may be called or loaded from. Of the scripts inside the page only those
run that came with it: they are named by their hashes, so that a script or handler in the words of
an article is none. Gradio compiles templates and `js_on_load`, hence 'unsafe-eval', and styles
its components in place, hence 'unsafe-inline' for styles.
"""

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.app.bodies import with_html

_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'{scripts}; style-src 'self' "
    "'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


class Policy:
    """Middleware that sends the headers with every response."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response back with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("Content-Security-Policy", _POLICY.format(scripts=""))
            await send(message)

        def name_scripts(headers: MutableHeaders, html: bytes) -> bytes:
            scripts = "".join(f" '{_hash(script)}'" for script in _INLINE_SCRIPT.findall(html))
            headers["Content-Security-Policy"] = _POLICY.format(scripts=scripts)
            return html

        await with_html(self._app, name_scripts)(scope, receive, send_with_headers)


def _hash(script: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}"
