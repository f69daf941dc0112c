"""The persons that a run found, as a list that can be corrected and given back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping


class Persons:
    """The persons that files name, each with the fullest of its names; it is fed file by file."""

    def __init__(self) -> None:
        self._fullest: dict[str, str] = {}

    def add(self, named: Mapping[str, str]) -> None:
        """Take in the persons *named* in a file: their ids and names."""
        for ident, name in named.items():
            before = self._fullest.get(ident)
            if before is None or (len(name), name) > (len(before), before):
                self._fullest[ident] = name

    def csv(self) -> Iterator[str]:
        """The list, as CSV."""
        lines = io.StringIO()
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(("id", "name", "description"))
        for ident, name in sorted(self._fullest.items()):
            given, _, surname = name.rpartition(" ")
            table.writerow((ident, f"{surname}, {given}" if given and "," not in name else name, ""))
        yield lines.getvalue()
