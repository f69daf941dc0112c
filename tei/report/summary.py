"""The counts of a run, and the exit status that follows from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tei.diagnostics import CODES, Severity
from tei.outcome import Outcome

_NOUNS = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "remark"))


class Summary:
    """Counts of outcomes, which are fed to it one by one; it keeps none of them.

    ``files`` were looked at, ``failed`` of them could not be processed. ``severities`` and ``codes`` count diagnostics,
    ``files_of`` for each code the files that have it.
    """

    def __init__(self, outcomes: Iterable[Outcome] = ()) -> None:
        self.files = 0
        self.failed = 0
        self.severities: Counter[Severity] = Counter()
        self.codes: Counter[str] = Counter()
        self.files_of: Counter[str] = Counter()
        for outcome in outcomes:
            self.add(outcome)

    def add(self, outcome: Outcome) -> None:
        """Count *outcome*."""
        self.files += 1
        self.failed += bool(outcome.problem)
        for d in outcome.diagnostics:
            self.severities[d.severity] += 1
            self.codes[d.code] += 1
        self.files_of.update({d.code for d in outcome.diagnostics})

    def exit_status(self, fail_on: Severity = Severity.ERROR) -> int:
        """3 if a file could not be processed, 1 if a diagnostic is at or above *fail_on*, else 0."""
        if self.failed:
            return 3
        return int(any(self.severities[severity] for severity in Severity if severity >= fail_on))

    def line(self) -> str:
        """One line: how many files, how many of them failed, how many problems of each severity."""
        parts = [number(self.files, "file")]
        if self.failed:
            parts.append(f"{self.failed:,} not processed")
        parts += [number(self.severities[s], noun) for s, noun in _NOUNS if self.severities[s]]
        return ", ".join(parts) + ("" if len(parts) > 1 else ", nothing to report")

    def table(self) -> list[str]:
        """A line for each code that was found: how often, in how many files, and what it stands for."""
        return [
            f"{count:7,}  {code}  {title(code)} ({number(self.files_of[code], 'file')})"
            for code, count in sorted(self.codes.items())
        ]


def title(code: str) -> str:
    """What *code* stands for, in a few words."""
    return CODES[code].title if code in CODES else "a rule of a schema"


def number(count: int, noun: str) -> str:
    """*count* and *noun* in the right number, as in “3 characters in head”."""
    head, of, rest = noun.partition(" in ")
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {head}s{of}{rest}"
