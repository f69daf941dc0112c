"""Across: what only shows when the documents of an edition are seen together, and the packages made of them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tei.batch.manifest import Store
from tei.diagnostics import Diagnostic
from tei.editionfile import EditionFile
from tei.exporters import Options, export
from tei.records import of_data
from tei.selection import named
from tei.validation.parse import load
from tei.validation.rules.edition import Together, placed
from tei.validation.rules.edition.finding import Finding

_UNASKED = ("mentions", "terms", "senders", "recipients")  # what the rules do not look at in a record


def across(edition: EditionFile, records: Iterable[Mapping[str, Any]]) -> Iterator[Diagnostic]:
    """What the rules for a whole edition find in *records*, as plain data; files are named from the edition's base."""
    together = Together()
    folder = named(edition.output / "tei", edition.base)
    for data in records:
        asked = {key: value for key, value in data.items() if key not in _UNASKED}
        together.add(of_data(asked | {"file": f"{folder}/{data['file']}"}))
    files: dict[str, list[Finding]] = {}
    for finding in together.found():
        files.setdefault(finding.file, []).append(finding)
    for file, found in files.items():
        yield from placed(found, load(edition.output / "tei" / file.removeprefix(f"{folder}/"), file))


def exported(edition: EditionFile, store: Store, names: Iterable[str], force: bool) -> list[Diagnostic]:
    """What the documents lack for the packages that *edition* asks for, once these are made.

    What was changed by hand in a package is left as it is and told of, unless *force* says otherwise.

    Raises :class:`tei.errors.ExportError` if there is no such target or option.
    """
    if not edition.exports:
        return []
    files = [
        edition.output / path
        for entry in store.entries(names)
        for path in entry.outcome.get("written", ())  # not what is left of an earlier run
        if path.startswith("tei/")
    ]
    found: list[Diagnostic] = []
    for asked in edition.exports:
        options = Options(edition.metadata, {name: str(value) for name, value in asked.options.items()})
        made = export(asked.target, files, edition.output / "exports" / asked.target, options, force=force)
        found += (_from_base(d, edition) for d in made.diagnostics)
    return found


def _from_base(d: Diagnostic, edition: EditionFile) -> Diagnostic:
    return (
        replace(d, place=replace(d.place, file=named(Path(d.place.file), edition.base)))
        if d.place.file
        else d
    )
