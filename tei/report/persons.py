"""The persons that a run found, as a list that can be corrected and given back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from tei.outcome import Outcome


def persons(outcomes: Iterable[Outcome]) -> str:
    """The persons that the files name, as CSV, each with the fullest of its names."""
    fullest: dict[str, str] = {}
    for outcome in outcomes:
        for ident, name in outcome.persons.items():
            fullest[ident] = max(fullest.get(ident, ""), name, key=lambda n: (len(n), n))
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(("id", "name", "description"))
    for ident, name in sorted(fullest.items()):
        given, _, surname = name.rpartition(" ")
        table.writerow((ident, f"{surname}, {given}" if given and "," not in name else name, ""))
    return lines.getvalue()
