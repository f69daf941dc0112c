"""The edition as a whole: what only shows when all documents are seen together, the indexes, and the reports."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from tei import report as reports
from tei.batch import fingerprint, refused
from tei.batch.drafts import written
from tei.batch.indexes import FILES, NAMES, PERSONS_FOUND, Indexing, indexed
from tei.batch.lines import Whole
from tei.batch.manifest import Store
from tei.batch.memory import Memory
from tei.diagnostics import Diagnostic
from tei.editionfile import EditionFile, Exported
from tei.errors import ExportError
from tei.files import stream
from tei.outcome import Outcome, as_data, diagnostics
from tei.policy import Judge, Policy
from tei.remote import place
from tei.report import FORMATS, View
from tei.selection import named

EXPORTS = "exports"


def check(edition: EditionFile) -> None:
    """Nothing, if there are such reports, severities and exports; raises :class:`EditionFileError` if not."""
    policy_of(edition)
    for name in edition.reports:
        if name not in FORMATS:
            hint = f"there are {', '.join(FORMATS)}"
            raise edition.wrong("output.reports", f"there is no report of the kind {name}", hint)
    for asked in edition.exports:
        from tei.exporters import known  # an edition without exports does without

        try:
            known(asked.target, asked.options)
        except ExportError as error:
            raise edition.wrong(f"exports.{asked.target}", error.message, error.hint) from error


def policy_of(edition: EditionFile) -> Policy:
    """How much each code matters in *edition*."""
    return Policy.of(edition.checks, _name(edition), edition.wrong)


def judged(edition: EditionFile, outcomes: Iterable[Outcome], complete: bool) -> Iterator[Outcome]:
    """*outcomes* with the severities that *edition* gives; what the manifest holds is as it was found.

    If they are *complete*, an outcome more tells of exceptions that except nothing.
    """
    judge = Judge(policy_of(edition))
    for outcome in outcomes:
        found = judge.judged(outcome.diagnostics, outcome.source.as_posix())
        yield outcome if found == outcome.diagnostics else replace(outcome, diagnostics=found)
    if complete and (unused := judge.unused(every=True)):
        yield Outcome(place(_name(edition)), diagnostics=tuple(unused))


def make(
    edition: EditionFile,
    store: Store,
    names: Iterable[str],
    key: str,
    kept: Container[str],
    drafts: Path,
    force: bool,
    jobs: int,
) -> Whole:
    """What is made of the edition and found in it as a whole, now that all its documents are done.

    The outputs that are *kept* were changed by hand, and are left as they are; with *force* none are, nor in packages.
    With several *jobs* the indexes are made by a process of their own meanwhile.
    """
    from tei.batch import workers  # what has nothing to do does without
    from tei.batch.across import across, exported

    before = store.whole
    found, unmade = exported(edition, store, names, force)
    every = _indexes(edition)
    asked_for = tuple(path for path in every if path not in kept)
    for path in asked_for:
        store.begin(_begun(path))
    stream(drafts / NAMES, (f"{json.dumps(name)}\n" for name in names))
    with workers.meanwhile(indexed, Indexing(edition.output, drafts, asked_for), jobs > 1) as indexes:
        found += across(edition, store.records(names), jobs)
        made = indexes()
    for path in (*every, *_reports(edition)):
        if path in kept:
            said = refused.edited_whole if path in before.outputs else refused.foreign_whole
            found.append(said(named(edition.output / path, edition.base)))
    outputs = _still_there(edition, before) | made
    outcomes = [as_data(o) for o in _by_source(edition, store, names, found)]
    return Whole(key, asked(edition), outputs, outcomes, unmade=unmade)


def _by_source(
    edition: EditionFile, store: Store, names: Iterable[str], found: Iterable[Diagnostic]
) -> Iterator[Outcome]:
    """What was *found* by the source of the file that it was found in; what is of none belongs to the edition.

    The numbers of documents that are split from one source were looked at when it was read.
    """
    files: dict[str, list[Diagnostic]] = {}
    for d in found:
        files.setdefault(d.place.file, []).append(d)
    folder = named(edition.output, edition.base)
    for entry in store.entries(names) if files else ():
        paths = [f"{folder}/{path}" for path in entry.outputs if path[:4] == "tei/"]
        own = [d for path in paths for d in files.pop(path, ()) if path == paths[0] or d.code != "B003"]
        if own:
            yield Outcome(place(entry.source), diagnostics=tuple(own))
    rest = [d for some in files.values() for d in some]
    if rest:
        yield Outcome(place(_name(edition)), diagnostics=tuple(rest))


def asked(edition: EditionFile) -> str:
    """What stands for all that *edition* asks for as a whole, the files that are named for its packages among it."""
    exports = [[export.target, dict(export.options), _inputs(edition, export)] for export in edition.exports]
    parts = [asdict(edition.metadata), exports, edition.persons is None]
    return fingerprint.of_bytes(json.dumps(parts, sort_keys=True, default=str).encode())


def _inputs(edition: EditionFile, asked: Exported) -> list[str]:
    """The hash of each file that the package reads besides the documents."""
    from tei.exporters import inputs, settings_of  # an edition without exports does without

    return [fingerprint.of_file(path) for path in inputs(asked.target, settings_of(asked, edition.base))]


def report(
    edition: EditionFile,
    whole: Whole,
    outcomes: Iterable[Outcome],
    findings: str,
    store: Store,
    kept: Container[str],
    drafts: Path,
) -> Whole:
    """*whole* with the reports, which are written anew unless what they tell is what they told before.

    Files in their place that are *kept* were not made here.
    """
    before = store.whole
    parts = [whole.key, list(whole.outcomes), findings, edition.reports, edition.checks]
    told = fingerprint.of_bytes(json.dumps(parts, sort_keys=True, default=str).encode())
    paths = {path: name for path, name in _reports(edition).items() if path not in kept}
    outputs = {path: before.outputs.get(path, "") for path in paths}
    if told != before.told or not _intact(edition, outputs):
        view = View(verbose=True, inventory=True, base=Path(named(edition.output, edition.base)))
        for path, name in paths.items():
            store.begin(_begun(path))
            pieces = reports.write(name, outcomes, view)
            outputs[path] = written(edition.output / path, pieces, drafts)
    return replace(whole, outputs=dict(sorted({**whole.outputs, **outputs}.items())), told=told)


def intact(edition: EditionFile, store: Store) -> bool:
    """Whether all that is asked for was made of the edition as a whole, to its end, and is there."""
    whole = store.whole
    wanted = [export.target for export in edition.exports if export.target not in whole.unmade]
    folders = all((edition.output / EXPORTS / target).exists() for target in wanted)
    there = all((edition.output / path).exists() and not store.begun(_begun(path)) for path in whole.outputs)
    packages = all(path.exists() for files in _packages(edition).values() for path in files)
    way = all(path.exists() for path in _in_the_way(edition, store))
    return folders and there and packages and way and whole.asked == asked(edition)


def _indexes(edition: EditionFile) -> list[str]:
    """The indexes and lists that are made of *edition*."""
    return [*FILES, *([PERSONS_FOUND] if edition.persons is None else [])]


def _reports(edition: EditionFile) -> dict[str, str]:
    """The name of the format of each report of *edition*, by its path."""
    return {f"report{FORMATS[name].suffix}": name for name in edition.reports}


def _still_there(edition: EditionFile, whole: Whole) -> dict[str, str]:
    """The indexes and reports of *whole*, those among them that are not asked for any more."""
    return {path: digest for path, digest in whole.outputs.items() if (edition.output / path).exists()}


def _begun(path: str) -> str:
    """What the journal calls an index or report that is being written: no source has such a name."""
    return f"//{path}"


def foreign(edition: EditionFile, store: Store) -> dict[str, str]:
    """What was never made here and stands in the way of an index, a report or a package, each with its hash."""
    every = (path for path in (*_indexes(edition), *_reports(edition)) if path not in store.whole.outputs)
    found = {
        path: fingerprint.of_file(edition.output / path) for path in every if not store.begun(_begun(path))
    }
    for path in _in_the_way(edition, store):
        found[path.relative_to(edition.output).as_posix()] = fingerprint.of_file(path)
    return {path: digest for path, digest in found.items() if digest}


def edited(edition: EditionFile, store: Store, memory: Memory) -> dict[str, str]:
    """What of the edition as a whole was changed by hand, each with its hash; reports are written anew."""
    made = store.whole.outputs.items()
    outputs = {p: digest for p, digest in made if p[:7] != "report." and not store.begun(_begun(p))}
    found = fingerprint.differing(edition.output, outputs)
    for name, files in _packages(edition).items():
        for (path, may_be), digest in zip(files.items(), memory.hashes(name, files), strict=True):
            if digest and digest not in may_be:
                found[path.relative_to(edition.output).as_posix()] = digest
    return found


def _packages(edition: EditionFile) -> dict[str, dict[Path, set[str]]]:
    """The files of each package of *edition* that there is, by its folder, with the hashes that each may have."""
    if not edition.exports:
        return {}
    from tei.exporters import left  # an edition without exports does without

    folders = {asked.target: f"{EXPORTS}/{asked.target}" for asked in edition.exports}
    return {folder: left(target, edition.output / folder) for target, folder in folders.items()}


def _in_the_way(edition: EditionFile, store: Store) -> list[Path]:
    """The files that no export made and that were in the way of a package when it was last made."""
    found = [d for data in store.whole.outcomes for d in data.get("diagnostics", ()) if d["code"] == "O008"]
    every = [d.place.file for d in diagnostics({"diagnostics": found})]
    if not every:
        return []
    before = f"{named(edition.output / EXPORTS, edition.base)}/"
    paths = [
        edition.output / EXPORTS / name.removeprefix(before) for name in every if name.startswith(before)
    ]
    own = {path for files in _packages(edition).values() for path in files}
    return [path for path in paths if path not in own]


def key_of(store: Store, names: Iterable[str], same: bool, program: str, edited: Mapping[str, str]) -> str:
    """What stands for all that is known of the documents *names*, in their order, and for what was *edited* by hand.

    *same* says that all is known of the documents that was known before.
    """
    known, _, _ = store.whole.key.partition("+")
    if not same:
        digest = hashlib.sha256(program.encode())
        for line in store.lines(names):
            digest.update(line)
        known = digest.hexdigest()
    return f"{known}+{fingerprint.of_bytes(json.dumps(edited, sort_keys=True).encode())}" if edited else known


def findings(whole: Whole) -> dict[str, list[Diagnostic]]:
    """What was found of the edition as a whole, by the source or file that it is about."""
    return {data["source"]: list(diagnostics(data)) for data in whole.outcomes}


def _intact(edition: EditionFile, outputs: dict[str, str]) -> bool:
    return all(digest and fingerprint.of_file(edition.output / p) == digest for p, digest in outputs.items())


def _name(edition: EditionFile) -> str:
    """What the edition as a whole is called in reports: its file, or the folder it is in."""
    return edition.path.name if edition.path else named(edition.output, edition.base)
