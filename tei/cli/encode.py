"""tei encode."""

from __future__ import annotations

from pathlib import Path

import click

from tei import batch
from tei.cli.lists import encoding_options
from tei.cli.options import SOURCE, fail_on, jobs, output, progress, show
from tei.diagnostics import Severity
from tei.files import expand
from tei.readers import READERS
from tei.settings import Settings


@click.command()
@click.argument("source", nargs=-1, required=True, type=SOURCE)
@output
@encoding_options
@jobs
@fail_on
def encode(source: tuple[Path, ...], output: Path, settings: Settings, jobs: int, fail_on: str) -> int:
    """Encode documents as TEI.

    Each SOURCE is a text file, a folder of them, or the address of such (s3://archive/letters/*.txt). The encoding of
    letter.txt is written to letter.xml in the output folder, once it is proved to hold every word of the source and to
    be valid.

    \b
    Example:
      tei encode seeds --persons seeds/persons.csv --output edition/tei
    """
    files = expand(source, READERS)
    with progress("encoding", files) as done:
        outcomes = batch.encode(files, output, settings, jobs=jobs, done=done)
    return show(outcomes).exit_status(Severity[fail_on.upper()])
