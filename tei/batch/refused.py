"""What is said of files that stand in the way of an edition and are left as they are."""

from __future__ import annotations

from tei.diagnostics import Diagnostic, Place, diagnostic

_CHANGED = "the file was changed by hand, and is left as it is"


def edited(path: str) -> Diagnostic:
    """What is said of what was made of a source, at *path*, and is not as it was made."""
    hint = "carry the change into the source and take the file away; --force writes over it"
    return diagnostic("K001", _CHANGED, Place(path), hint)


def edited_whole(path: str) -> Diagnostic:
    """What is said of what was made of all sources together, at *path*, and is not as it was made."""
    hint = "copy it to another place and take this one away; --force writes over it"
    return diagnostic("K001", _CHANGED, Place(path), hint)


def foreign_whole(path: str) -> Diagnostic:
    """What is said of what was never made here, at *path*, where a report or an index belongs."""
    hint = "move it elsewhere, or choose another output; --force writes over it"
    message = (
        "the file was not made by this edition, and is left as it is; the report or index is not written"
    )
    return diagnostic("K002", message, Place(path), hint)


def foreign(path: str) -> Diagnostic:
    """What is said of what was never made here, at *path*."""
    hint = "move it elsewhere, or choose another output; --force writes over it"
    message = "the file was not made by this edition, and is left as it is; the document is not written"
    return diagnostic("K002", message, Place(path), hint)
