"""tei build."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from tei.cli.complaining import complain
from tei.cli.lists import list_options
from tei.cli.options import FOLDER, SOURCE, fail_on_instead, show
from tei.cli.telling import ending, telling
from tei.cli.watching import changes, state
from tei.editionfile import NAME, EditionFile, Override, override, read, unread
from tei.errors import TeiError

# The option and the key of the edition file that it takes the place of.
_KEYS = {
    "persons": "lists.persons",
    "places": "lists.places",
    "terms": "lists.terms",
    "convention": "sources.convention",
    "output": "output.folder",
    "jobs": "run.jobs",
    "executor": "run.executor",
    "fail_on": "checks.fail_on",
}
_FLAGS = (
    click.option(
        "--only",
        multiple=True,
        metavar="PATTERN|CODE",
        help="Look only at sources whose names fit, or in which this code was found; may be repeated.",
    ),
    click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing."),
    click.option("--force", is_flag=True, help="Write over files that were changed by hand."),
    click.option("--prune", is_flag=True, help="Take away what was made of sources that are gone."),
    click.option(
        "--max-errors", type=click.IntRange(0), default=0, metavar="N", help="End the run after N errors."
    ),
    click.option("--watch", is_flag=True, help="Go on, and build again whenever something changes."),
    click.option("--log-json", is_flag=True, help="Tell each step as one JSON object a line."),
)


def flags(command: Any) -> Any:
    """*command* with the options that say how a run is to go."""
    for option in reversed(_FLAGS):
        command = option(command)
    return command


@click.command()
@click.argument("source", nargs=-1, type=SOURCE)
@click.option("--output", "-o", type=FOLDER, help="Folder to write to, or its address (s3://…).")
@list_options
@click.option("--jobs", "-j", type=click.IntRange(0), help="Processes to use.  [default: all processors]")
@click.option(
    "--executor", metavar="ADDRESS", help="Work on a cluster: dask://HOST:PORT, its scheduler (extra dask)."
)
@fail_on_instead
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="KEY=VALUE",
    help="Any other key of the edition file, for example edition.title=Letters; may be repeated.",
)
@flags
def build(
    source: tuple[Path, ...],
    assignments: tuple[str, ...],
    only: tuple[str, ...],
    dry_run: bool,
    force: bool,
    prune: bool,
    max_errors: int,
    watch: bool,
    log_json: bool,
    **options: Any,
) -> int:
    """Make an edition: encode, check and render documents.

    SOURCE is an edition file (see tei init) or its folder; without one, edition.toml of this folder is taken. Or
    each SOURCE is a text file, or a folder of them, and --output names the folder to write to; it gets the folders
    tei, html and text with one file a document, reports, and indexes of persons and dates. An option goes before
    what the edition file says. Without a list of persons the folder also gets persons-found.csv with the persons
    that were found: copy it, correct the copy and give it back with --persons.

    What has not changed since the last run is not done again, and what was changed by hand is not written over. A run
    that was cut off is taken up where it ended.

    \b
    Example:
      tei build seeds --persons seeds/persons.csv --output edition
    """
    from tei.batch import Wish

    wish = Wish(only, force, prune, max_errors)
    with ending(log_json):
        edition = described(source, assignments, options)
        if dry_run:
            return foretell(edition, wish)
        before = state(edition) if watch else {}
        status = once(edition, wish, log_json)
        while watch:
            before = changes(edition, before)
            try:
                edition = described(source, assignments, options)
                before = state(edition)
                once(edition, wish, log_json)
            except (
                TeiError
            ) as error:  # perhaps of a file that is just being changed; its next change may mend it
                complain(error, log_json)
        return status


def once(edition: EditionFile, wish: Any, log_json: bool) -> int:
    """The exit status of building *edition* one time."""
    from tei.batch import build_edition
    from tei.diagnostics import Severity
    from tei.report import Summary

    with telling(log_json) as tell:
        built = build_edition(edition, wish, tell)
    looked_at = (o for o in built if built.chosen is None or o.source.as_posix() in built.chosen)
    severity = Severity[edition.fail_on.upper()]
    if log_json:  # the problems stand in the reports, and standard error holds nothing but JSON
        return Summary(looked_at).exit_status(severity)
    if built.stopped:
        click.echo(f"ended after {wish.most_errors} errors; the next run goes on from here", err=True)
    summary = show(looked_at, base=edition.base, together=100)
    if built.chosen is not None and not built.chosen:
        click.echo(f"--only {', '.join(wish.only)}: found in no source, so nothing was looked at", err=True)
    click.echo(_ending(edition, built.count), err=True)
    return summary.exit_status(severity)


def _ending(edition: EditionFile, count: dict[str, int]) -> str:
    if not count["done"] and not count["kept"]:
        return "no document was written"
    names = ", ".join(("tei", *(rendered.name for rendered in edition.renditions)))
    kept = f"; {count['kept']:,} as they were" if count["kept"] else ""
    return f"the edition is in {edition.output} ({names}, reports, indexes){kept}"


def foretell(edition: EditionFile, wish: Any) -> int:
    """Print what a run would do with each source of *edition*."""
    from tei.batch.building import plan_of

    kept = 0
    for decision in plan_of(edition, wish):
        if decision.gone:
            what = "taken away, unless changed by hand" if wish.prune else "left"
            listed = ", ".join(decision.gone)
            click.echo(f"{decision.source.name}: what was once made of it would be {what}: {listed}")
        elif decision.item is not None:
            edited = ", ".join(decision.edited)
            over = f"; {edited}, changed by hand, would be written over" if edited else ""
            click.echo(f"{decision.source.name}: would be made, because {decision.reason}{over}")
        elif decision.edited:
            name = decision.source.name
            which = "it" if decision.edited == (name,) else ", ".join(decision.edited)
            what = "written over, although" if wish.force else "left, because"
            click.echo(f"{name}: would be {what} {which} {decision.reason or 'was changed by hand'}")
        else:
            kept += 1
    click.echo(f"{kept:,} would be left as they are", err=True)
    return 0


def described(source: tuple[Path, ...], assignments: Iterable[str], options: dict[str, Any]) -> EditionFile:
    """The edition that the command line describes: an edition file, or sources, and what *options* say instead.

    Raises :class:`tei.errors.EditionFileError` if it cannot be used.
    """
    given = [Override(_KEYS[name], value) for name, value in options.items() if value is not None]
    overrides = [*map(override, assignments), *(_as_text(o) for o in given)]
    if len(source) == 1 and (source[0] / NAME).is_file() and options.get("output") is None:
        source = (source[0] / NAME,)
    if not source or (len(source) == 1 and source[0].suffix == ".toml"):
        path = source[0] if source else Path(NAME)
        if not source and not path.exists():
            hint = f"write {NAME} with tei init, or name the sources: tei build letters --output edition"
            raise click.UsageError(f"there is no {NAME} in this folder\n{hint}")
        return read(path, overrides)
    output = options.get("output")
    if output is None:
        raise click.UsageError("say with --output which folder to write to")
    return unread(output.parent, [Override("sources.files", [str(path) for path in source]), *overrides])


def _as_text(given: Override) -> Override:
    """*given* with a path as the edition file has it."""
    return Override(given.key, str(given.value)) if isinstance(given.value, Path) else given
