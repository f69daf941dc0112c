"""Validating: TEI files checked, compared with each other, and mended where that is certain."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from tei.batch.running import Done, lost, results, spooled
from tei.checking import Checked, Comparing, Outcomes, check_file, check_in_steps, mend_file
from tei.errors import InputError
from tei.files import expand, write
from tei.outcome import Outcome
from tei.policy import NO_POLICY, Policy
from tei.remote import Address, local, place
from tei.validation import Checking, Mended, catalog, validation

_SMALL = 1 << 18  # bytes of a file
_DEVICES = Path("/dev")
_FEW = 12 << 20  # bytes of all files


def validate(
    files: Sequence[Path],
    schemas: Sequence[Path] = (),
    policy: Policy = NO_POLICY,
    *,
    checking: Checking | None = None,
    max_errors: int = 0,
    jobs: int = 0,
    done: Done | None = None,
) -> Outcomes:
    """The outcome for each TEI file in *files* (files, or folders of them): its diagnostics, and by which schemas.

    The schemas are those of *schemas*, or else those that the files name, or else the edition's own; *checking* says
    more of what to check, and *policy* how much each code matters. What is found between the files comes with the
    others of its file. After the file with the error *max_errors* no further file is looked at (0: all are), and
    nothing is compared. Raises :class:`tei.errors.SchemaError` if one of the schemas or catalogs cannot be used, before
    any file is looked at.
    """
    checking = _at_hand(checking or Checking(), schemas)
    paths = expand(files, [".xml"])
    catalog.check(checking.lookup.catalogs)
    if checking.schemas or checking.schematron:
        validation(b"<x/>", "", checking)
    comparing = Comparing(policy)
    work = partial(check_file, checking=checking)
    small = _soon_done(paths, checking)
    steps = partial(check_in_steps, checking=checking) if small else None
    found = results(paths, work, lambda item, why: Checked(lost(item, why)), jobs or int(small), steps)
    spool = spooled(map(comparing.take, found), done, max_errors)
    return comparing.finish(spool, whole=len(spool) == len(paths))


def _soon_done(files: Sequence[Path], checking: Checking) -> bool:
    """Whether to check *files* takes about as long here as it takes to start processes for it: a second or so.

    They are small, so that none can bring the program down, and the schema is that of the edition, which is compiled.
    """
    if checking.schemas or checking.schematron or not files:
        return False
    total = 0
    for file in files:
        try:
            found = file.stat()
        except OSError:  # which is told when it is read
            continue
        if not stat.S_ISREG(found.st_mode):
            return True  # a pipe: it can be read once, and here alone
        size = found.st_size
        total += size
        if size > _SMALL or total > _FEW:
            return False
    beginning = _beginning(files[0])
    return not any(sign in beginning for sign in (b"<?xml-model", b"schemaLocation", b"SchemaLocation"))


def _beginning(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(4000)
    except OSError:
        return b""


def mend(
    outcomes: Iterable[Outcome],
    schemas: Sequence[Path] = (),
    *,
    checking: Checking | None = None,
    dry_run: bool = False,
) -> Iterator[tuple[Path, Mended]]:
    """Each file of *outcomes*, those of :func:`validate`, that can be mended for certain, before and after.

    What is fixed is what *outcomes* tell: a diagnostic that is off is left alone. Unless it is a *dry_run* the files
    are written. Raises :class:`tei.errors.OutputError` if one cannot be, and :class:`tei.errors.InputError` for a pipe.
    """
    checking = _at_hand(checking or Checking(), schemas)
    for outcome in outcomes:
        if any(d.fixes for d in outcome.diagnostics):
            file = local(outcome.source)
            if not file.is_file() or _DEVICES in file.parents:  # what stands there is not to be replaced
                hint = "write what comes from it to a file first, or name the file"
                raise InputError(f"{file} cannot be mended: it is no file", hint)
            mended = mend_file(replace(outcome, source=file), checking)
            if mended.fixed:
                if not dry_run:
                    write(file.resolve(), mended.after)  # a link stays one
                    _sent(file, outcome.source)
                yield outcome.source, mended


def _at_hand(checking: Checking, schemas: Sequence[Path]) -> Checking:
    """*checking* against *schemas* too, with copies of what is named by address."""
    given = replace(checking, schemas=tuple(schemas))
    lookup = given.lookup
    if not any(isinstance(place(path), Address) for path in (*schemas, *given.schematron, *lookup.catalogs)):
        return given
    from tei.remote.finding import copy  # what is on this machine does without
    from tei.settings import SCHEMAS

    return replace(
        given,
        schemas=tuple(copy(path, SCHEMAS) for path in given.schemas),
        schematron=tuple(copy(path, SCHEMAS) for path in given.schematron),
        lookup=replace(lookup, catalogs=tuple(copy(path, SCHEMAS) for path in lookup.catalogs)),
    )


def _sent(file: Path, source: Path) -> None:
    """Send *file* to *source*, if that is an address."""
    if isinstance(source, Address):
        from tei.remote import copies, sending  # what is on this machine does without

        sending.changed(copies.send([file]))
