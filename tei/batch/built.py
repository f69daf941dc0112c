"""Built: what became of an edition, as it is read back from what a run has left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from tei.batch import whole
from tei.batch.lines import Settled
from tei.diagnostics import Diagnostic
from tei.editionfile import EditionFile
from tei.outcome import Outcome, of_data
from tei.remote import place


class Built:
    """What became of an edition: its outcomes, which are read from the manifest each time they are gone through.

    ``count`` says how many documents were done, kept as they were, or not processed; ``chosen`` which sources were
    looked at if only some were; ``stopped`` that the run was ended because of too many errors. ``complete`` says that
    something is known of every document.
    """

    def __init__(
        self, edition: EditionFile, findings: Mapping[str, Sequence[Diagnostic]], complete: bool
    ) -> None:
        self.edition = edition
        self.findings = findings
        self.complete = complete
        self.count: Counter[str] = Counter()
        self.stopped = False
        self.chosen: frozenset[str] | None = None

    def __iter__(self) -> Iterator[Outcome]:
        with closing(Settled(self.edition.output)) as settled:
            found = outcomes(settled.outcomes(), whole.findings(settled.whole), self.findings)
            yield from whole.judged(self.edition, found, self.complete)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def outcomes(
    found: Iterable[Mapping[str, Any]], *findings: Mapping[str, Sequence[Diagnostic]]
) -> Iterator[Outcome]:
    """Each outcome that was *found*, as plain data, with what else was found of it, then what was of other files."""
    rest: dict[str, list[Diagnostic]] = {}
    for some in findings:
        for name, more in some.items():
            rest.setdefault(name, []).extend(more)
    for data in found:
        yield of_data(data, rest.pop(data["source"], ()))
    yield from (Outcome(place(name), diagnostics=tuple(more)) for name, more in rest.items())
