"""ISO Schematron (ISO/IEC 19757-3): rules about a document, each with the words of whoever wrote it.

A schema is read into :class:`tei.validation.schematron.model.Schema`, written as a stylesheet, and run: in lxml where
its rules are XPath 1, in SaxonC (the extra ``xslt3``) where they are XPath 2 or 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tei.caches import kept
from tei.diagnostics import Diagnostic, Place, Severity, diagnostic
from tei.namespaces import Paths
from tei.validation.lookup import Given, Parts
from tei.validation.parse import Loaded
from tei.validation.places import Places, elements
from tei.validation.schematron.model import Schema
from tei.validation.schematron.reading import read
from tei.validation.schematron.running import Finding, Runner

_WARNINGS = frozenset({"warn", "warning", "nonfatal", "non-fatal"})
_REMARKS = frozenset({"info", "information", "informational"})


class Checked(NamedTuple):
    """What a schema found in a file; ``rules`` are in it, ``fired`` of these found something to look at."""

    diagnostics: list[Diagnostic]
    rules: int
    fired: int


def check(loaded: Loaded, schema: Path | Given, phase: str = "") -> Checked:
    """What the Schematron rules in *schema* find in a well-formed file: a ``.sch``, or a schema that holds some.

    *phase* chooses among the patterns, by default as the schema says. Raises :class:`tei.errors.SchemaError` if the
    schema cannot be used, or needs SaxonC and that is not installed.
    """
    given = schema if isinstance(schema, Given) else Given(schema)
    runner = _runner(given, phase)
    findings, fired = runner.run(loaded)
    told = list(_told(findings, loaded, runner.schema)) if findings else []
    rules = runner.schema.rules
    if not fired:
        name = given.path.name
        message = (
            f"0 rules fired: in this file nothing is what the rules of {name} are about ({rules} in all)"
        )
        hint = (
            "see whether the schema is meant for such files, and whether the namespace of the file is right"
        )
        told.append(diagnostic("S012", message, Place(loaded.file), hint, rule=name))
    return Checked(told, rules, fired)


@kept
def _runner(schema: Given, phase: str) -> Runner:
    """What runs *schema*, once a process."""
    return Runner(read(schema.path, phase, Parts(schema)))


def _told(findings: list[Finding], loaded: Loaded, schema: Schema) -> Iterator[Diagnostic]:
    places, path_to = Places(loaded.content), Paths()
    assert loaded.tree is not None
    nodes = list(elements(loaded.tree))
    for finding in findings:
        rule = f"{schema.path.name}, {finding.rule}" if finding.rule else schema.path.name
        path = path_to(nodes[finding.number]) + (f"/@{finding.attribute}" if finding.attribute else "")
        place = Place(loaded.file, *places.element(finding.number), path)
        code = "S011" if finding.failed else "S009"
        told = diagnostic(code, finding.message, place, finding.hint, rule=rule)
        yield told if finding.failed else replace(told, severity=_severity(finding.role))


def _severity(role: str) -> Severity:
    """What the role of an assertion says of its weight; without one it is an error."""
    name = role.lower()
    return Severity.WARNING if name in _WARNINGS else Severity.INFO if name in _REMARKS else Severity.ERROR
