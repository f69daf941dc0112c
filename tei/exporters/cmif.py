"""CMIF 1.1: who wrote to whom, when and where, as the web service correspSearch takes it.

A ``correspDesc`` for each that the headers of the documents have, with what the Correspondence Metadata Interchange
Format of the TEI Correspondence SIG allows, and above them what the format demands to know of the edition.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from tei.diagnostics import Diagnostic, Place, diagnostic
from tei.errors import ExportError
from tei.exporters.authorities import UNKNOWN, Authorities
from tei.exporters.corpus import Corpus, Source
from tei.exporters.identity import identifier, published
from tei.exporters.inner import indented
from tei.exporters.target import Options
from tei.namespaces import TEI, XML_ID, local, qname
from tei.records import Record, phrase

Element = etree._Element

_LICENCES = {
    "cc-by": ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0 (CC BY 4.0)"),
    "cc0": ("https://creativecommons.org/publicdomain/zero/1.0/", "Creative Commons Zero 1.0 (CC0)"),
}
_ADDRESS = "documents/{id}.html"
_UNFIT = re.compile("[\x00-\x20\x7f\ud800-\udfff\ufffe\uffff]+")  # in names of files, and not for addresses
_TYPES = ("online", "print", "hybrid")
_DATING = ("when", "from", "to", "notBefore", "notAfter")
_ORDER = ("persName", "orgName", "placeName", "date")
_DAY = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*|Z|[+-]\d\d:\d\d)?")
# What the format has for each element that may name a party: an office is held by a person.
_PARTIES = {"persName": "persName", "orgName": "orgName", "name": "persName", "rs": "persName"}
_START = f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{TEI}">\n<teiHeader>\n'
_NOTHING = "<text>\n<body>\n<p>The letters are listed in the header.</p>\n</body>\n</text>\n"
_END = f"</profileDesc>\n</teiHeader>\n{_NOTHING}</TEI>\n"


def make(corpus: Corpus, draft: Path, options: Options) -> Iterator[Diagnostic]:
    """Write the CMIF file *draft*, if there are letters; yield what the documents lack.

    Raises :class:`ExportError` if the edition has no title, publisher, editor, address or day of publication, which
    the format demands.
    """
    description = _file_description(options)
    authorities = Authorities(options.get("authorities"))
    written: dict[str, str] = {}
    with draft.open("wb") as out:
        out.write(_START.encode("utf-8"))
        out.write(indented(description))
        out.write(b"<profileDesc>\n")
        for source in corpus:
            authorities.read(source.root)
            for letter, place in _letters(source, options):
                address = letter.get("ref", "")
                if address in written:
                    message = (
                        f"the address of the letter, {address}, is also that of one in {written[address]}"
                    )
                    yield diagnostic(
                        "O005", message, place, "give each file, or each correspDesc, a name of its own"
                    )
                    continue
                written[address] = place.file
                letter.set("source", f"#{_identifier(options)}")
                yield from _check_dates(letter, place)
                yield from _check_parties(letter, place)
                yield from authorities.resolve(letter, place)
                out.write(indented(letter))
            if source.root.find(f".//{qname('correspDesc')}") is None:
                yield _no_letter(source)
        out.write(_END.encode("utf-8"))
    if not written:
        draft.unlink()  # the format has no list without letters


def _no_letter(source: Source) -> Diagnostic:
    message = "no correspDesc says who wrote to whom, so nothing of this file is in the list of letters"
    return diagnostic(
        "O001",
        message,
        source.place(source.root),
        "if it holds letters, say in correspDesc who sent them (Guidelines 2.4.6)",
    )


def _letters(source: Source, options: Options) -> Iterator[tuple[Element, Place]]:
    """A copy of each ``correspDesc`` of *source*, reduced to what the format has, and where it stands."""
    descriptions = list(source.root.iter(qname("correspDesc")))
    if not descriptions:
        return
    records = source.records()
    record = records[0] if len(descriptions) == len(records) == 1 else None
    for description in descriptions:
        letter = etree.Element(qname("correspDesc"), nsmap={None: TEI})
        letter.set("ref", _address(description, source, record, options))
        key = record.n if record else description.get("key", "")
        if key:
            letter.set("key", key)
        for kind in ("sent", "received"):
            action = etree.SubElement(letter, qname("correspAction"), type=kind)
            for original in description.iter(qname("correspAction")):
                if original.get("type") == kind:
                    _reduce(original, action)
            action[:] = sorted(action, key=lambda e: _ORDER.index(local(e.tag)))
        yield letter, source.place(description)


def _reduce(original: Element, action: Element) -> None:
    """Put into *action* what the format has of the children of *original*."""
    for child in original.iter(etree.Element):
        name = local(child.tag)
        if name == "date":
            date = etree.SubElement(action, qname("date"))
            for attribute in (*_DATING, "cert"):
                if child.get(attribute):
                    date.set(attribute, child.get(attribute, ""))
        elif name in (*_PARTIES, "placeName"):
            kept = etree.SubElement(action, qname(_PARTIES.get(name, name)))
            kept.text = phrase(child)
            for attribute in ("ref", "evidence", "cert"):
                if child.get(attribute):
                    kept.set(attribute, child.get(attribute, ""))


def _address(description: Element, source: Source, record: Record | None, options: Options) -> str:
    """The address of a letter: the one its ``correspDesc`` gives, or else one below that of the edition."""
    given = description.get("ref", "").split()
    if given and given[0].startswith(("https://", "http://")):
        return given[0]
    ident = description.get(XML_ID) or description.get("key", "") if record is None else record.id
    stem = _UNFIT.sub(lambda unfit: quote(os.fsencode(unfit[0])), source.path.stem)
    return f"{options.url}/" + options.get("address", _ADDRESS).replace("{id}", ident or stem).replace(
        "{file}", stem
    )


def _check_dates(letter: Element, place: Place) -> Iterator[Diagnostic]:
    """Make the dates of *letter* days, months or years, which is all that the format has; yield those that are not."""
    for date in list(letter.iter(qname("date"))):
        for name in _DATING:
            value = date.attrib.pop(name, "")
            match = _DAY.fullmatch(value)
            if match:
                date.set(name, match[1])
            elif value:
                message = f"CMIF has no place for the date {value}, which is not a day, a month or a year"
                yield diagnostic("O004", message, place, "write the date as 1804-03-01, 1804-03 or 1804")
        # A date is a day or a span, and an end of a span is known or bounded (att.datable.w3c).
        for name, others in (("when", _DATING[1:]), ("from", ("notBefore",)), ("to", ("notAfter",))):
            if name in date.attrib:
                for other in others:
                    date.attrib.pop(other, None)
        if not set(date.attrib) & set(_DATING):
            parent = date.getparent()
            assert parent is not None
            parent.remove(date)


def _check_parties(letter: Element, place: Place) -> Iterator[Diagnostic]:
    """Give each action of *letter* without a name that of the unknown, as the format demands; yield what is missing."""
    for action in letter:
        if not any(local(child.tag) in ("persName", "orgName") and child.text for child in action):
            unknown = etree.Element(qname("persName"))
            unknown.text = UNKNOWN
            action.insert(0, unknown)
            who = "sent" if action.get("type") == "sent" else "received"
            message = f"nobody is named who {who} the letter, so it is listed under “{UNKNOWN}”"
            yield diagnostic("O003", message, place, f'add the name to correspAction type="{who}"')


def _identifier(options: Options) -> str:
    return options.get("uuid") or identifier(options.url)


def _file_description(options: Options) -> Element:
    """The ``fileDesc`` of the list: title, editors, publisher, address, day, licence, and the edition described."""
    known = options.metadata
    missing = {
        "a title": known.title,
        "an editor to ask": known.editors,
        "a publisher": known.publisher,
        "the address it will have on the web": options.url,
        "a day of publication": published(options),
    }
    if not all(missing.values()):
        wanting = ", ".join(what for what, value in missing.items() if not value)
        hint = "give them with --title, --editor, --publisher, --url, --date or in the edition file"
        raise ExportError(f"a CMIF file must name {wanting}", hint)
    kind, licence = options.get("type", "online"), options.get("licence", "cc-by")
    if kind not in _TYPES or licence not in _LICENCES:
        hint = f"type is one of {', '.join(_TYPES)}; licence, that of the list of letters, is cc-by or cc0"
        raise ExportError(f"CMIF has no edition of the type “{kind}” under the licence “{licence}”", hint)
    root = etree.Element(qname("fileDesc"), nsmap={None: TEI})
    titles = _add(root, "titleStmt")
    _add(titles, "title", known.title)
    for number, name in enumerate(known.editors):
        editor = _add(titles, "editor", name)
        if number == 0 and options.get("contact"):
            editor.text = f"{name} "
            _add(editor, "email", options.get("contact"))
    publication = _add(root, "publicationStmt")
    _add(_add(publication, "publisher"), "ref", known.publisher, target=options.url)
    _add(publication, "idno", f"{options.url.rstrip('/')}/cmif.xml", type="url")
    _add(publication, "date", when=published(options))
    target, name = _LICENCES[licence]
    statement = f"This file is licensed under the terms of the licence {name}."
    _add(_add(publication, "availability"), "licence", statement, target=target)
    parts = (known.title, f"edited by {', '.join(known.editors)}", known.publisher, known.date, options.url)
    bibl = _add(_add(root, "sourceDesc"), "bibl", ". ".join(part for part in parts if part), type=kind)
    bibl.set(XML_ID, _identifier(options))
    return root


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    child: Element = etree.SubElement(parent, qname(name), attributes)
    child.text = text
    return child
