"""Metadata: what is known of an edition before any of its documents is read; it goes into every header."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metadata:
    """The edition that a document belongs to. What is empty is not asserted in the header.

    ``edition`` is the statement of the edition (“second, corrected edition”), ``licence_url`` where the text of the
    licence is, ``date`` the day, month or year of publication as ISO 8601 writes it, ``url`` where the
    edition is, or will be, on the web.
    """

    title: str = ""
    editors: tuple[str, ...] = ()
    edition: str = ""
    publisher: str = ""
    place: str = ""
    date: str = ""
    licence: str = ""
    licence_url: str = ""
    series: str = ""
    volume: str = ""
    language: str = "en"
    language_name: str = ""
    url: str = ""


UNPUBLISHED = Metadata()
