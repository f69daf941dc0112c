"""Metadata: what is known of an edition before any of its documents is read; it goes into every header."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metadata:
    """The edition that a document belongs to. What is empty is not asserted in the header."""

    publisher: str = ""
    licence: str = ""
    language: str = "en"


UNPUBLISHED = Metadata()
