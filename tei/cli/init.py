"""tei init."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
def init(folder: Path) -> int:
    """Write an edition file for what lies in a folder.

    FOLDER holds the documents, itself or in folders of its own, and perhaps lists of persons, places and terms. Its
    edition.toml then says which they are, how they seem to be printed, and in comments what else it may say. One that
    is there already is left as it is.

    \b
    Example:
      tei init seeds
    """
    from tei.starting import init as start

    path = start(folder)
    click.echo(f"{path} is written; look through it, then run: tei build {path}", err=True)
    return 0
