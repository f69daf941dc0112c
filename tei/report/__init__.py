"""Reports: what a run made of its files, for people and for the programs that show it to them.

:data:`FORMATS` is the one table of them. A writer takes outcomes, as many as there are, and yields the report in
pieces; it keeps counts and nothing else, so outcomes may come from a file. Those that count before they write go
through the outcomes twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tei.errors import TeiError
from tei.outcome import Outcome
from tei.report.summary import Summary
from tei.report.view import View

__all__ = ["FORMATS", "Format", "Summary", "View", "format_of", "write"]


class Format(NamedTuple):
    """A row of :data:`FORMATS`: how the name of the report's file ends, and who reads it."""

    suffix: str
    title: str


# What writes a format is the function ``write`` of the module of its name, which is loaded when it is asked for.
FORMATS: dict[str, Format] = {
    "text": Format(".txt", "for reading in a terminal"),
    "json": Format(".json", "for programs: everything that is known"),
    "sarif": Format(".sarif", "SARIF 2.1.0, for code scanning and editors"),
    "junit": Format(".xml", "JUnit XML, for servers that run tests"),
    "github": Format(".log", "annotations of a workflow of GitHub"),
    "html": Format(".html", "one page for a browser"),
}


def write(name: str, outcomes: Iterable[Outcome], view: View | None = None) -> Iterator[str]:
    """The report of *outcomes* in the format *name* of :data:`FORMATS`, piece by piece."""
    assert name in FORMATS
    pieces: Iterator[str] = import_module(f"{__name__}.{name}").write(outcomes, view or View())
    return pieces


def format_of(path: Path) -> str:
    """The name of the format that the suffix of *path* asks for; raises :class:`TeiError` if none has that suffix."""
    for name, row in FORMATS.items():
        if path.suffix.lower() == row.suffix:
            return name
    known = ", ".join(f"{row.suffix} ({name})" for name, row in FORMATS.items())
    raise TeiError(f"there is no report of the kind {path.suffix or path.name}", f"a report ends in {known}")
