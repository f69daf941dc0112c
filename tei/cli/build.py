"""tei build."""

from __future__ import annotations

from pathlib import Path

import click

from tei import batch
from tei.cli.options import SOURCE, encoding_options, fail_on, jobs, output, progress, save_reports, show
from tei.diagnostics import Severity
from tei.files import expand, write
from tei.pipeline import Settings
from tei.readers import READERS
from tei.report import persons


@click.command()
@click.argument("source", nargs=-1, required=True, type=SOURCE)
@output
@encoding_options
@jobs
@fail_on
def build(source: tuple[Path, ...], output: Path, settings: Settings, jobs: int, fail_on: str) -> int:
    """Make an edition: encode, check and render documents.

    Each SOURCE is a text file, or a folder of them. The output folder gets the folders tei, html and text with one
    file a document, and report.txt and report.json. Without --persons it also gets persons-found.csv with the persons
    that were found: copy it, correct the copy and give it back with --persons.

    \b
    Example:
      tei build seeds --persons seeds/persons.csv --output edition
    """
    with progress("building", expand(source, READERS)) as done:
        outcomes = batch.build(source, output, settings, jobs=jobs, done=done)
    save_reports([output / "report.txt", output / "report.json"], outcomes)
    if settings.persons is None:
        write(output / "persons-found.csv", persons(outcomes).encode())
    summary = show(outcomes)
    click.echo(f"the edition is in {output}: tei, html, text, report.txt", err=True)
    return summary.exit_status(Severity[fail_on.upper()])
