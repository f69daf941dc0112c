"""The report as JUnit XML: each file is a test, which fails if the file has errors.

The elements and attributes are those of the schema that Jenkins publishes (junit-10.xsd), which others read too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from tei.diagnostics import Diagnostic, Severity
from tei.outcome import Outcome
from tei.report.view import View, visible


def write(outcomes: Iterable[Outcome], _view: View) -> Iterator[str]:
    """The report, a piece for each file; the outcomes are gone through twice, because the counts come first."""
    tests = failures = errors = 0
    for outcome in outcomes:
        tests += 1
        errors += bool(outcome.problem)
        failures += bool(_errors(outcome) and not outcome.problem)
    counts = f'tests="{tests}" failures="{failures}" errors="{errors}"'
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n<testsuite name="tei" {counts}>\n'
    for outcome in outcomes:
        yield _test(outcome)
    yield "</testsuite>\n</testsuites>\n"


def _errors(outcome: Outcome) -> list[Diagnostic]:
    return [d for d in outcome.diagnostics if d.severity is Severity.ERROR]


def _test(outcome: Outcome) -> str:
    name, folder = visible(outcome.source.name), visible(outcome.source.parent.as_posix())
    lines = [f"<testcase name={_quoted(name)} classname={_quoted(folder)}>"]
    errors = _errors(outcome)
    others = [d for d in outcome.diagnostics if d not in errors]
    if outcome.problem:
        lines.append(f"<error type={_quoted('problem')} message={_attribute(outcome.problem)}/>")
    if errors:
        kind = "failure" if not outcome.problem else "system-err"
        said = (
            ""
            if outcome.problem
            else f" type={_quoted(errors[0].code)} message={_attribute(errors[0].message)}"
        )
        lines.append(f"<{kind}{said}>{_text(errors)}</{kind}>")
    if others:
        lines.append(f"<system-out>{_text(others)}</system-out>")
    lines.append("</testcase>\n")
    return "\n".join(lines)


def _attribute(text: str) -> str:
    return _quoted(visible(text))


def _text(diagnostics: Iterable[Diagnostic]) -> str:
    return escape("\n".join(visible(line) for d in diagnostics for line in str(d).split("\n")), quote=False)


def _quoted(value: str) -> str:
    return f'"{escape(value)}"'
