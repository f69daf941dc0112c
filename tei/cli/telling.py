"""Telling what a run does: a bar with rate and time left for a person, JSON for a program, nothing in a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tei.cli.complaining import complain
from tei.errors import TeiError

if TYPE_CHECKING:
    from tei.batch.run import Event


INTERRUPTED = 130  # the exit status of a program that was ended by Ctrl-C


@contextmanager
def telling(log_json: bool) -> Iterator[Callable[[Event], None]]:
    """What to call with each event of a run."""
    if log_json:
        yield _log
    elif sys.stderr.isatty():
        yield from _bar()
    else:
        yield lambda event: None


@contextmanager
def ending(log_json: bool) -> Iterator[None]:
    """Tell an error or an interrupt that ends a run as JSON, if that is how the run is told."""
    try:
        yield
    except TeiError as error:
        if not log_json:
            raise
        sys.exit(complain(error, log_json))
    except KeyboardInterrupt:
        if not log_json:
            raise
        click.echo(json.dumps({"event": "interrupted"}), err=True)
        sys.exit(INTERRUPTED)


def _log(event: Event) -> None:
    """Write *event* on standard error, as one JSON object on a line."""
    source = {"source": event.source} if event.source else {}
    click.echo(json.dumps({"event": event.kind, **source, **event.data}), err=True)


def _bar() -> Iterator[Callable[[Event], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("building"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[errors]}"),
    )
    errors = 0
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("building", total=None, rate="", errors="")

        def tell(event: Event) -> None:
            nonlocal errors
            if event.kind == "plan":
                progress.update(task, total=event.data["sources"])
            elif event.kind in ("done", "kept", "refused"):
                errors += event.data.get("errors", 0) + bool(event.data.get("problem"))
                speed = progress.tasks[0].speed
                rate = f"{speed:,.0f}/s" if speed else ""
                said = f"{errors:,} error{'s' * (errors != 1)}" if errors else ""
                progress.update(task, advance=1, rate=rate, errors=said)

        yield tell
