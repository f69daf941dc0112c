"""The manifest: what was made of which source, so that the next run does only what has to be done.

``manifest.jsonl`` lies in the output, one line of JSON for each source in their order. A line holds the hash of the
source and of each file made of it, what the documents in it refer to, what was found, and the record of each document.
While a run is going, its lines are added to a journal; at its end both become the new manifest. The manifest is the
same whatever the runs before it were. What each process is writing it notes in a file beside the journal.

The first line names the program that wrote it. Of a manifest that another version wrote only the files made of each
source are believed, so that they are known for the program's own when all is made anew.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, BinaryIO

from tei.batch import fingerprint
from tei.batch.lines import BEGUN, FIRST, GONE, NOTES, RECORDS, SOURCE, Entry, Lines, Whole, dumped, first
from tei.batch.offsets import Known, Offsets
from tei.files import stream

JOURNAL = "journal.jsonl"


class Store(Lines):
    """The manifest of an output and the journal of the run that is going; :meth:`close` it.

    Without *state*, the folder of the run, it is only read.
    """

    def __init__(self, output: Path, state: Path | None = None) -> None:
        super().__init__(output)
        self.journal_path = (state or output / ".tei") / JOURNAL
        self.gone: dict[str, dict[str, str]] = {}
        self._offsets = Offsets()
        self._fresh = False  # whether there is anything in the journal
        self._offsets.settle(self._read_manifest())
        self._gone_before = dict(self.gone)
        self._journal = self._opened_journal(state is not None)

    def close(self) -> None:
        """Close the files."""
        super().close()
        self._offsets.close()
        if self._journal:
            self._journal.close()

    def _read_manifest(self) -> Iterator[tuple[str, int]]:
        """Each source of the manifest and where its line begins; what the other lines say is noted."""
        offset = 0
        for line in self.manifest or ():
            if line.startswith(SOURCE):
                yield self.named(line), offset
            elif line.startswith(GONE):
                data = self.loaded(line)
                self.gone[self.part(data, "gone", str)] = self.part(data, "outputs", dict)
            else:
                self.take(line)
            offset += len(line)

    def _opened_journal(self, writable: bool) -> BinaryIO | None:
        """The journal, indexed up to its last sound line; what follows was cut off, and goes."""
        for notes in sorted(self.journal_path.parent.glob(f"{NOTES}*")):
            with notes.open("rb") as lines:
                for line in filter(_sound, lines):
                    self._offsets.begin(first(line))
        if not writable and not self.journal_path.exists():
            return None
        handle = self.journal_path.open("a+b" if writable else "rb")
        handle.seek(0)
        offset = 0
        for line in handle:
            if not _sound(line):
                break
            name = first(line)
            if line.startswith(BEGUN):
                self._offsets.begin(name)
            else:
                self._offsets.add(name, offset)
                self._fresh = True
            offset += len(line)
        if writable:
            handle.truncate(offset)
        return handle

    def knows(self, source: str) -> bool:
        """Whether anything is known of *source*."""
        known = self._offsets.find(source)
        return known.settled is not None or known.journal is not None

    def begun(self, source: str) -> bool:
        """Whether a run that was cut off was writing what is made of *source*."""
        return self._offsets.find(source).begun > 0

    def find(self, source: str) -> Entry | None:
        """What is known of *source*."""
        known = self._offsets.find(source)
        line = self._line(known)
        return self.made(Entry, self.head(line)) if line is not None else None

    def _line(self, known: Known) -> bytes | None:
        """The line of a source: that of the journal, if there is one, or else of the manifest."""
        if known.journal is not None and self._journal:
            self._journal.seek(known.journal)
            return self._journal.readline()
        return self._settled_line(known)

    def _settled_line(self, known: Known) -> bytes | None:
        if known.settled is not None and self.manifest:
            self.manifest.seek(known.settled)
            return self.believed(self.manifest.readline())
        return None

    def begin(self, name: str) -> None:
        """Note that the index or report *name* is being written: that of a dead run is the program's own."""
        self._append(dumped({"begun": name}))

    def add(self, source: str, line: bytes) -> None:
        """Note what was made of *source*."""
        self._offsets.add(source, self._append(line))
        self._fresh = True

    def _append(self, line: bytes) -> int:
        assert self._journal is not None
        offset = self._journal.seek(0, 2)
        self._journal.write(line)
        self._journal.flush()
        return offset

    def leave(self, sources: Container[str]) -> None:
        """Note as gone what was made of sources that are not among *sources*, or is not made of them any more."""
        for name in self._offsets.both():
            if name not in sources:
                self._left(name, self._outputs(self._line(self._offsets.find(name))))
            elif self._fresh:
                known = self._offsets.find(name)
                if known.journal is not None and known.settled is not None:
                    self._left(name, self._outputs(self._settled_line(known)))
        if not self.gone:
            return
        theirs = {path for outputs in self.gone.values() for path in outputs}
        made = {
            path
            for name in self._offsets.journal()
            if name in sources
            for path in self._outputs(self._line(self._offsets.find(name)))
            if path in theirs
        }
        for name, outputs in list(self.gone.items()):
            self.gone[name] = {path: digest for path, digest in outputs.items() if path not in made}
            if not self.gone[name]:
                del self.gone[name]

    def _left(self, name: str, outputs: Mapping[str, str]) -> None:
        if outputs:
            self.gone[name] = {**self.gone.get(name, {}), **outputs}

    def _outputs(self, line: bytes | None) -> dict[str, str]:
        return {} if line is None else self.part(self.head(line), "outputs", dict)

    @property
    def sources(self) -> Iterator[str]:
        """The sources of the manifest, in their order."""
        return self._offsets.settled()

    def unchanged(self, sources: Iterable[str]) -> bool:
        """Whether a manifest of those of *sources* of which anything is known would be the one that is there."""
        if not self.own or self._fresh or self.gone != self._gone_before:
            return False
        rest = iter(sources)
        return all(
            name in rest for name in self.sources
        )  # as nothing else is known, they are all in their order

    def entries(self, sources: Iterable[str]) -> Iterator[Entry]:
        """What is known of each of *sources*."""
        return (entry for source in sources if (entry := self.find(source)))

    def outcomes(self, sources: Iterable[str]) -> Iterator[Mapping[str, Any]]:
        """The outcome of each of *sources* of which anything is known, as plain data."""
        return (self.part(self.head(line), "outcome", dict) for line in self.lines(sources))

    def full(self, sources: Iterable[str]) -> Iterator[dict[str, Any]]:
        """All that is known of each of *sources*, the ``records`` of the documents in it among it, as plain data."""
        return (self.loaded(line) for line in self.lines(sources))

    def records(self, sources: Iterable[str]) -> Iterator[dict[str, Any]]:
        """The record of each document in *sources*, as plain data."""
        for line in self.lines(sources):
            _, found, rest = line.partition(RECORDS)
            if found:
                yield from self.loaded(b'{"records":[' + rest)["records"]

    def lines(self, sources: Iterable[str]) -> Iterator[bytes]:
        """The line of each of *sources* of which anything is known."""
        return (line for source in sources if (line := self._line(self._offsets.find(source))))

    def save(self, sources: Iterable[str], whole: Whole, drafts: Path) -> None:
        """Make the manifest anew, of what is known of *sources* in their order and of the edition as a *whole*."""
        stream(self.path, self._lines(sources, whole), drafts, durable=True)

    def _lines(self, sources: Iterable[str], whole: Whole) -> Iterator[bytes]:
        yield dumped({"program": fingerprint.program()})
        yield from self.lines(sources)
        for name, outputs in sorted(self.gone.items()):
            yield dumped({"gone": name, "outputs": outputs})
        yield dumped({"edition": {part.name: getattr(whole, part.name) for part in fields(whole)}})


def _sound(line: bytes) -> bool:
    """Whether *line* of the journal was written to its end; what a loss of power leaves may have zeros in it."""
    whole = line.startswith((SOURCE, BEGUN)) and line.endswith(b"}\n") and b"\0" not in line
    return whole and FIRST.match(line) is not None
