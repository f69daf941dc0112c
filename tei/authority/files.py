"""The files that lists are kept in: CSV, and TEI of one's own or as printed at the front of a volume."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei.errors import AuthorityError
from tei.namespaces import XML_ID, local

_COLUMN = {"persons": "name", "places": "name", "terms": "term"}
_NAMES = {"persons": ("persName",), "places": ("placeName",), "terms": ("term", "abbr", "gloss")}
_ENTRIES = {"persons": "person", "places": "place", "terms": "item"}
_DESCRIPTIONS = ("note", "desc", "gloss", "def", "occupation")
_AROUND = frozenset({"item", "row", "p", "label", "person", "place", "category"})


class Row(NamedTuple):
    """A line of a list: its id, the name or term, and what the list says of it."""

    id: str
    name: str
    description: str = ""


def rows(path: Path, kind: str) -> list[Row]:
    """The lines of the list of *kind* (``persons``, ``places``, ``terms``) in a CSV or TEI file.

    Raises :class:`AuthorityError` if the file cannot be read, an id or name is missing, or an id is given twice.
    """
    try:
        tei = (
            path.suffix.lower() in (".xml", ".tei")
            or path.read_bytes()[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<"
        )
        found = list(_tei(path, kind) if tei else _table(path, _COLUMN[kind]))
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        message = f"the list {path} is not text in UTF-8: byte {byte:#04x}; it may be Windows-1252"
        raise AuthorityError(message, "save it as UTF-8 and run again") from error
    except OSError as error:
        message = f"the list {path} cannot be read"
        raise AuthorityError(message, "check the path, and who may read the file") from error
    except csv.Error as error:
        raise AuthorityError(f"the list {path} cannot be read: {error}") from error
    except etree.XMLSyntaxError as error:
        raise AuthorityError(f"the list {path} cannot be read: {error.msg}") from error
    if tei and not found:
        raise AuthorityError(
            f"{path} lists no {kind}",
            f"an entry is a {_ENTRIES[kind]} whose {_NAMES[kind][0]} or itself has an xml:id",
        )
    seen: dict[str, int] = {}
    for number, row in enumerate(found, 2 - tei):
        if not row.id or not row.name:
            column = _COLUMN[kind]
            raise AuthorityError(
                f"{path}, entry {number}, has no id or no {column}", "fill it in or take it out"
            )
        if row.id in seen:
            raise AuthorityError(
                f"{path} gives the id {row.id} a second time in entry {number}", "give each its own id"
            )
        seen[row.id] = number
    return found


def _table(path: Path, column: str) -> Iterator[Row]:
    """The rows of a CSV file with the columns ``id``, *column* and ``description``."""
    with path.open(encoding="utf-8-sig", newline="") as source:
        table = csv.DictReader(source)
        if ";" in "".join(table.fieldnames or ()):
            raise AuthorityError(f"{path}: the columns are separated by semicolons", "save it with commas")
        if not {"id", column} <= set(table.fieldnames or ()):
            hint = "save the list as CSV, in UTF-8, with those three columns"
            raise AuthorityError(f"{path} does not begin with the line id,{column},description", hint)
        for row in table:
            yield Row(
                (row["id"] or "").strip(), (row[column] or "").strip(), (row.get("description") or "").strip()
            )


def _tei(path: Path, kind: str) -> Iterator[Row]:
    """The entries of a TEI file: names with an ``xml:id``, or in a ``person``, ``place`` or ``item`` that has one.

    Source: TEI P5, sections 14.3.2 (the person element), 14.3.5 (places) and 3.8 (lists).
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    done: set[etree._Element] = set()
    for name in etree.fromstring(path.read_bytes(), parser).iter("{*}*"):
        if local(name.tag) not in _NAMES[kind]:
            continue
        entry = _entry(name, _ENTRIES[kind])
        heads = entry is not None and entry not in done and _words(entry).startswith(_words(name))
        ident = name.get(XML_ID) or (entry.get(XML_ID, "") if entry is not None and heads else "")
        if not ident:
            continue
        if entry is not None:
            done.add(entry)
        yield Row(ident, _words(name).rstrip(" ,;:"), _description(name, entry))


def _entry(name: etree._Element, wanted: str) -> etree._Element | None:
    """What holds *name* and what is said of it: the *wanted* element, or a line of a list or table."""
    around = [a for a in name.iterancestors() if local(a.tag) in _AROUND]
    return next((a for a in around if local(a.tag) == wanted), around[0] if around else None)


def _description(name: etree._Element, entry: etree._Element | None) -> str:
    """What *entry* says besides *name*: its notes and descriptions if it has any, or else the words that follow."""
    if entry is None:
        return ""
    said = [_words(element) for element in entry.iterchildren("{*}*") if local(element.tag) in _DESCRIPTIONS]
    if said:
        return "; ".join(filter(None, said))
    return _words(entry).removeprefix(_words(name)).lstrip(" ,;:")


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
