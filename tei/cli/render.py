"""tei render."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tei import batch
from tei.cli.options import FILE, FOLDER, INPUT, jobs, progress, show
from tei.files import expand
from tei.transform import RENDITIONS


@click.command()
@click.argument("file", nargs=-1, required=True, type=INPUT)
@click.option(
    "--to",
    type=click.Choice(list(RENDITIONS)),
    required=True,
    help="What to make: " + "; ".join(f"{name}, {row.description}" for name, row in RENDITIONS.items()) + ".",
)
@click.option("--output", "-o", type=FOLDER, help="Folder to write to, or its address (s3://…).")
@click.option(
    "--xslt",
    type=FILE,
    help="A stylesheet of your own, in place of the built-in one for --to.",
)
@click.option(
    "--param", multiple=True, metavar="NAME=VALUE", help="A parameter of the stylesheet; may be repeated."
)
@click.option(
    "--trust",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder that the stylesheet may read, besides its own; may be repeated.",
)
@jobs
def render(
    file: tuple[Path, ...],
    to: str,
    output: Path | None,
    xslt: Path | None,
    param: tuple[str, ...],
    trust: tuple[Path, ...],
    jobs: int,
) -> int:
    """Render TEI files as HTML, text or Markdown, or by a stylesheet of your own.

    Each FILE is a TEI file, or a folder of them. Without --output, one file is rendered to standard output. The
    parameters of each rendition are in docs/renditions.md.

    \b
    Example:
      tei render edition/tei --to html --output edition/html

    \b
    Text in lines of 60 characters, and HTML by a stylesheet of your own:
      tei render edition/tei --to reading --param width=60 --output edition/reading
      tei render edition/tei --to html --xslt own.xsl --output edition/own
    """
    params = dict(_parameter(given) for given in param)
    if output is None:
        if len(file) != 1 or file[0].is_dir():
            raise click.UsageError("say with --output which folder to write to when there are several files")
        sys.stdout.buffer.write(batch.render_one(file[0], to, xslt, params, trust))
        return 0
    files = expand(file, [".xml"])
    with progress("rendering", files) as done:
        outcomes = batch.render(
            files, to, output, xslt=xslt, params=params, trust=trust, jobs=jobs, done=done
        )
    return show(outcomes).exit_status()


def _parameter(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals or not name:
        raise click.BadParameter(f"{given!r} is not of the form NAME=VALUE", param_hint="--param")
    return name, value
