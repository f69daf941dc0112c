"""Outcomes: what became of a file, as plain data for reports, for other processes and for the manifest."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tei.diagnostics import Diagnostic, Excerpt, Fix, Place, Severity
from tei.remote import Address, place, shown, told


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file, as plain data that can be sent between processes and written in a report.

    ``written`` are the files made of it, with ``/`` between folders; ``problem`` says why there are none.
    ``characters`` are those of the source, ``elements`` counts the elements of the text, ``replaced`` what of the
    source markup says instead. ``persons`` are those it names, by id, each with the fullest name it has in the file.
    ``schemas`` says which schemas it was checked against, and where they came from.
    """

    source: Path
    written: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    problem: str = ""
    characters: int = 0
    elements: Mapping[str, int] = field(default_factory=dict)
    replaced: Mapping[str, int] = field(default_factory=dict)
    persons: Mapping[str, str] = field(default_factory=dict)
    schemas: tuple[str, ...] = ()


def as_data(outcome: Outcome) -> dict[str, Any]:
    """*outcome* as what JSON can hold, without what is empty; :func:`of_data` gives it back."""
    data = {
        "source": outcome.source.as_posix(),
        "written": list(outcome.written),
        "diagnostics": [_of_diagnostic(d) for d in outcome.diagnostics],
        "problem": outcome.problem,
        "characters": outcome.characters,
        "elements": dict(outcome.elements),
        "replaced": dict(outcome.replaced),
        "persons": dict(outcome.persons),
        "schemas": list(outcome.schemas),
    }
    return {name: value for name, value in data.items() if value}


def of_data(data: Mapping[str, Any], more: Sequence[Diagnostic] = ()) -> Outcome:
    """The outcome that :func:`as_data` made *data* of, and *more* that was found of the file."""
    return Outcome(
        source=place(data["source"]),
        written=tuple(data.get("written", ())),
        diagnostics=(*diagnostics(data), *more),
        problem=data.get("problem", ""),
        characters=data.get("characters", 0),
        elements=data.get("elements", {}),
        replaced=data.get("replaced", {}),
        persons=data.get("persons", {}),
        schemas=tuple(data.get("schemas", ())),
    )


def diagnostics(data: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """The diagnostics of the outcome that :func:`as_data` made *data* of."""
    return tuple(map(_diagnostic, data.get("diagnostics", ())))


class Seen:
    """Outcomes whose files are named from the folder *base*, with names as seen from the current folder."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._folders: dict[str, str] = {}  # as seen from here, of those that files were in so far

    def __call__(self, outcome: Outcome) -> Outcome:
        """*outcome*, as seen from here."""
        found = tuple(
            replace(d, place=replace(d.place, file=self._seen(d.place.file))) if d.place.file else d
            for d in outcome.diagnostics
        )
        return replace(outcome, source=place(self._seen(str(outcome.source))), diagnostics=found)

    def _seen(self, file: str) -> str:
        folder, name = os.path.split(file)
        if folder not in self._folders:
            self._folders[folder] = self._from_here(place(folder))
        return f"{self._folders[folder]}{name}"

    def _from_here(self, folder: Path) -> str:
        """What stands before the name of a file in *folder*."""
        whole = folder if isinstance(folder, Address) else shown(self._base / folder)
        here = str(whole) if isinstance(whole, Address) else os.path.relpath(whole)
        return "" if here == os.curdir else os.path.join(here, "")  # noqa: PTH118


def addressed(outcome: Outcome) -> Outcome:
    """*outcome* with addresses in place of the paths of their copies."""
    if not any(told(path) != path for path in (str(outcome.source), *outcome.written)):
        return outcome
    return replace(
        outcome,
        source=shown(outcome.source),
        written=tuple(map(told, outcome.written)),
        diagnostics=tuple(map(diagnostic_addressed, outcome.diagnostics)),
        problem=told(outcome.problem),
        schemas=tuple(map(told, outcome.schemas)),
    )


def diagnostic_addressed(d: Diagnostic) -> Diagnostic:
    """*d* with addresses in place of the paths of their copies."""
    file = replace(d.place, file=told(d.place.file))
    return replace(d, place=file, message=told(d.message), hint=told(d.hint))


def _of_diagnostic(d: Diagnostic) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": d.code,
        "severity": int(d.severity),
        "place": [d.place.file, d.place.line, d.place.column, d.place.xpath],
        "message": d.message,
        "hint": d.hint,
        "expected": list(d.expected),
        "rule": d.rule,
        "excerpt": [d.excerpt.text, d.excerpt.start, d.excerpt.end] if d.excerpt else None,
        "fixes": [[fix.start, fix.end, fix.replacement] for fix in d.fixes],
    }
    return {name: value for name, value in data.items() if value}


def _diagnostic(data: Mapping[str, Any]) -> Diagnostic:
    return Diagnostic(
        data["code"],
        Severity(data["severity"]),
        Place(*data["place"]),
        data.get("message", ""),
        data.get("hint", ""),
        tuple(data.get("expected", ())),
        data.get("rule", ""),
        Excerpt(*data["excerpt"]) if "excerpt" in data else None,
        tuple(Fix(*fix) for fix in data.get("fixes", ())),
    )
