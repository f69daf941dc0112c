"""tei validate."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tei import batch, report
from tei.cli.options import (
    SOURCE,
    coloured,
    fail_on,
    jobs,
    progress,
    reports,
    save_reports,
    show,
    verbose,
)
from tei.diagnostics import Severity
from tei.files import expand
from tei.report import FORMATS, Summary, View
from tei.validation import Checking, Lookup

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("file", nargs=-1, required=True, type=SOURCE)
@click.option(
    "--schema",
    multiple=True,
    type=_FILE,
    help="A schema to check against: RELAX NG (.rng, .rnc), W3C (.xsd) or Schematron (.sch); may be repeated.  "
    "[default: those that the file names, or that of the edition]",
)
@click.option(
    "--schematron",
    multiple=True,
    type=_FILE,
    help="Check also against the Schematron rules in this file: a .sch, or a .rng, .xsd or ODD that holds some.",
)
@click.option(
    "--phase", default="", metavar="NAME", help="The phase of the Schematron rules that is checked."
)
@click.option(
    "--catalog",
    multiple=True,
    type=_FILE,
    help="An XML catalog that says where the schemas lie that files name.",
)
@click.option("--fetch", is_flag=True, help="Fetch schemas that files name from the network; they are kept.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="Print a report on standard output: "
    + "; ".join(f"{name}, {row.title}" for name, row in FORMATS.items())
    + ".  [default: what was found, on standard error]",
)
@click.option(
    "--max-errors",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="End after the file with the Nth error.",
)
@reports
@verbose
@jobs
@fail_on
def validate(
    file: tuple[Path, ...],
    schema: tuple[Path, ...],
    schematron: tuple[Path, ...],
    phase: str,
    catalog: tuple[Path, ...],
    fetch: bool,
    form: str | None,
    max_errors: int,
    reports: list[Path],
    verbose: bool,
    jobs: int,
    fail_on: str,
) -> int:
    """Check TEI files against the schema of the edition, or against others.

    Each FILE is a TEI file, or a folder of them. Without --schema a file is checked against the schemas that it names,
    and without any against that of the edition; see tei schema for those that lie on the network. Each problem is shown
    with its line and column, what to do about it, and a code, of which tei explain CODE tells more.

    \b
    Example:
      tei validate edition/tei
    """
    checking = Checking(schematron=schematron, phase=phase, lookup=Lookup(catalog, fetch))
    with progress("validating", expand(file, [".xml"])) as done:
        outcomes = batch.validate(
            file, schema, checking=checking, max_errors=max_errors, jobs=jobs, done=done
        )
    save_reports(reports, outcomes)
    if form is None:
        summary = show(outcomes, verbose=verbose)
    else:
        for piece in report.write(form, outcomes, View(coloured(sys.stdout), verbose)):
            click.echo(piece, nl=False)
        summary = Summary(outcomes)
    if 0 < max_errors <= summary.severities[Severity.ERROR]:
        click.echo(f"ended because of --max-errors {max_errors}", err=True)
    return summary.exit_status(Severity[fail_on.upper()])
