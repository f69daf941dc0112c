"""Complaining: an error that ends what was asked for, in words or as JSON."""

from __future__ import annotations

import click

from tei.errors import TeiError
from tei.remote import told


def complain(error: TeiError, log_json: bool = False) -> int:
    """Tell of *error* on standard error, and return the exit status."""
    if log_json:
        import json

        said = {"event": "error", "message": told(error.message), "hint": told(error.hint)}
        click.echo(json.dumps(said), err=True)
        return error.exit_status
    click.echo(f"{click.style('error', fg='red')}: {told(error.message)}", err=True)
    if error.hint:
        click.echo(f"hint: {told(error.hint)}", err=True)
    return error.exit_status
