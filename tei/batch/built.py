"""Built: what became of an edition, as it is read back from what a run has left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from tei.batch import whole
from tei.batch.manifest import Store
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
        with closing(Store(self.edition.output)) as store:
            found = outcomes(store, store.sources, whole.findings(store.whole), self.findings)
            yield from whole.judged(self.edition, found, self.complete)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def outcomes(
    store: Store, names: Iterable[str], *findings: Mapping[str, Sequence[Diagnostic]]
) -> Iterator[Outcome]:
    """The outcome of each of *names* with what else was found of it, then what was found of other files."""
    rest: dict[str, list[Diagnostic]] = {}
    for some in findings:
        for name, found in some.items():
            rest.setdefault(name, []).extend(found)
    for entry in store.entries(names):
        outcome = of_data(entry.outcome)
        more = rest.pop(entry.source, ())
        yield replace(outcome, diagnostics=(*outcome.diagnostics, *more)) if more else outcome
    yield from (Outcome(place(name), diagnostics=tuple(found)) for name, found in rest.items())
