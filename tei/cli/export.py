"""tei export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from tei import exporters
from tei.cli.options import SOURCE, fail_on, progress, reports, save_reports, show, verbose
from tei.diagnostics import Diagnostic, Severity
from tei.exporters import TARGETS, Options
from tei.files import expand
from tei.metadata import Metadata
from tei.outcome import Outcome
from tei.remote import place, shown


def _targets() -> str:
    """The targets with their options, for the help."""
    lines = []
    for name, row in TARGETS.items():
        needs = f" (needs tei-edition[{row.extra}])" if row.extra else ""
        lines.append(f"  {name}: {row.makes}{needs}")
        lines += [f"      {option}: {what}" for option, what in row.options.items()]
    return "\n".join(lines)


_HELP = f"""Make TEI files into what one platform, catalogue or series takes.

Each FILE is a TEI file, or a folder of them; a file may hold one document or a volume. TARGET is one of those below;
what is listed under it is given with --option. If a document lacks something that the target demands, it is named, and
nothing is written. A file that was changed by hand since an export made it is named and left as it is.

\b
Targets:
{_targets()}

\b
Example:
  tei export cmif edition/tei -o edition/export --title Letters --editor "A. Jones" --publisher "The Archive" \
--date 2026-01-31 --url https://example.org/letters
"""


def _settings(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    settings = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{pair!r} is not of the form NAME=VALUE", context, parameter)
        settings[name] = value
    return settings


@click.command(help=_HELP)
@click.argument("target", type=click.Choice(list(TARGETS)), metavar="TARGET")
@click.argument("file", nargs=-1, required=True, type=SOURCE)
@click.option(
    "--output",
    "-o",
    required=True,
    type=SOURCE,
    help="Folder to write to, or its address (s3://…); where one file is made, the path of that file will do.",
)
@click.option("--title", default="", help="Title of the edition.")
@click.option("--editor", "editors", multiple=True, help="Editor of the edition; may be repeated.")
@click.option("--publisher", default="", help="Who publishes the edition.")
@click.option("--date", default="", help="Day, month or year of publication, as 2026-01-31.")
@click.option("--licence", default="", help="Licence of the edition.")
@click.option("--language", default="en", show_default=True, help="Language of the edition.")
@click.option("--url", default="", help="Where the edition is, or will be, on the web.")
@click.option(
    "--option",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_settings,
    help="An option of the target; may be repeated.",
)
@click.option("--partial", is_flag=True, help="Export the documents that can be, and leave out the others.")
@click.option("--force", is_flag=True, help="Write over files that were changed by hand.")
@reports
@verbose
@fail_on
def export(
    target: str,
    file: tuple[Path, ...],
    output: Path,
    settings: dict[str, str],
    partial: bool,
    force: bool,
    reports: list[Path],
    verbose: bool,
    fail_on: str,
    **metadata: str,
) -> int:
    """Its help is made of the table of targets: see :data:`_HELP`."""
    files = expand(file, [".xml"])
    options = Options(Metadata(**metadata), settings)  # type: ignore[arg-type]
    with progress("exporting", files * TARGETS[target].passes) as done:
        advance = (lambda path: done(Outcome(path))) if done else None
        made = exporters.export(target, files, output, options, partial=partial, force=force, done=advance)
    outcomes = _outcomes(files, made.diagnostics)
    save_reports(reports, outcomes)
    summary = show(outcomes, verbose=verbose)
    if made.made:
        click.echo(f"the export is in {made.path}" + ("" if made.written else ", unchanged"), err=True)
        return summary.exit_status(Severity[fail_on.upper()])
    click.echo("nothing was exported: correct what is named above, or leave it out with --partial", err=True)
    return max(1, summary.exit_status())


def _outcomes(files: Sequence[Path], diagnostics: Sequence[Diagnostic]) -> list[Outcome]:
    """The outcome for each of *files*, and for each file of the export that was left as it was: its diagnostics."""
    found: dict[str, list[Diagnostic]] = {str(shown(path)): [] for path in files}
    for diagnostic in diagnostics:
        found.setdefault(diagnostic.place.file, []).append(diagnostic)
    return [
        Outcome(place(name), diagnostics=tuple(some), problem=_unread(some)) for name, some in found.items()
    ]


def _unread(diagnostics: Sequence[Diagnostic]) -> str:
    return "could not be read" if any(d.code in ("X001", "S006") for d in diagnostics) else ""
