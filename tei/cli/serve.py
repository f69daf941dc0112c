"""tei serve."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from tei import dts
from tei.cli.options import SOURCE, progress
from tei.files import expand
from tei.outcome import Outcome
from tei.report.summary import number


@click.command()
@click.argument("file", nargs=-1, required=True, type=SOURCE)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen at; the default is heard on this machine alone.",
)
@click.option("--title", default="", help="Title of the edition.")
@click.option("--check", is_flag=True, help="Read the files, say what would be served, and end.")
def serve(file: tuple[Path, ...], port: int, host: str, title: str, check: bool) -> int:
    """Let programs ask TEI files for their texts, over HTTP (DTS 1.0).

    Each FILE is a TEI file, or a folder of them. The interface is that of Distributed Text Services: entry point,
    collection, navigation and document (docs/exports/dts.md). Ctrl-C ends it.

    \b
    Example:
      tei serve edition/tei --port 8000 --check
    """
    paths = expand(file, [".xml"])
    if check:
        with progress("reading", paths) as done:
            served = dts.load(paths, title, (lambda path: done(Outcome(path))) if done else None)
        click.echo(f"{number(len(served.resources), 'text')} can be served")
        return 0
    with suppress(KeyboardInterrupt):  # the one way to end it
        dts.serve(paths, host=host, port=port, title=title, ready=_ready)
    return 0


def _ready(address: str, texts: int) -> None:
    click.echo(f"{number(texts, 'text')} at {address}  (Ctrl-C ends)", err=True)
