"""tei explain."""

from __future__ import annotations

from pathlib import Path

import click

from tei.cli.options import encoding_options
from tei.pipeline import Settings
from tei.reasons import explain as reasons


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--at", "line", type=click.IntRange(1), default=0, help="Only what touches this line of the source."
)
@encoding_options
def explain(source: Path, line: int, settings: Settings) -> int:
    """Say what found each element of an encoding, and how sure it is.

    SOURCE is the text file that was or is to be encoded. Each line shows the place in it, the certainty from 0 to 1,
    the rule, the element, and the words that the rule went by.

    \b
    Example:
      tei explain seeds/003_b661e008747e1171.txt --at 9
    """
    for reason in reasons(source, settings, line):
        click.echo(str(reason).expandtabs(8))
    return 0
