"""What to answer: the Python API, the command line and the chat page."""

from assistant.answer import Answer, Citation
from assistant.assistant import Assistant

__all__ = ["Answer", "Assistant", "Citation"]
