"""tei encode."""

from __future__ import annotations

from pathlib import Path

import click

from tei import batch
from tei.cli.options import SOURCE, encoding_options, fail_on, jobs, progress, show
from tei.diagnostics import Severity
from tei.pipeline import Settings
from tei.report import Report


@click.command()
@click.argument("source", nargs=-1, required=True, type=SOURCE)
@click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to.",
)
@encoding_options
@jobs
@fail_on
def encode(
    source: tuple[Path, ...],
    output: Path,
    persons: Path | None,
    places: Path | None,
    terms: Path | None,
    convention: str,
    jobs: int,
    fail_on: str,
) -> int:
    """Encode documents as TEI.

    Each SOURCE is a text file, or a folder of them. The encoding of letter.txt is written to letter.xml in the output
    folder, once it is proved to hold every word of the source and to be valid.

    \b
    Example:
      tei encode seeds --persons seeds/persons.csv --output edition/tei
    """
    settings = Settings(convention, persons, places, terms)
    with progress("encoding") as done:
        report = Report(tuple(batch.encode(source, output, settings, jobs=jobs, done=done)))
    show(report)
    return report.exit_status(Severity[fail_on.upper()])
