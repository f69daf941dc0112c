"""Exports: TEI files made into what one platform, catalogue or series takes.

:data:`TARGETS` is the one table of them, a module and a row each; :func:`export` runs one. How to add a target is
told in ``docs/exports/adding-a-target.md``.
"""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from tei.diagnostics import Diagnostic, Place, Severity, diagnostic, worst
from tei.errors import ExportError, OutputError
from tei.exporters import publish
from tei.exporters.corpus import Corpus
from tei.exporters.metadata import check
from tei.exporters.target import Export, Make, Options, Target
from tei.outcome import diagnostic_addressed
from tei.remote import place, shown
from tei.remote.sending import publishing
from tei.slips import did_you_mean, meant

if TYPE_CHECKING:
    from tei.editionfile import Exported

__all__ = [
    "TARGETS",
    "Corpus",
    "Export",
    "Options",
    "Target",
    "adopt",
    "destination",
    "export",
    "inputs",
    "left",
]

TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        "cmif": Target(
            module="cmif",
            makes="who wrote to whom, when and where, for correspSearch (CMIF 1.1)",
            file="cmif.xml",
            options={
                "address": "where a letter is below --url, by {id} or {file}  [documents/{id}.html, as in site]",
                "authorities": "table of authority URIs: CSV with the columns id,uri",
                "contact": "e-mail address of the editors, which correspSearch asks for",
                "licence": "of the list of letters: cc-by or cc0  [cc-by]",
                "type": "how the edition is published: online, print or hybrid  [online]",
                "uuid": "identifier of the edition in the list, if it has had one before",
            },
            inputs=("authorities",),
        ),
        "frus-volume": Target(
            module="frus",
            makes="one volume of all documents, as Foreign Relations of the United States has them",
            file="volume.xml",
            options={
                "frus": "yes: with the series' own elements and attributes, which TEI P5 does not have  [no]",
                "id": "name of the volume in its series, as frus1969-76v12",
                "persons": "list of persons: CSV with id,name,description, or TEI  [those in the headers]",
                "structure": "compilations and chapters: CSV with type,title,first (document)  [one compilation]",
                "subseries": "title of the subseries, as 1969–1976",
                "terms": "list of terms: CSV with id,term,description, or TEI  [those in the headers]",
            },
            inputs=("persons", "structure", "terms"),
        ),
        "dts": Target(
            module="dts",
            makes="an interface that programs can ask for texts, as files for any web server (DTS 1.0)",
            options={"address": "where the files will be on the web  [dts below the address of the edition]"},
        ),
        "epub": Target(
            module="epub",
            makes="a book for reading systems (EPUB 3.3)",
            file="edition.epub",
            options={
                "css": "a stylesheet that is used after the book's own",
                "source": "what the page numbers are those of: the printed edition, or its ISBN as urn:isbn:…",
            },
            inputs=("css",),
            passes=2,
        ),
        "site": Target(
            module="site",
            makes="a web site: documents, contents, chronology, indexes of persons and places, search",
            options={
                "css": "a stylesheet that is used after the site's own",
                "introduction": "a text file for the first page; an empty line ends a paragraph, # begins a heading",
                "search": "yes or no: whether the site can be searched  [yes]",
            },
            inputs=("css", "introduction"),
            extra="site",
            passes=2,
        ),
        "tei-publisher": Target(
            module="publisher",
            makes="a package for eXist-db and TEI Publisher, with registers and index",
            file="edition.xar",
            options={
                "abbrev": "short name of the package and of its collection  [made of the title]",
                "version": "three numbers; eXist-db installs only a version that is new to it  [1.0.0]",
                "view": "how a document is shown: page, div or single  [page]",
            },
        ),
    }
)


def export(
    target: str,
    files: Sequence[Path],
    output: Path,
    options: Options | None = None,
    *,
    partial: bool = False,
    force: bool = False,
    done: Callable[[Path], None] | None = None,
) -> Export:
    """What was made of the TEI *files* for *target*, a row of :data:`TARGETS`, and what they lack for it.

    *output* is a folder; a target that makes one file may also be given the path of that file. If a document lacks
    something that the target demands, nothing is written and what an earlier export made stays; with *partial* the
    other documents are exported. What was changed by hand since an export made it is left as it is and told of, unless
    *force* says otherwise. *done* is called with the path of each file that has been gone through,
    :attr:`Target.passes` times for each.

    Raises :class:`tei.errors.ExportError` if there is no such target or option, if what *options* say of the edition
    cannot be, or if the edition as a whole lacks what the target demands, and :class:`tei.errors.OutputError` if
    *output* cannot be written to.
    """
    options = options or Options()
    row = known(target, options.settings)
    check(options.metadata)
    make: Make = importlib.import_module(f"tei.exporters.{row.module}").make
    path = destination(row, place(output))
    corpus = Corpus(files, done)
    beside = publish.listing(path, True) if row.file else None
    with publishing(path, None if row.file else publish.own, beside) as here:
        made = _published(row, make, corpus, here, options, partial, force)
    found = tuple(map(diagnostic_addressed, made.diagnostics))
    return replace(made, path=path, written=tuple(map(shown, made.written)), diagnostics=found)


def _published(
    row: Target, make: Make, corpus: Corpus, path: Path, options: Options, partial: bool, force: bool
) -> Export:
    """What was made by *make* of *corpus*, and put at *path*."""
    found: list[Diagnostic] = []
    with _scratch(path.parent) as scratch:
        draft = scratch / (row.file or "folder")
        if not row.file:
            draft.mkdir()
        found += make(corpus, draft, options)
        found += corpus.problems
        found.sort(key=lambda d: corpus.position(d.place.file))
        if not draft.exists() or (worst(found) == Severity.ERROR and not partial):
            return Export(path, diagnostics=tuple(found))
        put = publish.publish_file if row.file else publish.publish_folder
        written, kept = put(draft, path, force=force)
        return Export(path, written, (*found, *map(_changed, kept)), made=True)


def _changed(path: Path) -> Diagnostic:
    """What is said of the file at *path*, which is left as it is."""
    message = "the file is not as an export made it, and is left as it is"
    hint = "copy it to another place and take this one away; --force writes over it"
    return diagnostic("O008", message, Place(str(path)), hint)


def left(target: str, output: Path) -> dict[Path, set[str]]:
    """The files that an export for *target* has left in the folder *output*, each with the SHA-256 that it may have."""
    path = destination(TARGETS[target], output)
    return publish.left(publish.listing(path, bool(TARGETS[target].file)))


def adopt(target: str, output: Path) -> None:
    """Have the one file of an export for *target* in the folder *output* be known as made by one, if it has no list.

    Nothing is done for a target that makes a folder.
    """
    if TARGETS[target].file:
        publish.adopt(destination(TARGETS[target], output))


def settings_of(asked: Exported, folder: Path) -> dict[str, str]:
    """The settings of the export that the edition file in *folder* has *asked* for, files as seen from here."""
    from tei.editionfile import file_from  # an export without an edition file does without

    settings = {name: str(value) for name, value in asked.options.items()}
    files = [name for name in TARGETS[asked.target].inputs if settings.get(name)]
    return settings | {name: str(file_from(folder, settings[name])) for name in files}


def inputs(target: str, settings: Mapping[str, object]) -> list[Path]:
    """The files that an export for *target* with these *settings* reads besides the documents."""
    return [Path(str(settings[name])) for name in TARGETS[target].inputs if settings.get(name)]


def destination(row: Target, output: Path) -> Path:
    """The folder or the file that the target *row* makes, given *output*: a folder, or that file itself."""
    if not row.file or output.suffix == Path(row.file).suffix:
        return output
    return output / row.file


def known(target: str, settings: Iterable[str]) -> Target:
    """The row of *target*; :class:`tei.errors.ExportError` if there is none, or if it lacks one of the *settings*."""
    if target not in TARGETS:
        raise ExportError(f"there is no target “{target}”", _choice(target, TARGETS))
    row = TARGETS[target]
    for given in settings:
        if given not in row.options:
            raise ExportError(f"the target {target} has no option “{given}”", _choice(given, row.options))
    return row


def _choice(given: str, known: Mapping[str, object]) -> str:
    close = meant(given, known)
    return did_you_mean(close) if close else f"choose one of: {', '.join(known) or '(it has none)'}"


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder for drafts in *folder*, to be moved from in one step; what is made for it and stays empty goes again."""
    made = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scratch = tempfile.TemporaryDirectory(dir=folder, prefix=".tei-export-")
    except OSError as error:
        raise OutputError(f"{folder} cannot be written to: {error.strerror}") from error
    try:
        with scratch as name:
            yield Path(name)
    finally:
        for parent in made:
            with suppress(OSError):
                parent.rmdir()
