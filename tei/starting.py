"""Starting an edition: an edition file made from what lies in a folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tei import conventions
from tei.authority.files import rows
from tei.diagnostics import Severity
from tei.editionfile import NAME
from tei.editionfile.template import template
from tei.errors import AuthorityError, InputError, OutputError
from tei.files import write
from tei.pipeline import encode_document, knowledge
from tei.readers import READERS, read
from tei.settings import Settings

_SAMPLE = 12  # documents that each convention is tried on
_PASSED_OVER = ("edition", "readme", "license", "licence", "changelog")


def init(folder: Path = Path()) -> Path:
    """The path of a new ``edition.toml`` in *folder*, which says what lies there: documents, lists, their convention.

    Raises :class:`OutputError` if there is one already, and :class:`InputError` if there are no documents.
    """
    path = folder / NAME
    if path.exists():
        raise OutputError(f"there is an edition file already: {path}", "change it, or take it away first")
    patterns, documents = _documents(folder)
    lists = _lists(folder)
    convention, remark = _convention(documents)
    values = {
        "sources.files": patterns,
        "sources.convention": convention,
        **{f"lists.{kind}": os.path.relpath(file, folder) for kind, file in lists.items()},
        "edition.language": "en",
        "renditions.formats": ["html", "text"],
        "output.folder": "edition",
    }
    remarks = {
        "sources.files": f"{len(documents)} {'file' if len(documents) == 1 else 'files'} when this was written.",
        "sources.convention": remark,
    }
    write(path, template(values, remarks).encode())
    return path


def _documents(folder: Path) -> tuple[list[str], list[Path]]:
    """The patterns that fit the documents in *folder*, and the documents; those in it, or else in its folders."""
    for depth in ("*", "*/*", "**/*"):
        found = sorted(
            path
            for path in folder.glob(depth)
            if path.suffix.lower() in READERS and path.is_file() and not _passed_over(path, folder)
        )
        if found:
            places = dict.fromkeys(path.parent.relative_to(folder).as_posix() for path in found)
            suffixes = dict.fromkeys(path.suffix for path in found)
            within = [("" if place == "." else f"{place}/") for place in places]
            if len(within) > 1 and depth == "**/*":
                within = ["**/"]
            return [f"{place}*{suffix}" for place in within for suffix in suffixes], found
    kinds = " or ".join(READERS)
    raise InputError(f"{folder} holds no documents", f"their names end in {kinds}, here or in a folder of it")


def _passed_over(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return any(part.startswith(".") or part.lower().split(".")[0] in _PASSED_OVER for part in parts)


def _lists(folder: Path) -> dict[str, Path]:
    """The lists in *folder*, by kind: a file named after the kind that holds such a list; the first of several."""
    found: dict[str, Path] = {}
    for kind in ("persons", "places", "terms"):
        for path in sorted(folder.glob("*")):
            named = path.stem.lower().startswith(kind[:-1]) and path.suffix.lower() in (".csv", ".xml")
            if kind not in found and named and _holds(path, kind):
                found[kind] = path
    return found


def _holds(path: Path, kind: str) -> bool:
    try:
        return bool(rows(path, kind))
    except AuthorityError:
        return False


def _convention(documents: Sequence[Path]) -> tuple[str, str]:
    """The convention under which a sample of *documents* gives the most, and a sentence that says so."""
    step = max(1, len(documents) // _SAMPLE)
    sample = documents[::step][:_SAMPLE]
    points = {name: sum(_points(path, name) for path in sample) for name in conventions.names()}
    best = max(points, key=lambda name: (points[name], name == conventions.DEFAULT))
    said = ", ".join(f"{name} {number}" for name, number in points.items())
    return best, f"Tried on {len(sample)} of them; notes and pages put in their places, less doubts: {said}."


def _points(path: Path, convention: str) -> int:
    """What speaks for *convention* in one file: notes and pages that found their places, less what is doubtful."""
    settings = Settings(convention)
    try:
        documents, _ = read(path, knowledge(settings).convention)
    except InputError:
        return 0
    points = 0
    for document in documents:
        encoding = encode_document(document, settings)
        names = [annotation.element for annotation in encoding.document.annotations]
        doubts = sum(d.severity >= Severity.WARNING for d in encoding.diagnostics)
        points += names.count("note") + names.count("pb") + names.count("head") - 2 * doubts
    return points
