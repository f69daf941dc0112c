"""tei explain."""

from __future__ import annotations

import re
from pathlib import Path

import click

from tei.cli.lists import encoding_options
from tei.explanations import explanation
from tei.reasons import explain as reasons
from tei.remote import Address, place
from tei.settings import Settings

_CODE = re.compile(r"[A-Za-z]\d{1,4}")


@click.command()
@click.argument("what", metavar="CODE|SOURCE")
@click.option(
    "--at",
    default="0",
    metavar="LINE|XPATH",
    help="Only what touches this line of the source, or made this element of the encoding: "
    "an XPath such as //persName[2], or # and an xml:id.",
)
@encoding_options
def explain(what: str, at: str, settings: Settings) -> int:
    """Say what a code means, or what found each element of an encoding and how sure it is.

    CODE is the code of a problem, such as N002: its rule, the reason for it, what to do, and examples. SOURCE is the
    text file that was or is to be encoded. Each line then shows the place in it, the certainty from 0 to 1, the rule,
    the element, and the words that the rule went by.

    \b
    Example:
      tei explain seeds/003_b661e008747e1171.txt --at //persName
    """
    source = place(what)
    if isinstance(source, Address):
        return _tell(source, settings, at)
    if not source.exists() and _CODE.fullmatch(what):
        click.echo(str(explanation(what)))
        return 0
    if source.is_dir():
        raise click.BadParameter(f"{what} is a folder; name one file in it", param_hint="CODE|SOURCE")
    if not source.is_file():
        raise click.BadParameter(
            f"{what} is neither a code, such as N002, nor a file", param_hint="CODE|SOURCE"
        )
    return _tell(source, settings, at)


def _tell(source: Path, settings: Settings, at: str) -> int:
    for reason in reasons(source, settings, int(at) if at.isdecimal() else at):
        click.echo(str(reason).expandtabs(8))
    return 0
