"""Run: the work on the sources of an edition that are due, and then on the edition as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from tei.batch import fingerprint, refused, whole
from tei.batch.built import Built, outcomes
from tei.batch.items import Answer, Item, Worked, lost
from tei.batch.lock import DRAFTS
from tei.batch.memory import clock
from tei.batch.planning import Plan
from tei.diagnostics import Diagnostic, Place, diagnostic
from tei.outcome import Outcome
from tei.remote import Address, local, place
from tei.selection import named

if TYPE_CHECKING:
    from tei.batch.making import Maker

_T = TypeVar("_T")
WORTH_A_PROCESS = 40  # documents; below that, starting processes takes longer than the work


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a run tells while it is going: ``kind`` is plan, done, kept, refused, lost, removed or end."""

    kind: str
    source: str = ""
    data: dict[str, Any] = field(default_factory=dict)


Tell = Callable[[Event], None]


class Run:
    """One run over an edition."""

    def __init__(self, plan: Plan, state: Path, tell: Tell) -> None:
        self.plan = plan
        self.edition = plan.edition
        self.store = plan.store
        self.state = state
        self.tell = tell
        self.sources = plan.sources
        self.findings: dict[str, list[Diagnostic]] = {}
        self.count: Counter[str] = Counter()
        self.edited: dict[str, str] = {}
        self.errors = 0
        self.again: list[Item] = []
        self.chosen: set[str] = set()

    def run(self) -> Built:
        """The edition, built."""
        self.tell(Event("plan", data={"sources": len(self.sources)}))
        self._work(self._due())
        while self.again:  # what was handed out is brought to its end even if there are too many errors
            again, self.again = self.again, []
            self._work(iter(again))
        if not self.plan.wish.only:
            self.store.leave(self.sources)
        self._gone()
        built = Built(self.edition, self.findings, all(map(self.store.knows, self.sources.names())))
        self._finish(built.complete)
        built.count, built.stopped = self.count, self._stopped()
        built.chosen = frozenset(self.chosen) if self.plan.wish.only else None
        self.tell(Event("end", data=dict(self.count)))
        return built

    def _due(self) -> Iterator[Item]:
        """The sources that have to be worked on.

        A list, schema or stylesheet that cannot be used is an error before the first.
        """
        for decision in self.plan.usable(self.plan.decisions()):
            if self._stopped():
                return
            name = decision.source.name
            if self.plan.wish.only:
                self.chosen.add(name)
            if decision.item is not None:
                yield decision.item
            elif decision.edited:
                self._edited(name, decision.edited)
            else:
                self.count["kept"] += 1
                self.tell(Event("kept", name))

    def _stopped(self) -> bool:
        """Whether there are more errors than may be."""
        return 0 < self.plan.wish.most_errors <= self.errors

    def _work(self, items: Iterator[Item]) -> None:
        """Work on *items*."""
        first = next(items, None)
        if first is None:
            return
        maker = self._maker()
        for item, answer in self._results(maker, chain([first], items)):
            self._answered(item, maker.put(item, answer) if isinstance(answer, Worked) else answer)

    def _maker(self) -> Maker:
        """What does the work, or puts in its place what was made elsewhere."""
        from tei.batch.encoding import settings_of
        from tei.batch.making import Maker

        settings, policy = settings_of(self.edition), whole.policy_of(self.edition)
        lent = bool(self.edition.executor)
        began = self.plan.memory.began
        return Maker(self.edition.output, self.state, settings, self.plan.key, policy, lent, began)

    def _results(self, maker: Maker, items: Iterator[Item]) -> Iterator[tuple[Item, Answer | Worked]]:
        """What the work gives for each of *items*."""
        from tei.batch import executors

        where = self.edition.executor
        alone = not where and len(self.sources) < WORTH_A_PROCESS
        work: Callable[[Item], Answer | Worked] = maker
        if where:
            from tei.batch import carrying

            paths = chain([self.edition.output], (source.path for source in self.sources))
            if carrying.far(paths, maker.settings):
                work, items = carrying.Carrier.of(maker.settings, maker.key), map(carrying.by_address, items)
        crew = executors.Crew(work, lost, self._jobs(), self.edition.time_limit, alone, where)
        return ((item, answer) for _, item, answer in executors.completed(crew, items))

    def _jobs(self) -> int:
        """How many processes may work at once."""
        from tei.batch.executors import processors

        return self.edition.jobs or processors()

    def _answered(self, item: Item, answer: Answer) -> None:
        name = item.source.name
        absent = self.plan.absent(item.source, answer.there)
        if answer.edited:
            self._edited(name, answer.edited)
        elif answer.foreign:
            self._foreign(item, answer.foreign)
        elif absent - item.absent:
            self.again.append(replace(item, absent=item.absent | absent, begun=True))
        else:
            self.store.add(name, answer.line)
            self.plan.memory.note(name, dict(answer.states))
            self.errors += answer.counts[0] + bool(answer.problem)
            self.count["problem" if answer.problem else "done"] += 1
            counts = dict(zip(("errors", "warnings", "remarks"), answer.counts, strict=True))
            self.tell(Event("done", name, {**counts, "problem": answer.problem}))

    def _foreign(self, item: Item, paths: tuple[str, ...]) -> None:
        """Files in the way of *item*: once made here of another source they may go, or else they stay."""
        known = {path: self._ours[path] for path in paths if path in self._ours}
        if len(known) == len(paths) and not set(known) <= set(item.recorded):
            self.again.append(replace(item, recorded={**item.recorded, **known}))
        else:
            self._refused(item.source.name, paths, refused.foreign)

    @cached_property
    def _ours(self) -> dict[str, str]:
        """What was made here of sources that are gone, with the hash of each."""
        ours = {path: digest for outputs in self.store.gone.values() for path, digest in outputs.items()}
        for entry in self.store.entries(name for name in self.store.sources if name not in self.sources):
            ours.update(entry.outputs)
        return ours

    def _edited(self, name: str, paths: Sequence[str]) -> None:
        """Report outputs of the source *name* that were changed by hand."""
        self.edited.update((path, fingerprint.of_file(self.edition.output / path)) for path in paths)
        self._refused(name, paths, refused.edited)

    def _refused(self, name: str, paths: Sequence[str], said: Callable[[str], Diagnostic]) -> None:
        """Report outputs of the source *name* that were left as they are."""
        self.count["refused"] += 1
        found = self.findings.setdefault(name, [])
        found += [said(named(self.edition.output / path, self.edition.base)) for path in paths]
        self.tell(Event("refused", name, {"files": list(paths)}))

    def _gone(self) -> None:
        """Report what is made of no source any more, and take it away if that is asked for."""
        for name, outputs in sorted(self.store.gone.items()):
            if self.plan.wish.prune:
                left = {path: digest for path, digest in outputs.items() if not self._removed(path, digest)}
                if left:
                    self.store.gone[name] = left
                else:
                    del self.store.gone[name]
                self.tell(Event("removed", name, {"files": sorted(set(outputs) - set(left))}))
            if name in self.store.gone:
                listed = ", ".join(sorted(self.store.gone[name]))
                said = self._gone_because(name)
                hint = "tei build --prune takes it away, unless it was changed by hand"
                message = f"{said}, but what was once made of it is: {listed}"
                self.findings.setdefault(name, []).append(diagnostic("K003", message, Place(name), hint))

    def _gone_because(self, name: str) -> str:
        """Why nothing stands for what was once made of the source *name*."""
        if name in self.sources:
            return "nothing is made of it now"
        path = place(name)
        there = (local(path) if isinstance(path, Address) else self.edition.base / path).exists()
        return "the source is no part of the edition now" if there else "the source is not there any more"

    def _removed(self, path: str, digest: str) -> bool:
        """Whether the output *path* is not there any more; one that was changed by hand stays."""
        file = self.edition.output / path
        if fingerprint.differing(self.edition.output, {path: digest}):
            return False
        file.unlink(missing_ok=True)
        with suppress(OSError):
            file.parent.rmdir()
        return True

    def _by_hand(self, names: Iterable[str]) -> dict[str, str]:
        """The TEI files of the sources *names* that were changed by hand, each with its hash."""
        edited = dict(self.edited)
        for entry in self.store.entries(names) if self.plan.wish.only else ():  # others were not looked at
            tei = {path: digest for path, digest in entry.outputs.items() if path.startswith("tei/")}
            edited.update(fingerprint.differing(self.edition.output, tei))
        return {path: digest for path, digest in edited.items() if path.startswith("tei/")}

    def _finish(self, complete: bool) -> None:
        """What is made of the edition as a whole, the reports, and the manifest."""
        names = Again(self.sources.names)
        drafts, before = self.state / DRAFTS, self.store.whole
        found = before
        same = self.store.unchanged(names)
        mine = whole.edited(self.edition, self.store, self.plan.memory)
        mine |= whole.foreign(self.edition, self.store)
        kept = {} if self.plan.wish.force else mine
        key = whole.key_of(self.store, names, same, self.plan.key, {**self._by_hand(names), **kept})
        anew = self.plan.wish.force or key != before.key or mine != kept
        if anew or not whole.intact(self.edition, self.store):
            jobs = self._jobs() if len(self.sources) >= WORTH_A_PROCESS else 1
            force = self.plan.wish.force
            found = whole.make(self.edition, self.store, names, key, kept, drafts, force, jobs)

        def judged() -> Iterator[Outcome]:
            every = outcomes(self.store.outcomes(names), whole.findings(found), self.findings)
            return whole.judged(self.edition, every, complete)

        told = Again(judged)
        findings = repr([complete, *sorted(self.findings.items())])
        found = whole.report(self.edition, found, told, findings, self.store, kept, drafts)
        if found != before or not same:
            self.store.save(names, found, drafts)
        self.plan.memory.save(clock(self.state))


class Again(Generic[_T]):
    """What can be gone through again and again, made anew each time."""

    def __init__(self, make: Callable[[], Iterable[_T]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[_T]:
        return iter(self._make())
