"""Across: what only shows when the documents of an edition are seen together, and the packages made of them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tei.batch import workers
from tei.batch.manifest import Store
from tei.diagnostics import Diagnostic
from tei.editionfile import EditionFile
from tei.errors import TeiError
from tei.exporters import Options, adopt, export, settings_of
from tei.records import of_data
from tei.selection import named
from tei.validation.parse import load
from tei.validation.rules.edition import Together, placed
from tei.validation.rules.edition.finding import Finding

_WORTH_A_PROCESS = 200  # files; below that, starting a process takes longer than the work
_UNASKED = ("mentions", "terms", "senders", "recipients")  # what the rules do not look at in a record


@dataclass(frozen=True, slots=True)
class _Placer:
    """What gives findings the places where they stand in the files that lie in the folder *tei*, known as *called*."""

    tei: Path
    called: str

    def __call__(self, files: list[list[Finding]]) -> list[Diagnostic]:
        """A diagnostic for each of the findings in each of *files*.

        Raises :class:`tei.errors.TeiError` if one of them is there no more.
        """
        found: list[Diagnostic] = []
        for findings in files:
            file = findings[0].file
            try:
                loaded = load(self.tei / file.removeprefix(f"{self.called}/"), file)
            except OSError as error:
                raise TeiError(f"{file} cannot be read again: {error.strerror}") from error
            found += placed(findings, loaded)
        return found


def across(edition: EditionFile, records: Iterable[Mapping[str, Any]], jobs: int) -> Iterator[Diagnostic]:
    """What the rules for a whole edition find in *records*, as plain data; files are named from the edition's base.

    If something is found in many files, and there are several *jobs*, half of them are read again by another process.
    """
    together = Together()
    folder = named(edition.output / "tei", edition.base)
    for data in records:
        asked = {key: value for key, value in data.items() if key not in _UNASKED}
        together.add(of_data(asked | {"file": f"{folder}/{data['file']}"}))
    files: dict[str, list[Finding]] = {}
    for finding in together.found():
        files.setdefault(finding.file, []).append(finding)
    every, half = list(files.values()), len(files) // 2
    placer = _Placer(edition.output / "tei", folder)
    with workers.meanwhile(placer, every[half:], jobs > 1 and half >= _WORTH_A_PROCESS) as rest:
        yield from placer(every[:half])
        yield from rest()


def exported(
    edition: EditionFile, store: Store, names: Iterable[str], force: bool
) -> tuple[list[Diagnostic], list[str]]:
    """What the documents lack for the packages that *edition* asks for, and the targets that are not made for that.

    What was changed by hand in a package is left as it is and told of, unless *force* says otherwise. A package of one
    file without a list beside it is taken for the program's own if another version made the edition: some wrote no
    such lists.

    Raises :class:`tei.errors.ExportError` if there is no such target or option.
    """
    if not edition.exports:
        return [], []
    files = [
        edition.output / path
        for entry in store.entries(names)
        for path in entry.outcome.get("written", ())  # not what is left of an earlier run
        if path.startswith("tei/")
    ]
    found: list[Diagnostic] = []
    unmade: list[str] = []
    for asked in edition.exports:
        options = Options(edition.metadata, settings_of(asked, edition.base))
        folder = edition.output / "exports" / asked.target
        if store.manifest and not store.own:
            adopt(asked.target, folder)
        made = export(asked.target, files, folder, options, force=force)
        found += (_from_base(d, edition) for d in made.diagnostics)
        if not made.made:
            unmade.append(asked.target)
    return found, unmade


def _from_base(d: Diagnostic, edition: EditionFile) -> Diagnostic:
    return (
        replace(d, place=replace(d.place, file=named(Path(d.place.file), edition.base)))
        if d.place.file
        else d
    )
