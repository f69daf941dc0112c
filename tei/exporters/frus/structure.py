"""The divisions of a volume above its documents: compilations, chapters and subchapters, as a table says."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tei.errors import ExportError
from tei.exporters.target import Options

_LEVELS = ("compilation", "chapter", "subchapter")
_COLUMNS = ("type", "title", "first")


@dataclass(frozen=True, slots=True)
class Division:
    """A row of the table: a division, its title, its ``xml:id`` and the id of its first document."""

    type: str
    title: str
    id: str
    first: str
    line: int = 0


class Structure:
    """The divisions of a volume; says, document by document, which of them end and which begin.

    The table is a CSV file with the columns ``type,title,first`` (the option ``structure``); without one there is one
    compilation with the title of the edition. Raises :class:`ExportError` if the table cannot be used.
    """

    def __init__(self, options: Options) -> None:
        self._table = options.get("structure")
        title = options.metadata.title or "Documents"
        self._rows = list(_numbered(_rows(Path(self._table)))) if self._table else []
        self._default = Division("compilation", title, "comp1", "")
        self._open: list[Division] = []
        self._met: set[str] = set()

    def before(self, ident: str) -> bytes:
        """What stands before the document *ident*: ends of divisions, and beginnings of those it is the first of."""
        self._met.add(ident)
        beginning = [row for row in self._rows if row.first == ident]
        if not beginning and not self._open:
            beginning = [self._default]
        return b"".join(self._begin(division) for division in beginning)

    def end(self) -> bytes:
        """The ends of all divisions that are open."""
        return b"".join(self._close() for _ in self._open[:])

    def check(self) -> None:
        """Nothing, if every division has its first document; raises :class:`ExportError` if not."""
        for row in self._rows:
            if row.first not in self._met:
                message = f"{self._table}, line {row.line}: “{row.title}” begins with {row.first}, which is not there"
                raise ExportError(message, "the column first holds the xml:id of a document, as d41")

    def _begin(self, division: Division) -> bytes:
        level = _LEVELS.index(division.type)
        ends = b""
        while self._open and _LEVELS.index(self._open[-1].type) >= level:
            ends += self._close()
        self._open.append(division)
        start = f"<div type={quoteattr(division.type)} xml:id={quoteattr(division.id)}>\n"
        return ends + f"{start}<head>{escape(division.title)}</head>\n".encode()

    def _close(self) -> bytes:
        self._open.pop()
        return b"</div>\n"


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of the table at *path*, with their lines."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            if not set(_COLUMNS) <= set(table.fieldnames or ()):
                raise ExportError(
                    f"{path} is not a table of divisions", f"it needs the columns {','.join(_COLUMNS)}"
                )
            for row in table:
                values = {name: (row[name] or "").strip() for name in _COLUMNS}
                if values["type"] not in _LEVELS:
                    message = (
                        f"{path}, line {table.line_num}: there is no division of the type “{values['type']}”"
                    )
                    raise ExportError(message, f"choose one of: {', '.join(_LEVELS)}")
                yield table.line_num, values
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ExportError(f"the table of divisions {path} cannot be read: {error}") from error


def _numbered(rows: Iterator[tuple[int, dict[str, str]]]) -> Iterator[Division]:
    """The divisions in *rows* with the ids of the series: ``comp1``, ``ch1`` through the volume, ``ch1subch1``."""
    count: Counter[str] = Counter()
    for line, row in rows:
        kind = row["type"]
        count[kind] += 1
        if kind == "chapter":
            count["subchapter"] = 0
        ids = {
            "compilation": f"comp{count['compilation']}",
            "chapter": f"ch{count['chapter']}",
            "subchapter": f"ch{count['chapter']}subch{count['subchapter']}",
        }
        yield Division(kind, row["title"], ids[kind], row["first"].removeprefix("#"), line)
