"""The report as SARIF 2.1.0 (OASIS), which code scanning and editors show beside the text.

Columns count code points, and the file says so (``columnKind``). Addresses are relative to the working folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei.diagnostics import CODES, Code, Diagnostic, Severity
from tei.outcome import Outcome
from tei.report.json import dumps
from tei.report.view import View, link
from tei.version import __version__

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_INDEX = {code: number for number, code in enumerate(CODES)}


def write(outcomes: Iterable[Outcome], _view: View) -> Iterator[str]:
    """The report, a piece for each problem. The table of codes comes whole, whatever was found."""
    driver = {
        "name": "tei",
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in CODES.values()],
    }
    yield f'{{\n"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [{{\n'
    yield f'"tool": {dumps({"driver": driver})},\n"columnKind": "unicodeCodePoints",\n"results": ['
    separator, failed, used = "\n", [], dict[str, None]()
    for outcome in outcomes:
        used.update(dict.fromkeys(outcome.schemas))
        for d in outcome.diagnostics:
            yield separator + dumps(_result(d, outcome))
            separator = ",\n"
        if outcome.problem:
            failed.append(_failure(outcome))
    invocation = {"executionSuccessful": not failed, "toolExecutionNotifications": failed}
    yield f'\n],\n"invocations": [{dumps(invocation)}],\n'
    yield f'"properties": {dumps({"schemas": list(used)})}\n}}]\n}}\n'


def _rule(code: Code) -> dict[str, object]:
    return {
        "id": code.code,
        "shortDescription": {"text": code.title},
        "help": {"text": f"{code.title}; “tei explain {code.code}” tells more"},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(d: Diagnostic, outcome: Outcome) -> dict[str, object]:
    text = f"{d.message}\n{d.hint}" if d.hint else d.message
    result: dict[str, object] = {
        "ruleId": d.code,
        "level": _LEVELS[d.severity],
        "message": {"text": text},
        "locations": [_location(d, outcome)],
    }
    if d.code in _INDEX:
        result["ruleIndex"] = _INDEX[d.code]
    if d.rule:
        result["properties"] = {"rule": d.rule}
    if d.fixes:
        changes = [
            {
                "deletedRegion": {"byteOffset": fix.start, "byteLength": fix.end - fix.start},
                "insertedContent": {"text": fix.replacement},
            }
            for fix in d.fixes
        ]
        result["fixes"] = [
            {"artifactChanges": [{"artifactLocation": _artifact(d, outcome), "replacements": changes}]}
        ]
    return result


def _artifact(d: Diagnostic, outcome: Outcome) -> dict[str, object]:
    return {"uri": link(d.place.file or str(outcome.source))}


def _location(d: Diagnostic, outcome: Outcome) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": _artifact(d, outcome)}
    if d.place.line:
        region: dict[str, object] = {"startLine": d.place.line}
        if d.place.column:
            region["startColumn"] = d.place.column
        if d.place.column and d.excerpt and d.excerpt.end > d.excerpt.start:
            region["endColumn"] = d.place.column + d.excerpt.end - d.excerpt.start
        physical["region"] = region
    location: dict[str, object] = {"physicalLocation": physical}
    if d.place.xpath:
        location["logicalLocations"] = [{"fullyQualifiedName": d.place.xpath, "kind": "element"}]
    return location


def _failure(outcome: Outcome) -> dict[str, object]:
    """The notification that a file could not be processed."""
    place = {"physicalLocation": {"artifactLocation": {"uri": link(str(outcome.source))}}}
    return {"level": "error", "message": {"text": outcome.problem}, "locations": [place]}
