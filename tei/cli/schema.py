"""tei schema."""

from __future__ import annotations

from pathlib import Path

import click

from tei.errors import SchemaError
from tei.validation import installed


@click.group()
def schema() -> None:
    """Install schemas for the addresses under which files name them.

    A file that names a schema on the network is checked against the copy that is installed for the address; nothing
    is fetched.

    \b
    Example:
      tei schema list
    """


@schema.command()
@click.argument("address", metavar="URL")
@click.argument("file", type=click.Path(path_type=Path, exists=True))
def add(address: str, file: Path) -> int:
    """Install FILE for URL.

    If FILE is a folder, it stands for every address that begins with URL.

    \b
    Example:
      tei schema add https://example.org/letters.rng letters.rng
    """
    click.echo(f"{address} is now {installed.add(address, file)}", err=True)
    return 0


@schema.command("list")
def listed() -> int:
    """List what is installed: each address, and the file that stands for it."""
    for address, path in sorted(installed.listed().items()):
        click.echo(f"{address}\t{path}")
    return 0


@schema.command()
@click.argument("address", metavar="URL")
def remove(address: str) -> int:
    """Delete what is installed for URL."""
    if not installed.remove(address):
        known = ", ".join(sorted(installed.listed()))
        raise SchemaError(
            f"nothing is installed for {address}", f"there is: {known}" if known else "tei schema list"
        )
    return 0
