"""Serving the page."""

import contextlib
import io
import time
from collections.abc import Iterator
from itertools import chain

import gradio as gr
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant.access import Users, check_host
from assistant.app import endpoints, mcp
from assistant.app.assets import asset
from assistant.app.gate import Gate, SameSite, login
from assistant.app.page import build
from assistant.app.policy import Policy
from assistant.app.ports import free_ports
from assistant.app.visitor import Visitors
from assistant.assistant import Assistant
from assistant.records import Records
from corpus.load import MAX_FILE_BYTES

_STYLES = (
    *("style.css", "dialogs.css", "ask.css", "conversations.css", "reader.css"),
    *("passages.css", "library.css"),
)
_SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
_SYSTEM_MONO = ("ui-monospace", "SFMono-Regular", "Consolas", "monospace")


def start(
    assistant: Assistant,
    records: Records,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    users: Users | None = None,
    open_browser: bool = False,
    tools: bool = False,
) -> gr.Blocks:
    """Serve the page beside the caller and return it; `local_url` is its address.

    Args:
        assistant: Who answers.
        records: Where conversations are kept.
        host: The address to listen on; "0.0.0.0" lets others in the network in.
        port: The port to listen on, or None for the first free one from 7860.
        users: Who may log in; None if only this machine is served, without logging in.
        open_browser: Whether to open the page in the user's browser.
        tools: Whether to offer the endpoints as MCP tools too, at `mcp.PATH`.

    Raises:
        SteppewiseError: If the port is taken, or the host is not this machine; if there are no
            users and others could reach the page; or if the tools cannot be offered.
    """
    check_host(host, with_users=users is not None)
    if tools:
        mcp.require(users)
    ports = free_ports(host, port)
    first = next(ports)
    page = build(assistant, records)
    for free in chain([first], ports):
        with contextlib.suppress(OSError):  # another program was faster
            _launch(page, host, free, users, open_browser=open_browser, tools=tools)
            break
    if tools:
        mcp.answer_in_json(page)
    return page


@contextlib.contextmanager
def serving(page: gr.Blocks) -> Iterator[None]:
    """Serve on, after what is done inside it, until interrupted there or later; close the page."""
    try:
        yield
        while page.is_running:
            time.sleep(0.2)
    except KeyboardInterrupt:
        pass
    finally:
        page.close(verbose=False)


def _launch(
    page: gr.Blocks, host: str, port: int, users: Users | None, *, open_browser: bool, tools: bool
) -> None:
    with contextlib.redirect_stdout(io.StringIO()):  # "quiet" leaves out all but the tools' address
        page.launch(
            server_name=host,
            server_port=port,
            inbrowser=open_browser,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            ssr_mode=False,
            mcp_server=tools,
            max_file_size=MAX_FILE_BYTES,
            auth=login(users) if users else None,  # type: ignore[arg-type]  # Gradio awaits it
            app_kwargs={
                "middleware": _middleware(host, users),
                "exception_handlers": dict.fromkeys((KeyError, TypeError), endpoints.refuse),
            },
            enable_monitoring=False,
            run_history=False,
            footer_links=[],
            theme=_theme(),
            css="".join(map(asset, _STYLES)),
        )


def _middleware(host: str, users: Users | None) -> list[Middleware]:
    """Return what stands between a browser and the page, outermost first.

    Where nobody logs in, only names of this machine are answered to: another site's name could be
    made to lead here.
    """
    if users:
        inner = [Middleware(Gate, users=users)]
    else:
        names = ["localhost", "127.0.0.1", "[::1]", host]
        inner = [Middleware(TrustedHostMiddleware, allowed_hosts=names), Middleware(Visitors)]
    return [Middleware(Policy), Middleware(SameSite), *inner]


def _theme() -> gr.themes.Base:
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        secondary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        font=_SYSTEM_FONTS,
        font_mono=_SYSTEM_MONO,
    )
