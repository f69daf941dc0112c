"""Building: an edition as a whole, from its sources to its reports, as much of it as has to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tei.batch import fingerprint, planning, preflight, whole
from tei.batch.built import Built
from tei.batch.lock import locked
from tei.batch.manifest import Store
from tei.batch.memory import Memory, clock
from tei.batch.planning import Decision, Plan, Wish
from tei.batch.room import room
from tei.batch.run import Run, Tell
from tei.editionfile import EditionFile, anchored, remote
from tei.readers import READERS
from tei.remote import place
from tei.selection import Source, Sources, select

if TYPE_CHECKING:
    from tei.settings import Settings


def build_edition(edition: EditionFile, wish: Wish | None = None, tell: Tell = lambda event: None) -> Built:
    """What became of *edition*, built as far as it has changed since the last time.

    *tell* is called with each :class:`Event`. Raises :class:`tei.errors.TeiError` for what makes the whole run
    impossible. A run that is interrupted leaves what it has finished, and the next one goes on from there.
    """
    if edition.executor:
        from tei.batch import executors

        executors.check(edition.executor)
    if not remote(edition):
        return _built(edition, wish or Wish(), tell)
    from tei.batch import afar  # what is on this machine does without

    with afar.brought(edition, tell) as (here, telling):
        return _built(here, wish or Wish(), telling)


def _built(edition: EditionFile, wish: Wish, tell: Tell) -> Built:
    """What became of *edition*, all of whose files are on this machine but for the sources."""
    if edition.executor:
        edition = anchored(edition)
    sources = _sources(edition, wish)
    with (
        room(edition.output),
        locked(edition.output) as state,
        closing(Store(edition.output, state)) as store,
        closing(Memory(edition.output, clock(state))) as memory,
    ):
        plan = Plan(edition, sources, store, fingerprint.of_edition(edition), memory, wish)
        return Run(plan, state, tell).run()


def build(sources: Sequence[Path], output: Path, settings: Settings | None = None, *, jobs: int = 0) -> Built:
    """What became of *sources*: TEI, HTML and text, in the folders ``tei``, ``html`` and ``text`` of *output*."""
    from tei.settings import DEFAULTS

    said = settings or DEFAULTS
    edition = EditionFile(
        base=output.parent,
        metadata=said.metadata,
        sources=tuple(map(str, sources)),
        convention=said.convention,
        persons=said.persons,
        places=said.places,
        terms=said.terms,
        schemas=said.schemas,
        output=output,
        jobs=jobs,
    )
    return build_edition(edition)


def plan_of(edition: EditionFile, wish: Wish | None = None) -> Iterator[Decision]:
    """What :func:`build_edition` would do with each source, and with what is made of none; nothing is written.

    What would end the run before its work is raised here too.
    """
    if not remote(edition):
        yield from _planned(edition, wish or Wish())
        return
    from tei.batch import afar  # what is on this machine does without

    with afar.foreseen(edition) as here:
        yield from _planned(here, wish or Wish())


def _sources(edition: EditionFile, wish: Wish) -> Sources:
    """The sources of *edition*; raises :class:`tei.errors.TeiError` for what neither a run nor its plan can do."""
    sources = select(edition, READERS)
    whole.check(edition)
    preflight.there(edition)
    planning.check(wish, sources)
    return sources


def _planned(edition: EditionFile, wish: Wish) -> Iterator[Decision]:
    sources = _sources(edition, wish)
    with closing(Store(edition.output)) as store, closing(Memory(edition.output)) as memory:
        plan = Plan(edition, sources, store, fingerprint.of_edition(edition), memory, wish)
        yield from plan.usable(plan.foreseen())
        yield from plan.gone()
        for path in sorted(whole.edited(edition, store, memory)):
            yield Decision(Source(place(path), path), edited=(path,))
        for path in sorted(whole.foreign(edition, store)):
            yield Decision(Source(place(path), path), edited=(path,), reason="was not made by this edition")
