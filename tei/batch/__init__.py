"""Batch: the commands as library calls, for many files, on several processes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tei.batch.building import Built, build, build_edition
    from tei.batch.commands import encode, mend, render, render_one, validate
    from tei.batch.planning import Wish

__all__ = ["Built", "Wish", "build", "build_edition", "encode", "mend", "render", "render_one", "validate"]

_WHERE = {"Built": "building", "build": "building", "build_edition": "building", "Wish": "planning"}


def __getattr__(name: str) -> Any:
    """What this package offers: each command loads what it needs, and a run that has nothing to do next to nothing."""
    if name in __all__:
        return getattr(import_module(f"tei.batch.{_WHERE.get(name, 'commands')}"), name)
    raise AttributeError(name)
