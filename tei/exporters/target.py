"""What a target of an export is, what it is given and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from tei.diagnostics import Diagnostic
from tei.errors import ExportError
from tei.exporters.corpus import Corpus
from tei.metadata import UNPUBLISHED, Metadata


@dataclass(frozen=True, slots=True)
class Options:
    """What an export is told of the edition, besides its documents.

    ``settings`` are the target's own options, by name, as the command line or the edition file has them.
    """

    metadata: Metadata = UNPUBLISHED
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where the edition is, or will be, on the web, without a slash at the end; empty if that is not known."""
        return self.metadata.url.rstrip("/")

    def get(self, name: str, default: str = "") -> str:
        """The option *name* of the target, *default* if it is not given or empty."""
        return self.settings.get(name, "") or default

    def switch(self, name: str, default: bool) -> bool:
        """Whether the option *name* of the target is yes; raises :class:`ExportError` if it is neither yes nor no."""
        given = self.get(name, "yes" if default else "no").lower()
        if given not in ("yes", "no", "true", "false"):
            raise ExportError(f"the option {name} is “{given}”", "write yes or no")
        return given in ("yes", "true")


@dataclass(frozen=True, slots=True)
class Target:
    """A row of the table of targets.

    ``module`` is that of this package whose function ``make`` makes it; ``makes`` says what, in the help. ``file`` is
    the name of the one file that is made, empty if it is a folder. ``options`` are the target's own, each with its
    description; ``inputs`` are those that name a file to be read. ``extra`` is the extra of the package that it needs,
    ``passes`` how often it goes through the files.
    """

    module: str
    makes: str
    file: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    extra: str = ""
    passes: int = 1


class Make(Protocol):
    """The function ``make`` of a target's module.

    It goes through the corpus, writes the export to *draft* (the path of a file, or a folder that is there and empty)
    and yields what the documents lack. A document with an error is left out of the draft; whether the draft is used is
    decided by the caller. Files written beside the draft are thrown away.
    """

    def __call__(self, corpus: Corpus, draft: Path, options: Options) -> Iterable[Diagnostic]:
        """What the documents lack; the draft is complete once all of it has been gone through."""


@dataclass(frozen=True, slots=True)
class Export:
    """What became of an export: its file or folder, the files that are new or changed, and what was found.

    ``made`` is false if nothing was written because documents lack something that the target demands.
    """

    path: Path
    written: tuple[Path, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    made: bool = False


def require(module: str, extra: str) -> None:
    """Nothing, if the Python *module* is installed; raises :class:`ExportError` naming the *extra* if not."""
    if find_spec(module) is None:
        hint = f"install it with: python -m pip install 'tei-edition[{extra}]'"
        raise ExportError(f"this export needs {module}, which is not installed", hint)
