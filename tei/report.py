"""The report: what a run made of its files, in words and as data. Counting and exit status are decided here."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tei.diagnostics import CODES, Diagnostic, Severity
from tei.pipeline import Outcome


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of a run, in the order of its sources."""

    outcomes: tuple[Outcome, ...]

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """Every diagnostic, document by document."""
        return (diagnostic for outcome in self.outcomes for diagnostic in outcome.diagnostics)

    def exit_status(self, fail_on: Severity = Severity.ERROR) -> int:
        """3 if a file could not be processed, 1 if a diagnostic is at or above *fail_on*, else 0."""
        if any(outcome.problem for outcome in self.outcomes):
            return 3
        return int(any(d.severity >= fail_on for d in self.diagnostics))

    def summary(self) -> str:
        """One line: how many files, how many done, how many problems of each severity."""
        failed = sum(bool(outcome.problem) for outcome in self.outcomes)
        count = Counter(d.severity for d in self.diagnostics)
        parts = [_number(len(self.outcomes), "file")]
        if failed:
            parts.append(f"{failed} not processed")
        for severity, noun in (
            (Severity.ERROR, "error"),
            (Severity.WARNING, "warning"),
            (Severity.INFO, "remark"),
        ):
            if count[severity]:
                parts.append(_number(count[severity], noun))
        return ", ".join(parts) + ("" if len(parts) > 1 else ", nothing to report")

    def persons(self) -> str:
        """The persons that the files name, as a list in CSV that can be corrected and given back."""
        fullest: dict[str, str] = {}
        for outcome in self.outcomes:
            for ident, name in outcome.persons.items():
                fullest[ident] = max(fullest.get(ident, ""), name, key=lambda n: (len(n), n))
        lines = io.StringIO()
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(("id", "name", "description"))
        for ident, name in sorted(fullest.items()):
            given, _, surname = name.rpartition(" ")
            table.writerow((ident, f"{surname}, {given}" if given and "," not in name else name, ""))
        return lines.getvalue()

    def as_text(self) -> str:
        """The report as a page of text: the summary, the codes, then file by file."""
        lines = [self.summary(), ""]
        for code, number in sorted(Counter(d.code for d in self.diagnostics).items()):
            lines.append(f"{number:7}  {code}  {CODES[code].title}")
        for outcome in self.outcomes:
            lines += ["", *_paragraph(outcome)]
        return "\n".join(lines).rstrip("\n") + "\n"

    def as_json(self) -> str:
        """The report as JSON: an object with the summary and a list of the files."""
        data = {"summary": self.summary(), "files": [_record(outcome) for outcome in self.outcomes]}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _paragraph(outcome: Outcome) -> Iterator[str]:
    """The lines of the text report about one file."""
    yield str(outcome.source)
    if outcome.problem:
        yield f"  {outcome.problem}"
    if outcome.elements:
        verdict = "every one of them is in the TEI, in order" if outcome.written else "see below"
        yield f"  source text: {_number(outcome.characters, 'character')}; {verdict}"
        replaced = ", ".join(_number(n, what) for what, n in outcome.replaced.items())
        yield f"  said by markup instead: {replaced or 'nothing'}"
        yield "  elements: " + ", ".join(f"{name} {n}" for name, n in outcome.elements.items())
    for path in outcome.written:
        yield f"  written: {path}"
    for diagnostic in outcome.diagnostics:
        yield from (f"  {line}" for line in str(diagnostic).split("\n"))


def _record(outcome: Outcome) -> dict[str, object]:
    return {
        "source": outcome.source.as_posix(),
        "written": [path.as_posix() for path in outcome.written],
        "problem": outcome.problem,
        "characters": outcome.characters,
        "elements": dict(outcome.elements),
        "replaced": dict(outcome.replaced),
        "diagnostics": records(outcome.diagnostics),
    }


def records(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """*diagnostics* as plain records for JSON."""
    return [
        {
            "code": d.code,
            "severity": str(d.severity),
            "file": d.place.file,
            "line": d.place.line,
            "column": d.place.column,
            "xpath": d.place.xpath,
            "message": d.message,
            "hint": d.hint,
        }
        for d in diagnostics
    ]


def _number(count: int, noun: str) -> str:
    head, of, rest = noun.partition(" in ")
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {head}s{of}{rest}"
