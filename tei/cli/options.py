"""Options that several commands share, and how they show progress and results."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from tei import report
from tei.files import stream
from tei.outcome import Outcome, Seen
from tei.remote import Address, place
from tei.report import Summary, View, text


class Given(click.Path):
    """A path, or an address, of which it is only known later what is there."""

    def __init__(self, **kinds: bool) -> None:
        super().__init__(path_type=Path, **kinds)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path that *value* stands for."""
        path = place(value)
        return path if isinstance(path, Address) else super().convert(value, param, ctx)


class Read(Given):
    """A path that is read once; ``-`` is standard input, where that has a name, as on Unix."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path that *value* stands for."""
        if value == "-" and _STANDARD_INPUT.exists():
            return _STANDARD_INPUT
        return super().convert(value, param, ctx)


_STANDARD_INPUT = Path("/dev/stdin")
FILE = Given(exists=True, dir_okay=False)
FOLDER = Given(file_okay=False)
SOURCE = Given()
INPUT = Read()

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
fail_on_instead = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    help="What makes the exit status 1.  [default: error]",
)

reports = click.option(
    "--report",
    "reports",
    multiple=True,
    type=Given(dir_okay=False),
    help="Also write a report; its suffix says which: "
    f"{', '.join(row.suffix for row in report.FORMATS.values())}. May be repeated.",
    callback=lambda _context, _option, files: [file for file in files if report.format_of(file)],
)
verbose = click.option(
    "--verbose", "-v", is_flag=True, help="Say also what could stand in a place, and which schemas were used."
)

output = click.option(
    "--output",
    "-o",
    required=True,
    type=FOLDER,
    help="Folder to write to, or its address (s3://…).",
)


@contextmanager
def progress(what: str, files: Sequence[object]) -> Iterator[Callable[[Outcome], None] | None]:
    """What to call with the outcome of each of *files* to move a progress bar; None where nobody is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=len(files))
        yield lambda outcome: bar.advance(task)


def show(
    outcomes: Iterable[Outcome], *, verbose: bool = False, base: Path | None = None, together: int = 1
) -> Summary:
    """Print what was found on standard error, with the counts at the end; returns these.

    Files are named from the folder *base*; they are shown as seen from the current one. What so many files have to
    show is printed *together*, where nobody waits for the first.
    """
    view = View(colour=coloured(sys.stderr), verbose=verbose)
    summary = Summary()
    seen = Seen(base) if base and base != Path() else None
    told: list[str] = []
    for outcome in outcomes:
        summary.add(outcome)
        if outcome.diagnostics or outcome.problem or verbose:
            told.append(text.of_file(seen(outcome) if seen else outcome, view))
        if len(told) == together:
            click.echo("".join(told), err=True, nl=False, color=True)
            told.clear()
    click.echo("".join([*told, text.ending(summary)]), err=True, nl=False, color=True)
    return summary


def coloured(stream: TextIO) -> bool:
    """Whether what is written to *stream* is seen in a terminal by someone who has not set ``NO_COLOR``."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def save_reports(files: Iterable[Path], outcomes: Iterable[Outcome]) -> None:
    """Write a report of *outcomes* to each of *files*, in the format that its suffix asks for."""
    for file in files:
        view = View(verbose=True, inventory=True, base=file.parent)
        from tei.remote.sending import publishing  # what prints its report does without

        with publishing(file) as here:
            stream(here, report.write(report.format_of(file), outcomes, view))
