"""What an export is told of the edition, looked at before any target uses it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tei.calendar import Partial
from tei.errors import ExportError
from tei.metadata import Metadata

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
# The form of a tag, BCP 47 section 2.1: language, script, region, variants, extensions, private use.
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?"
    r"|x(?:-[a-z\d]{1,8})+",
    re.IGNORECASE,
)


def check(metadata: Metadata) -> None:
    """Nothing, if address, date and language can be what they are said to be; raises :class:`ExportError` if not."""
    if metadata.url and not _absolute(metadata.url):
        raise ExportError(
            f"“{metadata.url}” is no address on the web", "write it in full: https://example.org/letters"
        )
    if metadata.date and not _dated(metadata.date):
        raise ExportError(f"“{metadata.date}” is no date", "write 2026-01-31, 2026-01 or 2026")
    if metadata.language and not _LANGUAGE.fullmatch(metadata.language):
        raise ExportError(
            f"“{metadata.language}” is no code of a language", "write en, de-AT or the like (BCP 47)"
        )


def _absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # half of an address of IPv6
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", url)


def _dated(date: str) -> bool:
    match = _DATE.fullmatch(date)
    return match is not None and Partial(*(int(part or 0) for part in match.groups())).exists
