"""The corpus: the TEI files of an edition in their order, each read when it is needed and then let go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei.diagnostics import Diagnostic, Place, Severity, diagnostic, worst
from tei.records import Record, documents, records
from tei.validation.parse import parse


@dataclass(frozen=True, slots=True)
class Source:
    """A TEI file that was read; it may hold one document or a volume of them."""

    path: Path
    root: etree._Element

    def records(self) -> list[Record]:
        """The record of each of its documents, in their order."""
        return list(records(self.root, str(self.path)))

    def documents(self) -> list[tuple[etree._Element, Record]]:
        """Each of its documents as an element and as a record, in their order."""
        return list(zip(documents(self.root), self.records(), strict=True))

    def place(self, element: etree._Element) -> Place:
        """Where *element* stands, for a diagnostic."""
        return Place(str(self.path), element.sourceline or 0)


class Corpus:
    """The sources of an export; to iterate over it, as often as needed, reads them one after the other.

    A file that cannot be read as XML is passed over, and told in :attr:`problems`.
    """

    def __init__(self, files: Sequence[Path], done: Callable[[Path], None] | None = None) -> None:
        self.files = tuple(files)
        self._positions = {str(path): number for number, path in enumerate(self.files)}
        self._problems: dict[Path, Diagnostic] = {}
        self._done = done

    def __iter__(self) -> Iterator[Source]:
        for path in self.files:
            root = self._read(path)
            if root is not None:
                yield Source(path, root)
            if self._done:
                self._done(path)

    def __len__(self) -> int:
        return len(self.files)

    @property
    def problems(self) -> list[Diagnostic]:
        """Why files could not be read, one diagnostic for each, in their order."""
        return list(self._problems.values())

    def position(self, file: str) -> int:
        """The place in the order of the file that a diagnostic names; the end for any other."""
        return self._positions.get(file, len(self.files))

    def _read(self, path: Path) -> etree._Element | None:
        try:
            tree, found = parse(path)
        except OSError as error:
            tree, found = None, [diagnostic("X001", f"cannot be read: {error.strerror}", Place(str(path)))]
        if worst(found) == Severity.ERROR:  # not XML, or an identifier given twice, which no link can survive
            self._problems[path] = next(d for d in found if d.severity == Severity.ERROR)
            return None
        return None if tree is None else tree.getroot()
