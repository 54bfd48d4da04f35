"""Opening the index that a command is about."""

from typing import TYPE_CHECKING, Any

import click

from assistant import settings

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from index import Filters, Index, Place


def open_assistant(place: "Place | None") -> "Assistant":
    """Open an index, as `open_index` does, to ask it."""
    index = open_index(place)  # first, so that nobody waits to be told that there is none
    from assistant.assistant import Assistant

    return Assistant(index)


def open_index(place: "Place | None") -> "Index":
    """Open an index; who names none gets one of the bundled articles, made at first use."""
    from index import Index

    if place is None and not Index.exists(settings.default_folder()):
        from assistant.adding import add_bundled

        click.echo("There is no index yet; indexing the bundled articles …", err=True)
        add_bundled(settings.default_folder(), settings.configured_embedder())
    return Index.open(place or settings.default_folder(), settings.configured_embedder())


def open_filtered(place: "Place | None", filters: dict[str, Any]) -> "tuple[Assistant, Filters]":
    """Open an index and check the filters; an unknown article is a mistake, not an empty result."""
    from index import Filters

    chosen = Filters(**filters)
    assistant = open_assistant(place)
    for id_ in chosen.articles:
        assistant.article(id_)
    return assistant, chosen
