"""tei validate."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from tei import batch, editionfile, report
from tei.cli.options import (
    FILE,
    INPUT,
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
from tei.policy import NO_POLICY, Policy
from tei.report import FORMATS, Summary, View
from tei.report.summary import number
from tei.validation import Checking, Lookup, Mended
from tei.validation.engines import kind_of


@click.command()
@click.argument("file", nargs=-1, required=True, type=INPUT)
@click.option(
    "--schema",
    multiple=True,
    type=FILE,
    help="A schema to check against: RELAX NG (.rng, .rnc), W3C (.xsd) or Schematron (.sch); may be repeated.  "
    "[default: those that the file names, or that of the edition]",
)
@click.option(
    "--schematron",
    multiple=True,
    type=FILE,
    help="Check also against the Schematron rules in this file: a .sch, or a .rng, .xsd or ODD that holds some.",
)
@click.option(
    "--phase", default="", metavar="NAME", help="The phase of the Schematron rules that is checked."
)
@click.option(
    "--catalog",
    multiple=True,
    type=FILE,
    help="An XML catalog that says where the schemas lie that files name.",
)
@click.option("--fetch", is_flag=True, help="Fetch schemas that files name from the network; they are kept.")
@click.option(
    "--edition",
    type=FILE,
    help="The edition file whose [checks] say how much each code matters.  "
    "[default: an edition.toml in the folder of the files, or above it]",
)
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
@click.option(
    "--fix", is_flag=True, help="Mend in the files what can be meant in one way only, then check again."
)
@click.option("--dry-run", is_flag=True, help="With --fix: show what would be changed, and change nothing.")
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
    edition: Path | None,
    form: str | None,
    max_errors: int,
    fix: bool,
    dry_run: bool,
    reports: list[Path],
    verbose: bool,
    jobs: int,
    fail_on: str,
) -> int:
    """Check TEI files against a schema, against rules that no schema says, and against each other.

    Each FILE is a TEI file, a folder of them, or - for standard input. Without --schema a file is checked against the
    schemas that it names, and without any against that of the edition; see tei schema for those that lie on the
    network. The rules are about pointers, numbers, dates, names and characters; between files, about numbers that are
    missing, pointers that lead nowhere and persons with two identifiers. Each problem is shown with its line and
    column, what to do about it, and a code, of which tei explain CODE tells more.

    \b
    Example:
      tei validate edition/tei
    """
    if phase and not schematron and not any(kind_of(path) == "schematron" for path in schema):
        raise click.UsageError("--phase chooses among the rules of a file that --schematron names; name one")
    checking = Checking(schematron=schematron, phase=phase, lookup=Lookup(catalog, fetch))
    paths = expand(file, [".xml"])
    policy = _policy(edition or _edition_of(paths))
    with progress("validating", paths) as done:
        outcomes = batch.validate(
            paths, schema, policy, checking=checking, max_errors=max_errors, jobs=jobs, done=done
        )
    if fix and _mended(batch.mend(outcomes, schema, checking=checking, dry_run=dry_run), dry_run):
        outcomes = batch.validate(paths, schema, policy, checking=checking, jobs=jobs)
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


def _edition_of(files: Sequence[Path]) -> Path | None:
    """The nearest edition file in the folder of the first of *files*, or above it; None if there is none."""
    for folder in files[0].resolve().parents if files else ():
        if (folder / editionfile.NAME).is_file():
            return folder / editionfile.NAME
    return None


def _policy(edition: Path | None) -> Policy:
    if edition is None:
        return NO_POLICY
    said = editionfile.read(edition)
    return Policy.of(said.checks, str(edition), said.wrong)


def _mended(every: Iterable[tuple[Path, Mended]], dry_run: bool) -> bool:
    """Whether files were changed; what would be is shown in a dry run."""
    files = problems = 0
    for path, mended in every:
        files, problems = files + 1, problems + len(mended.fixed)
        if dry_run:
            click.echo(mended.diff(str(path)), nl=False)
    done = "would be mended" if dry_run else "mended"
    click.echo(f"{number(problems, 'problem')} {done} in {number(files, 'file')}", err=True)
    return bool(files) and not dry_run
