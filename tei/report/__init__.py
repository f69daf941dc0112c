"""Reports: what a run made of its files, for people and for the programs that show it to them.

:data:`FORMATS` is the one table of them. A writer takes outcomes, as many as there are, and yields the report in
pieces; it keeps counts and nothing else, so outcomes may come from a file. Those that count before they write go
through the outcomes twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tei.errors import TeiError
from tei.outcome import Outcome
from tei.report import github, html, json, junit, sarif, text
from tei.report.persons import Persons
from tei.report.summary import Summary
from tei.report.view import View

__all__ = ["FORMATS", "Format", "Persons", "Summary", "View", "format_of", "write"]


class Format(NamedTuple):
    """A row of :data:`FORMATS`: what writes the report, how its file's name ends, and who reads it."""

    write: Callable[[Iterable[Outcome], View], Iterator[str]]
    suffix: str
    title: str


FORMATS: dict[str, Format] = {
    "text": Format(text.write, ".txt", "for reading in a terminal"),
    "json": Format(json.write, ".json", "for programs: everything that is known"),
    "sarif": Format(sarif.write, ".sarif", "SARIF 2.1.0, for code scanning and editors"),
    "junit": Format(junit.write, ".xml", "JUnit XML, for servers that run tests"),
    "github": Format(github.write, ".log", "annotations of a workflow of GitHub"),
    "html": Format(html.write, ".html", "one page for a browser"),
}


def write(name: str, outcomes: Iterable[Outcome], view: View | None = None) -> Iterator[str]:
    """The report of *outcomes* in the format *name* of :data:`FORMATS`, piece by piece."""
    return FORMATS[name].write(outcomes, view or View())


def format_of(path: Path) -> str:
    """The name of the format that the suffix of *path* asks for; raises :class:`TeiError` if none has that suffix."""
    for name, row in FORMATS.items():
        if path.suffix.lower() == row.suffix:
            return name
    known = ", ".join(f"{row.suffix} ({name})" for name, row in FORMATS.items())
    raise TeiError(f"there is no report of the kind {path.suffix or path.name}", f"a report ends in {known}")
