"""What to answer: the Python API, the command line and the chat page."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation
    from assistant.assistant import Assistant

__all__ = ["Answer", "Assistant", "Citation"]


def __getattr__(name: str) -> object:
    """Import what is asked for: the command line is a part of this package and starts without."""
    if name == "Assistant":
        from assistant.assistant import Assistant

        return Assistant
    if name in __all__:
        from assistant import answer

        return getattr(answer, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
