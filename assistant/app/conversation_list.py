"""The list of a visitor's conversations: to open, rename, delete and export them."""

import re
import time
from collections.abc import Sequence
from datetime import datetime

from assistant.app.render import count, escape
from assistant.records import MAX_TITLE, Conversation

_DIALOGS = (
    '<dialog id="rename" aria-labelledby="rename-name"><form method="dialog">'
    '<h2 id="rename-name">Rename the conversation</h2>'
    f'<input name="title" aria-label="Title" maxlength="{MAX_TITLE}" required>'
    '<div class="choices"><button type="button" class="no">Cancel</button>'
    '<button type="submit" class="yes">Rename</button></div></form></dialog>'
)
_FILE_NAME = re.compile(r"[^\w-]+")


def conversations_html(
    conversations: Sequence[Conversation], current: str | None, user: str | None = None
) -> str:
    """Return the list, the last changed first, with the one marked that is open.

    A user who has logged in can log out below it.
    """
    items = "".join(_item(item, is_current=item.id == current) for item in conversations)
    body = f"<ul>{items}</ul>" if items else '<p class="quiet">None is kept yet.</p>'
    return (
        '<button type="button" class="drawer" aria-expanded="false" aria-controls="kept">'
        "Conversations</button>"
        '<nav id="kept" aria-label="Conversations">'
        '<button type="button" class="begin" data-event="begin">New conversation</button>'
        f"<h2>Earlier</h2>{body}{_user(user)}</nav>{_DIALOGS}"
    )


def file_html(conversation: Conversation, text: str, suffix: str) -> str:
    """Return a file for `file.js` to save; a number makes it another one each time."""
    name = f"{_FILE_NAME.sub('-', conversation.title).strip('-').lower() or 'conversation'}{suffix}"
    return (
        f'<span hidden data-number="{time.monotonic_ns()}" data-name="{escape(name)}" '
        f'data-text="{escape(text)}"></span>'
    )


def _user(name: str | None) -> str:
    if name is None:
        return ""
    return f'<p class="quiet user">{escape(name)} <a href="/logout">Log out</a></p>'


def _item(conversation: Conversation, *, is_current: bool) -> str:
    title, id_ = escape(conversation.title), escape(conversation.id)
    day = datetime.fromisoformat(conversation.changed).strftime("%-d %b %Y")
    about = escape(f"{count(conversation.turns, 'question')} · {day}")
    current = ' aria-current="true"' if is_current else ""
    sure = escape(f"Delete “{conversation.title}”? It cannot be brought back.")
    return (
        f'<li><button type="button" class="open" data-event="open" data-value="{id_}"{current}>'
        f'<span class="title">{title}</span><span class="about">{about}</span></button>'
        f'<details class="menu"><summary aria-label="Rename, export or delete {title}" '
        f'title="Rename, export, delete">⋯</summary><div>'
        f'<button type="button" data-rename="{id_}" data-title="{title}">Rename</button>'
        f'<button type="button" data-event="export" data-value="{id_}" data-kind="md">'
        "Export as Markdown</button>"
        f'<button type="button" data-event="export" data-value="{id_}" data-kind="json">'
        "Export as JSON</button>"
        f'<button type="button" data-event="remove" data-value="{id_}" data-confirm="{sure}" '
        'data-yes="Delete">Delete</button></div></details></li>'
    )
