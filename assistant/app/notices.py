"""Telling a visitor of a mistake, without leaving the page."""

import logging

import gradio as gr

from assistant.app.render import escape
from corpus import SteppewiseError

_SECONDS = 15
_log = logging.getLogger(__name__)


def notify(error: SteppewiseError) -> None:
    """Show what is wrong beside the page for a while."""
    _log.info("%s", error)
    gr.Warning(escape(str(error)), duration=_SECONDS)
