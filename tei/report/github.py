"""The report as workflow commands of GitHub, which it shows beside the lines that a change touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei.diagnostics import Diagnostic, Severity
from tei.outcome import Outcome
from tei.report.summary import Summary
from tei.report.view import View, visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(outcomes: Iterable[Outcome], _view: View) -> Iterator[str]:
    """The report, a line for each problem, then one with the counts."""
    summary = Summary()
    for outcome in outcomes:
        summary.add(outcome)
        for d in outcome.diagnostics:
            yield _command(d, outcome)
        if outcome.problem:
            yield f"::error file={_property(outcome.source.as_posix())}::{_data(outcome.problem)}\n"
    yield f"{summary.line()}\n"


def _command(d: Diagnostic, outcome: Outcome) -> str:
    properties = {"file": d.place.file or outcome.source.as_posix()}
    if d.place.line:
        properties["line"] = str(d.place.line)
        if d.place.column:
            properties["col"] = str(d.place.column)
    properties["title"] = d.code
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = f"{d.message}\n{d.hint}" if d.hint else d.message
    return f"::{_COMMANDS[d.severity]} {listed}::{_data(text)}\n"


def _data(text: str) -> str:
    lines = (visible(line).replace("%", "%25") for line in text.split("\n"))
    return "%0A".join(lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
