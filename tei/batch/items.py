"""Items: what a worker is given of an edition, one source at a time, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from tei import outcome as outcomes
from tei.batch.lines import line_of
from tei.diagnostics import Severity
from tei.outcome import Outcome
from tei.policy import NO_POLICY, Judge, Policy
from tei.remote import place
from tei.selection import Source

if TYPE_CHECKING:
    from tei.pipeline import Made


@dataclass(frozen=True, slots=True)
class Item:
    """A source that is to be worked on.

    ``recorded`` are the outputs that were made of it before, with their hashes; one that is not as it was made was
    changed by hand. ``begun`` says that a run that was cut off may have written them, and ``force`` that all may be
    written over. Documents whose ids are ``absent`` are not part of the edition.
    """

    source: Source
    recorded: Mapping[str, str] = field(default_factory=dict)
    begun: bool = False
    force: bool = False
    absent: frozenset[str] = frozenset()


class Answer(NamedTuple):
    """What became of an item: the line for the manifest, or the outputs that stand in its way and are kept.

    ``edited`` were changed by hand since they were made, ``foreign`` were never made here. ``counts`` are the errors,
    warnings and remarks, ``there`` the ids of the documents that were linked to. ``states`` are what the source and the
    outputs are like, with the hash of each (:mod:`tei.batch.memory`).
    """

    line: bytes = b""
    edited: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    problem: str = ""
    counts: tuple[int, int, int] = (0, 0, 0)
    there: tuple[str, ...] = ()
    states: tuple[tuple[str, str], ...] = ()


class Worked(NamedTuple):
    """What was made of an item elsewhere, and the hash of its source; it is still to be put in its place."""

    sha256: str
    made: Made


def answer(
    item: Item,
    sha256: str,
    key: str,
    outputs: Mapping[str, str],
    linked: Mapping[str, bool],
    outcome: Outcome,
    records: Iterable[Mapping[str, Any]] = (),
    policy: Policy = NO_POLICY,
) -> Answer:
    """The answer for *item*, with its line for the manifest.

    Only what is counted goes by *policy*: another one is no reason to do the work again.
    """
    data = outcomes.as_data(outcome)
    line = line_of(item.source.name, sha256, key, outputs, linked, data, records)
    severities = [d.severity for d in Judge(policy).judged(outcome.diagnostics)]
    errors, warnings, remarks = (severities.count(severity) for severity in sorted(Severity, reverse=True))
    there = tuple(ident for ident, is_there in linked.items() if is_there)
    return Answer(line, (), (), outcome.problem, (errors, warnings, remarks), there)


def lost(item: Item, why: str) -> Answer:
    """The answer for an item that could not be worked on; the next run tries it again.

    What was made of it before stays its own.
    """
    return answer(
        item, "", "", item.recorded, {}, Outcome(place(item.source.name), problem=f"was not processed: {why}")
    )
