"""Batch: the commands as library calls, for many files, on several processes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tei.batch.building import Built, build_edition
from tei.batch.planning import Wish
from tei.editionfile import EditionFile

if TYPE_CHECKING:
    from tei.batch.commands import encode, mend, render, render_one, validate
    from tei.settings import Settings

__all__ = ["Built", "Wish", "build", "build_edition", "encode", "mend", "render", "render_one", "validate"]


def __getattr__(name: str) -> Any:
    """What is in :mod:`tei.batch.commands`, which a run that has nothing to do does not load."""
    if name in __all__:
        from tei.batch import commands

        return getattr(commands, name)
    raise AttributeError(name)


def build(sources: Sequence[Path], output: Path, settings: Settings | None = None, *, jobs: int = 0) -> Built:
    """As :func:`encode`, and each document also as HTML and text: in the folders ``tei``, ``html`` and ``text``."""
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
