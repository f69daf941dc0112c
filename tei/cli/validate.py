"""tei validate."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tei import batch
from tei.cli.options import SOURCE, fail_on, jobs, progress, show
from tei.diagnostics import Severity
from tei.files import expand
from tei.report import Report, records


@click.command()
@click.argument("file", nargs=-1, required=True, type=SOURCE)
@click.option(
    "--schema",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A schema to check against: W3C (.xsd) or RELAX NG (.rng, .rnc); may be repeated.  "
    "[default: those that the file names, or that of the edition]",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@jobs
@fail_on
def validate(file: tuple[Path, ...], schema: tuple[Path, ...], form: str, jobs: int, fail_on: str) -> int:
    """Check TEI files against the schema of the edition, or against others.

    Each FILE is a TEI file, or a folder of them. Problems are shown with file, line and column; as json they go to
    standard output.

    \b
    Example:
      tei validate edition/tei
    """
    with progress("validating", expand(file, [".xml"])) as done:
        report = Report(tuple(batch.validate(file, schema, jobs=jobs, done=done)))
    if form == "json":
        click.echo(json.dumps(records(report.diagnostics), ensure_ascii=False, indent=1))
        click.echo(report.summary(), err=True)
    else:
        show(report)
    return report.exit_status(Severity[fail_on.upper()])
