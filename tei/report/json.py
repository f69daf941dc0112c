"""The report as JSON: one object with a record for each file, then the counts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from tei.diagnostics import Diagnostic
from tei.outcome import Outcome
from tei.report.summary import Summary
from tei.report.view import View

_SURROGATE = re.compile("[\ud800-\udfff]")


def write(outcomes: Iterable[Outcome], _view: View) -> Iterator[str]:
    """The report, a piece for each file."""
    summary = Summary()
    yield '{\n"files": ['
    for outcome in outcomes:
        yield "," * (summary.files > 0) + "\n" + dumps(record(outcome))
        summary.add(outcome)
    yield '\n],\n"summary": ' + dumps(counts(summary)) + "\n}\n"


def record(outcome: Outcome) -> dict[str, object]:
    """*outcome* as a plain record."""
    return {
        "source": outcome.source.as_posix(),
        "written": list(outcome.written),
        "problem": outcome.problem,
        "schemas": list(outcome.schemas),
        "characters": outcome.characters,
        "elements": dict(outcome.elements),
        "replaced": dict(outcome.replaced),
        "diagnostics": [_diagnostic(d) for d in outcome.diagnostics],
    }


def counts(summary: Summary) -> dict[str, object]:
    """*summary* as a plain record."""
    return {
        "text": summary.line(),
        "files": summary.files,
        "not processed": summary.failed,
        "severities": {str(s): summary.severities[s] for s in sorted(summary.severities, reverse=True)},
        "codes": dict(sorted(summary.codes.items())),
    }


def dumps(data: object) -> str:
    r"""*data* as JSON. Bytes of a file's name that are no characters are kept, as ``\udcff``."""
    text = json.dumps(data, ensure_ascii=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _diagnostic(d: Diagnostic) -> dict[str, object]:
    return {
        "code": d.code,
        "severity": str(d.severity),
        "file": d.place.file,
        "line": d.place.line,
        "column": d.place.column,
        "xpath": d.place.xpath,
        "message": d.message,
        "hint": d.hint,
        "expected": list(d.expected),
        "rule": d.rule,
        "excerpt": d.excerpt.text if d.excerpt else "",
        "fixes": [asdict(fix) for fix in d.fixes],
    }
