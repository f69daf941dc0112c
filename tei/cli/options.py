"""Options that several commands share, and how they show progress and results."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from tei.conventions import DEFAULT
from tei.diagnostics import Severity
from tei.pipeline import Outcome, Settings
from tei.report import Report

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
SOURCE = click.Path(path_type=Path)

jobs = click.option(
    "--jobs", "-j", type=click.IntRange(0), default=0, help="Processes to use.  [default: all processors]"
)
fail_on = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="What makes the exit status 1.",
)


output = click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to.",
)
_ENCODING = (
    click.option("--persons", type=_FILE, help="List of persons: CSV with id,name,description, or TEI."),
    click.option("--places", type=_FILE, help="List of places: CSV with id,name,description, or TEI."),
    click.option("--terms", type=_FILE, help="List of terms: CSV with id,term,description, or TEI."),
    click.option(
        "--convention",
        default=DEFAULT,
        show_default=True,
        metavar="NAME|FILE",
        help="How the series prints its documents; a file of your own ends in .toml.",
    ),
)


def encoding_options(command: Callable[..., int]) -> Callable[..., int]:
    """*command* with the options that say how documents are encoded; they arrive in it as ``settings``."""

    @wraps(command)
    def with_settings(
        persons: Path | None, places: Path | None, terms: Path | None, convention: str, **others: Any
    ) -> int:
        return command(settings=Settings(convention, persons, places, terms), **others)

    wrapped: Callable[..., int] = with_settings
    for option in reversed(_ENCODING):
        wrapped = option(wrapped)
    return wrapped


@contextmanager
def progress(what: str, files: Sequence[Path]) -> Iterator[Callable[[Outcome], None] | None]:
    """What to call with the outcome of each of *files* to move a progress bar; None where nobody is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=len(files))
        yield lambda outcome: bar.advance(task)


def show(report: Report) -> None:
    """Print each diagnostic and what could not be processed, then the summary, on standard error."""
    for outcome in report.outcomes:
        for d in outcome.diagnostics:
            severity = click.style(f"{d.severity}[{d.code}]", fg=_COLOURS[d.severity])
            click.echo(f"{d.place}: {severity} {d.message}", err=True)
            if d.hint:
                click.echo(f"  hint: {d.hint}", err=True)
        if outcome.problem:
            click.echo(f"{outcome.source}: {click.style('error', fg='red')} {outcome.problem}", err=True)
    click.echo(report.summary(), err=True)
