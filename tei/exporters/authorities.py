"""Authority files: the URI by which the world knows a person or a place that an edition knows by an id."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei.diagnostics import Diagnostic, Place, diagnostic
from tei.errors import ExportError
from tei.namespaces import XML_ID, local, qname
from tei.records import phrase, pointed

Element = etree._Element

# The form in which each authority file cites its records, with the forms that are also met with, by the type that
# idno has for it. What correspSearch resolves: GND, VIAF, LC, BnF and NDL for persons, GeoNames for places.
_FORMS = (
    ("gnd", r"https?://d-nb\.info/gnd/([\dX-]+)/?", "https://d-nb.info/gnd/{}"),
    ("viaf", r"https?://(?:www\.)?viaf\.org/viaf/(\d+)/?", "https://viaf.org/viaf/{}"),
    (
        "lc",
        r"https?://id\.loc\.gov/authorities/names/(n[a-z]?\d+)(?:\.html)?",
        "https://id.loc.gov/authorities/names/{}",
    ),
    ("bnf", r"https?://(?:catalogue|data)\.bnf\.fr/(ark:/12148/cb\w+)", "https://catalogue.bnf.fr/{}"),
    ("ndl", r"https?://id\.ndl\.go\.jp/auth/ndlna/(\w+)", "https://id.ndl.go.jp/auth/ndlna/{}"),
    ("geonames", r"https?://(?:www\.|sws\.)?geonames\.org/(\d+)(?:/.*)?", "https://www.geonames.org/{}"),
)
_OTHER_NAMES = {"lccn": "lc", "naf": "lc", "loc": "lc", "pnd": "gnd", "ark": "bnf"}
_NAMES = ("persName", "orgName", "placeName")
_ENTRIES = ("person", "personGrp", "org", "place")


class Authorities:
    """The URIs and the full names of the persons and places of an edition, by their ids.

    URIs come from a table (CSV with the columns ``id,uri``) and from the ``idno`` of the entries in the headers that
    are read; the table goes first. Raises :class:`ExportError` if the table cannot be used.
    """

    def __init__(self, table: str = "") -> None:
        self._given = _table(Path(table)) if table else {}
        self._found: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._told: set[str] = set()

    def read(self, root: Element) -> None:
        """Take in the names and the ``idno`` of the persons, organisations and places listed in *root*."""
        for entry in root.iter(*map(qname, _ENTRIES)):
            ident = entry.get(XML_ID)
            if ident:
                uris = (_of_idno(idno) for idno in entry.iterfind(qname("idno")))
                named = next(entry.iter(*map(qname, _NAMES)), None)
                if named is not None:
                    self._names[ident] = phrase(named)
                self._found[ident] = next((uri for uri in uris if uri), self._found.get(ident, ""))

    def resolve(self, names: Element, place: Place) -> Iterator[Diagnostic]:
        """Give each name in *names* the words of the list, and the URI of its authority file as ``@ref`` and no other.

        Yields those that have none, each once, with *place*, where it was first met.
        """
        for name in names.iter(*map(qname, _NAMES)):
            ref = pointed(name)
            name.text = words = self._names.get(ref) or name.text or ""
            uri = self._given.get(ref) or self._found.get(ref) or next(iter(_uris(name.get("ref", ""))), "")
            name.attrib.pop("ref", None)
            if uri:
                name.set("ref", uri)
            elif words != UNKNOWN and (ref or words) not in self._told:
                self._told.add(ref or words)
                yield _without(local(name.tag), ref, words, place)


UNKNOWN = "Unknown"


def _without(element: str, ref: str, words: str, place: Place) -> Diagnostic:
    named = f"“{words}”" + (f" ({ref})" if ref else "")
    message = f"{named} has no URI of an authority file, so that other editions cannot be linked by it"
    files = "GeoNames" if element == "placeName" else "GND, VIAF, LC, BnF or NDL"
    hint = (
        f"give the URI ({files}) of {ref or 'this name'} in the table of authorities, or in idno in the list"
    )
    return diagnostic("O002", message, place, hint)


def _table(path: Path) -> dict[str, str]:
    """The URIs in the CSV file *path*, in the form that their authority file gives them."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not {"id", "uri"} <= set(rows.fieldnames or ()):
                raise ExportError(f"{path} is not a table of authorities", "it needs the columns id,uri")
            lines = [(rows.line_num, row["id"].strip(), (row["uri"] or "").strip()) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ExportError(f"the table of authorities {path} cannot be read: {error}") from error
    found: dict[str, str] = {}
    for number, ident, uri in lines:
        if uri and not _uris(uri):
            known = ", ".join(form.format("…") for _, _, form in _FORMS)
            raise ExportError(
                f"{path}, line {number}: {uri} is no URI of an authority file", f"they look like {known}"
            )
        found[ident.removeprefix("#")] = next(iter(_uris(uri)), "")
    return found


def _uris(text: str) -> list[str]:
    """The URIs of authority files in *text*, each as its authority file gives it."""
    found = ((re.fullmatch(pattern, word), form) for word in text.split() for _, pattern, form in _FORMS)
    return [form.format(match[1]) for match, form in found if match]


def _of_idno(idno: Element) -> str:
    """The URI that *idno* holds or, with its type, stands for; empty if it is of another kind."""
    text = "".join(idno.itertext()).strip()
    if text.startswith("http"):
        return next(iter(_uris(text)), "")
    kind = (idno.get("type") or idno.get("subtype") or "").lower()
    kind = _OTHER_NAMES.get(kind, kind)
    return next(
        (form.format(text) for name, _, form in _FORMS if name == kind and re.fullmatch(r"[\w:/-]+", text)),
        "",
    )
