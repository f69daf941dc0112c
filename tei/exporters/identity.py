"""What identifies an edition: a number that never changes, and the day it was published. No clock is asked."""

from __future__ import annotations

import os
import re
import uuid
from datetime import UTC, datetime

from tei.exporters.target import Options

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def identifier(address: str) -> str:
    """The UUID (RFC 9562, version 5) of what is published at *address*; it begins with a letter, so it is an XML id.

    The same address gives the same UUID on every machine.
    """
    found = uuid.uuid5(uuid.NAMESPACE_URL, address)
    while str(found)[0].isdigit():
        found = uuid.uuid5(found, address)
    return str(found)


def published(options: Options) -> str:
    """The day, month or year of publication as ISO 8601 writes it; empty if nobody says.

    The date of the edition says it, or else ``SOURCE_DATE_EPOCH`` in the environment (seconds since 1970, as for
    reproducible builds).
    """
    said = options.metadata.date
    if _DATE.fullmatch(said):
        return said
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch.isdigit() else ""
