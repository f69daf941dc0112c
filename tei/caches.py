"""Caches: what a process has read of conventions, lists, schemas and stylesheets, until these may have changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

_F = TypeVar("_F", bound=Callable[..., object])
_forget: list[Callable[[], None]] = []


def kept(function: _F) -> _F:
    """*function*, whose results are kept: it reads a file that a person may change, and is given the path."""
    cached = lru_cache(None)(function)
    _forget.append(cached.cache_clear)
    return cached  # type: ignore[return-value]


def forget() -> None:
    """Have every file read anew, the next time it is needed."""
    for clear in _forget:
        clear()
