"""The endpoints as tools of the Model Context Protocol, which Gradio serves beside the page."""

import json
from importlib.util import find_spec
from typing import Any

import gradio as gr

from assistant.access import Users
from corpus import SteppewiseError

PATH = "gradio_api/mcp/"
"""Where the tools are, behind the page's address."""


def require(users: Users | None) -> None:
    """Check that the tools can be served.

    Raises:
        SteppewiseError: If the package that serves them is not installed, or if users have to log
            in, which no client of the tools can.
    """
    if users:
        raise SteppewiseError("MCP clients cannot log in; leave out --auth, or --mcp.")
    if find_spec("mcp") is None:
        raise SteppewiseError(
            "MCP tools need the package mcp; install it with: pip install 'steppewise[mcp]'"
        )


def answer_in_json(page: gr.Blocks) -> None:
    """Let the tools of a served page answer in JSON; Gradio would write what Python prints."""
    server: Any = page.mcp_server_obj
    text = server.types.TextContent
    server.postprocess_output_data = lambda results, _root_url: [
        text(type="text", text=json.dumps(result, ensure_ascii=False)) for result in results
    ]
