"""The options of the commands that encode: which lists they go by, and how the series prints its documents."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from tei.cli.options import FILE
from tei.conventions import DEFAULT
from tei.settings import Settings

_LISTS = (
    click.option("--persons", type=FILE, help="List of persons: CSV with id,name,description, or TEI."),
    click.option("--places", type=FILE, help="List of places: CSV with id,name,description, or TEI."),
    click.option("--terms", type=FILE, help="List of terms: CSV with id,term,description, or TEI."),
    click.option(
        "--convention",
        metavar="NAME|FILE",
        help=f"How the series prints its documents; a file of your own ends in .toml.  [default: {DEFAULT}]",
    ),
)


def list_options(command: Callable[..., int]) -> Callable[..., int]:
    """*command* with the options that name lists and convention, each None if it is not given."""
    for option in reversed(_LISTS):
        command = option(command)
    return command


def encoding_options(command: Callable[..., int]) -> Callable[..., int]:
    """*command* with the options that say how documents are encoded; they arrive in it as ``settings``."""

    @wraps(command)
    def with_settings(
        persons: Path | None, places: Path | None, terms: Path | None, convention: str | None, **others: Any
    ) -> int:
        return command(settings=Settings(convention or DEFAULT, persons, places, terms), **others)

    return list_options(with_settings)
