"""A package for eXist-db that TEI Publisher shows: the documents, their registers, and how they are to be indexed.

What the platform asks for was read in its sources and those of eXist-db (see ``docs/exports/tei-publisher.md``); no
running eXist-db was at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei.diagnostics import Diagnostic, diagnostic
from tei.errors import ExportError
from tei.exporters.archive import pack
from tei.exporters.corpus import Corpus, Source
from tei.exporters.publisher.package import describe
from tei.exporters.publisher.projection import project
from tei.exporters.publisher.registers import Registers
from tei.exporters.target import Options
from tei.namespaces import XML_ID, local, qname

_VIEWS = ("page", "div", "single")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_ABBREVIATION = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?")


def make(corpus: Corpus, draft: Path, options: Options) -> Iterator[Diagnostic]:
    """Write the package *draft*; yield the files that cannot stand in it.

    Raises :class:`ExportError` if the edition has no title, or an option is not what it must be.
    """
    _check(options)
    folder = draft.with_name("package")
    (folder / "data").mkdir(parents=True)
    registers = Registers()
    taken: dict[str, Path] = {}
    for source in corpus:
        if local(source.root.tag) not in ("TEI", "teiCorpus"):
            message = f"the file is not TEI: its first element is {local(source.root.tag)}"
            yield diagnostic("O021", message, source.place(source.root), "leave it out, or give its TEI")
            continue
        registers.add(source.records())
        for name, root in _texts(source):
            if name.casefold() in taken:
                message = f"the document would be named {name}, as one of {taken[name.casefold()]} is"
                yield diagnostic(
                    "O005", message, source.place(root), "rename the file, or give each TEI an xml:id"
                )
                continue
            taken[name.casefold()] = source.path
            content = project(root, len(taken), options.get("view", "page"), registers)
            (folder / "data" / name).write_bytes(content)
    if not taken:
        return
    for path, content in {**registers.files(), **describe(options)}.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    pack(folder, draft, first="expath-pkg.xml")


def _texts(source: Source) -> Iterator[tuple[str, etree._Element]]:
    """Each ``TEI`` of *source* with the name of its file: a ``teiCorpus`` is never listed, so its parts stand alone."""
    stem = _UNSAFE.sub("-", source.path.stem).strip("-") or "document"
    if local(source.root.tag) == "TEI":
        yield f"{stem}.xml", source.root
        return
    for number, root in enumerate(list(source.root.iter(qname("TEI"))), 1):
        yield f"{stem}-{_UNSAFE.sub('-', root.get(XML_ID, '')) or number}.xml", root


def _check(options: Options) -> None:
    if not options.metadata.title:
        raise ExportError("a package needs a title", "give it with --title, or in the edition file")
    if options.get("view", "page") not in _VIEWS:
        raise ExportError(f"there is no view “{options.get('view')}”", f"choose one of: {', '.join(_VIEWS)}")
    if not _ABBREVIATION.fullmatch(options.get("abbrev", "edition")):
        hint = "it begins with a letter, and has letters, figures, points and hyphens"
        raise ExportError(f"“{options.get('abbrev')}” cannot be the short name of a package", hint)
    if not _VERSION.fullmatch(options.get("version", "1.0.0")):
        raise ExportError(f"“{options.get('version')}” is not a version", "write three numbers, as 1.0.0")
