"""tei build."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from tei import batch
from tei.cli.options import SOURCE, fail_on_instead, list_options, progress, save_reports, show
from tei.diagnostics import Severity
from tei.editionfile import NAME, EditionFile, Override, override, read, unread
from tei.files import write
from tei.readers import READERS
from tei.report import FORMATS, persons
from tei.selection import select

# The option and the key of the edition file that it takes the place of.
_KEYS = {
    "persons": "lists.persons",
    "places": "lists.places",
    "terms": "lists.terms",
    "convention": "sources.convention",
    "output": "output.folder",
    "jobs": "run.jobs",
    "fail_on": "checks.fail_on",
}


@click.command()
@click.argument("source", nargs=-1, type=SOURCE)
@click.option("--output", "-o", type=click.Path(path_type=Path, file_okay=False), help="Folder to write to.")
@list_options
@click.option("--jobs", "-j", type=click.IntRange(0), help="Processes to use.  [default: all processors]")
@fail_on_instead
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="KEY=VALUE",
    help="Any other key of the edition file, for example edition.title=Letters; may be repeated.",
)
def build(source: tuple[Path, ...], assignments: tuple[str, ...], **options: Any) -> int:
    """Make an edition: encode, check and render documents.

    SOURCE is an edition file (see tei init); without one, edition.toml of this folder is taken. Or each SOURCE is a
    text file, or a folder of them, and --output names the folder to write to; it gets the folders tei, html and text
    with one file a document, and report.txt and report.json. An option goes before what the edition file says. Without
    a list of persons the folder also gets persons-found.csv with the persons that were found: copy it, correct the
    copy and give it back with --persons.

    \b
    Example:
      tei build seeds --persons seeds/persons.csv --output edition
    """
    edition = described(source, assignments, options)
    with progress("building", select(edition, READERS)) as done:
        outcomes = batch.build_edition(edition, done=done)
    save_reports([edition.output / f"report{FORMATS[name].suffix}" for name in edition.reports], outcomes)
    if edition.persons is None:
        write(edition.output / "persons-found.csv", persons(outcomes).encode())
    summary = show(outcomes)
    click.echo(f"the edition is in {edition.output}: tei, html, text, report.txt", err=True)
    return summary.exit_status(Severity[edition.fail_on.upper()])


def described(source: tuple[Path, ...], assignments: Iterable[str], options: dict[str, Any]) -> EditionFile:
    """The edition that the command line describes: an edition file, or sources, and what *options* say instead.

    Raises :class:`tei.errors.EditionFileError` if it cannot be used.
    """
    given = [Override(_KEYS[name], value) for name, value in options.items() if value is not None]
    overrides = [*map(override, assignments), *(_as_text(o) for o in given)]
    if not source or (len(source) == 1 and source[0].suffix == ".toml"):
        path = source[0] if source else Path(NAME)
        if not source and not path.exists():
            hint = f"write {NAME} with tei init, or name the sources: tei build letters --output edition"
            raise click.UsageError(f"there is no {NAME} in this folder\n{hint}")
        return read(path, overrides)
    output = options.get("output")
    if output is None:
        raise click.UsageError("say with --output which folder to write to")
    return unread(output.parent, [Override("sources.files", [str(path) for path in source]), *overrides])


def _as_text(given: Override) -> Override:
    """*given* with a path as the edition file has it."""
    return Override(given.key, str(given.value)) if isinstance(given.value, Path) else given
