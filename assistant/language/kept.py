"""Keeping what was found in a text: question after question reads the same sentences."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

_MOST = 10_000  # texts

Parameters = ParamSpec("Parameters")
Found = TypeVar("Found")


def kept(function: Callable[Parameters, Found]) -> Callable[Parameters, Found]:
    """Let a function remember its results; they are shared, and so must be what nobody changes."""
    return lru_cache(_MOST)(function)  # type: ignore[return-value]
