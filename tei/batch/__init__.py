"""Batch: the commands as library calls, for many files, on several processes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tei.batch.building import build, build_edition
    from tei.batch.built import Built
    from tei.batch.encoding import encode
    from tei.batch.planning import Wish
    from tei.batch.rendering import render, render_one
    from tei.batch.validating import mend, validate

__all__ = ["Built", "Wish", "build", "build_edition", "encode", "mend", "render", "render_one", "validate"]

_WHERE = {
    "Built": "built",
    "Wish": "planning",
    "build": "building",
    "build_edition": "building",
    "encode": "encoding",
    "mend": "validating",
    "render": "rendering",
    "render_one": "rendering",
    "validate": "validating",
}


def __getattr__(name: str) -> Any:
    """What this package offers: each command loads what it needs, and a run that has nothing to do next to nothing."""
    if name in _WHERE:
        return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    raise AttributeError(name)
