"""Bytes of Windows-1252 in a text that is said to be something else: what was meant, and when that is certain."""

from __future__ import annotations


def certain(byte: int, before: str, after: str) -> str:
    """The character that *byte* stands for between the characters *before* and *after*; empty if that is not certain.

    Certain are quotation marks and dashes in places that fit them. A letter could be another one on an old Macintosh.
    """
    character = bytes((byte,)).decode("cp1252", "ignore")
    opens = not before or before.isspace() or before in "(>"
    closes = not after or after.isspace() or after in ".,;:)<?!"
    fits = {
        "‘": opens and after.isalpha(),
        "“": opens and after.isalnum(),
        "’": before.isalpha() and (closes or after in "stdmrlv"),
        "”": not opens and closes,
        "–": (before.isdigit() and after.isdigit()) or before == after == " ",
        "—": (before.isalpha() and after.isalpha()) or before == after == " ",
    }
    return character if fits.get(character) else ""
