"""Planning: what has to be done of an edition, and why; what is as it was is not done again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from typing import Any

from tei.batch import fingerprint, preflight
from tei.batch.items import Item
from tei.batch.lines import Entry
from tei.batch.manifest import Store
from tei.batch.memory import Memory
from tei.diagnostics import CODES
from tei.editionfile import EditionFile
from tei.errors import TeiError
from tei.remote import place
from tei.selection import Source, Sources


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a run besides the edition itself.

    ``only`` are patterns of names, or codes of diagnostics, of the sources to look at; ``force`` writes over what was
    changed by hand, ``prune`` takes away what is made of no source any more, ``most_errors`` ends the run early (0:
    never).
    """

    only: tuple[str, ...] = ()
    force: bool = False
    prune: bool = False
    most_errors: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done with a source: ``item`` to work on and the ``reason``, or nothing.

    ``edited`` are outputs that were changed by hand, because of which nothing is done, or which are written over (a
    *reason* without an item is why, if it is another);
    ``gone`` those that are made of it no more.
    """

    source: Source
    item: Item | None = None
    reason: str = ""
    edited: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The sources of a run, in their order, and what is known of each."""

    edition: EditionFile
    sources: Sources
    store: Store
    key: str
    memory: Memory
    wish: Wish = field(default_factory=Wish)

    def decisions(self) -> Iterator[Decision]:
        """What is to be done with each source that is asked for, or that a run was writing when it was cut off."""
        compared = {o["source"]: _codes(o) for o in self.store.whole.outcomes} if self.wish.only else {}
        for source in self.sources:
            entry = self.store.find(source.name)
            if not self.wish.only or self._chosen(source, entry, compared) or self.store.begun(source.name):
                yield self._decide(source, entry)

    def usable(self, decisions: Iterable[Decision]) -> Iterator[Decision]:
        """*decisions*; before the first that asks for work, all that the edition names is looked at."""
        looked_at = False
        for decision in decisions:
            if decision.item is not None and not looked_at:
                preflight.usable(self.edition, self.key)
                looked_at = True
            yield decision

    def foreseen(self) -> Iterator[Decision]:
        """The decisions as the work will find them: what is due, but was changed by hand, is left as it is."""
        for decision in self.decisions():
            item = decision.item
            edited = self._edited(item.recorded) if item and not item.begun else ()
            if edited:
                decision = (
                    replace(decision, edited=edited)
                    if self.wish.force
                    else Decision(decision.source, edited=edited)
                )
            yield decision

    def _edited(self, outputs: Mapping[str, str]) -> tuple[str, ...]:
        """Those of *outputs*, each with its hash, that were changed by hand."""
        return tuple(fingerprint.differing(self.edition.output, outputs))

    def gone(self) -> Iterator[Decision]:
        """What is made of no source any more, by the source that it was made of."""
        if not self.wish.only:
            self.store.leave(self.sources)
        for name, outputs in sorted(self.store.gone.items()):
            yield Decision(Source(place(name), name), gone=tuple(sorted(outputs)))

    def _chosen(self, source: Source, entry: Entry | None, compared: Mapping[str, set[str]]) -> bool:
        """Whether *source* is one of those to look at; *compared* are the codes found by comparing documents."""
        codes = compared.get(source.name, set()) | (_codes(entry.outcome) if entry else set())
        return any(_fits(pattern, source) or pattern in codes for pattern in self.wish.only)

    def _decide(self, source: Source, entry: Entry | None) -> Decision:
        reason, edited = self._found(source, entry) if entry else ("it is new", [])
        if not (reason or edited):
            return Decision(source)
        begun = self.store.begun(source.name)
        if edited and not begun and not self.wish.force:
            return Decision(source, edited=tuple(edited))
        if edited:
            reason = f"{edited[0]} is not as it was made"
        item = Item(source, begun=begun, force=self.wish.force)
        if entry:
            item = replace(item, recorded=entry.outputs, absent=self.absent(source, entry.linked))
        return Decision(source, item, reason)

    def _found(self, source: Source, entry: Entry) -> tuple[str, list[str]]:
        """Why *source* is due by what stands in *entry*, empty if it is not, and which outputs were changed by hand."""
        if reason := self._changed(entry):
            return reason, []
        outputs = (f"{self.edition.output}{os.sep}{path}" for path in entry.outputs)
        digest, *hashes = self.memory.hashes(source.name, [source.path, *outputs])
        if digest != entry.sha256:
            return "it has changed", []
        if reason := self._linked(source, entry):
            return reason, []
        edited = []
        for (path, digest), found in zip(entry.outputs.items(), hashes, strict=True):
            if found == digest:
                continue
            if found and not fingerprint.holds_nothing(self.edition.output / path):
                edited.append(path)
            else:
                reason = f"{path} is missing"
        return reason, edited

    def _changed(self, entry: Entry) -> str:
        """Why all that *entry* says was made of a source is made anew; empty if that need not be."""
        if not entry.key:
            return "it could not be worked on before"
        if entry.key != self.key:
            return "the settings, the lists or the program have changed"
        return ""

    def _linked(self, source: Source, entry: Entry) -> str:
        """Which of the documents that *source* refers to has come or gone; empty if none has."""
        for ident, there in entry.linked.items():
            if there != (beside(source, ident) in self.sources):
                return f"document {ident}, which it refers to, has {'gone' if there else 'come'}"
        return ""

    def absent(self, source: Source, linked: Iterable[str]) -> frozenset[str]:
        """Those of the ids *linked* to that are no document of the edition."""
        return frozenset(ident for ident in linked if beside(source, ident) not in self.sources)


def beside(source: Source, ident: str) -> str:
    """The name of the source of the document *ident* in the folder of *source*."""
    folder, slash, _ = source.name.rpartition("/")
    return f"{folder}{slash}{ident}{source.path.suffix}"


def check(wish: Wish, sources: Iterable[Source]) -> None:
    """Nothing, if each pattern of *wish* fits one of *sources* or is a code; raises :class:`TeiError` if not."""
    for pattern in wish.only:
        if pattern not in CODES and not any(_fits(pattern, source) for source in sources):
            hint = "give the name of a source (d12), a pattern (letters/d1*), or a code as reports show it (N002)"
            raise TeiError(f"--only {pattern}: there is no such source, and no such code", hint)


def _fits(pattern: str, source: Source) -> bool:
    """Whether *pattern* is one for the name of *source*."""
    return fnmatch(source.name, pattern) or fnmatch(source.path.name, pattern) or source.path.stem == pattern


def _codes(outcome: Mapping[str, Any]) -> set[str]:
    """The codes of what was found in *outcome*, as plain data."""
    return {diagnostic["code"] for diagnostic in outcome.get("diagnostics", ())}
