"""Checking: what validation finds in each file, what it finds between them, and how much of it matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tei.diagnostics import Diagnostic
from tei.outcome import Outcome, addressed
from tei.policy import NO_POLICY, Judge, Policy
from tei.records import Record
from tei.remote import place
from tei.steps import Steps, whole
from tei.validation import Checking, Mended, Together, in_steps, mend, placed, validation


class Checked(NamedTuple):
    """The outcome of validating a file, and the records of its documents."""

    outcome: Outcome
    records: tuple[Record, ...] = ()


def check_file(file: Path, checking: Checking) -> Checked:
    """What validating *file* gives."""
    return whole(check_in_steps(file, checking))


def check_in_steps(file: Path, checking: Checking) -> Steps[Checked]:
    """As :func:`check_file`, with rests."""
    try:
        found = yield from in_steps(file, str(file), checking)
    except OSError as error:
        return Checked(Outcome(file, problem=f"cannot be read: {error.strerror}"))
    outcome = Outcome(file, diagnostics=tuple(found.diagnostics), schemas=tuple(found.schemas))
    return Checked(outcome, found.records)


def mend_file(outcome: Outcome, checking: Checking) -> Mended:
    """The file of *outcome* with what can be mended for certain of what *outcome* tells; nothing is written."""
    told = {d.code for d in outcome.diagnostics}
    file = outcome.source

    def check(content: bytes) -> list[Diagnostic]:
        return validation(content, str(file), checking, file).diagnostics

    return mend(file.read_bytes(), check, lambda d: d.code in told or "X001" in told)


class Comparing:
    """A run over many files: it is given what was found in each, and keeps what is needed to compare them."""

    def __init__(self, policy: Policy = NO_POLICY) -> None:
        self._judge = Judge(policy)
        self._together = Together(told=True)

    def take(self, checked: Checked) -> Outcome:
        """The outcome as it is to be reported, judged by the policy."""
        for record in checked.records:
            self._together.add(record)
        outcome = checked.outcome
        judged = self._judge.judged(outcome.diagnostics, str(outcome.source))
        return outcome if judged is outcome.diagnostics else replace(outcome, diagnostics=judged)

    def finish(self, outcomes: Iterable[Outcome], *, whole: bool = True) -> Outcomes:
        """*outcomes*, which may be gone through again and again, with what was found between their files.

        If they are not the *whole* run there is nothing to compare.
        """
        between: dict[str, list[Diagnostic]] = {}
        for d in self._judge.judged(list(placed(self._together.found())) if whole else []):
            between.setdefault(d.place.file, []).append(d)
        unused = self._judge.unused() if whole else []
        last = Outcome(place(unused[0].place.file), diagnostics=tuple(unused)) if unused else None
        return Outcomes(outcomes, between, last)


class Outcomes:
    """Outcomes with more diagnostics for some of their files, and one outcome more at the end."""

    def __init__(
        self, outcomes: Iterable[Outcome], more: Mapping[str, Sequence[Diagnostic]], last: Outcome | None
    ) -> None:
        self._outcomes = outcomes
        self._more = more
        self._last = last

    def __iter__(self) -> Iterator[Outcome]:
        for outcome in self._outcomes:
            if more := self._more.get(str(outcome.source), ()):
                every = sorted(
                    (*outcome.diagnostics, *more), key=lambda d: (d.place.line, d.place.column, d.code)
                )
                outcome = replace(outcome, diagnostics=tuple(every))
            yield addressed(outcome)
        if self._last:
            yield self._last
