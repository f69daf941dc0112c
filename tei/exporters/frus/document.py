"""One document in the form that the volumes of *Foreign Relations* give it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei.namespaces import TEI, XML_ID, local, qname
from tei.records import Date, Party, Record

Element = etree._Element

FRUS = "http://history.state.gov/frus/ns/1.0"
_POINTERS = ("target", "corresp", "ref", "sameAs", "next", "prev")
_NO_NAME = re.compile(r"[^\w.-]+")
_NAME = re.compile(r"[^\W\d][\w.-]*")
_RENDS = {"subheading": "sectiontitleital"}
_MOMENT = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?)?)?)?(Z|[+-]\d\d:\d\d)?"
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def as_document(element: Element, record: Record, ident: str) -> Element:
    """*element* as a ``div`` of type ``document`` under the id *ident*; a ``text`` gives its content to a new one."""
    div = element
    if local(element.tag) == "text":
        div = etree.Element(qname("div"), {"type": "document"}, nsmap={None: TEI})
        body = element.find(qname("body"))
        if body is not None and len(element.findall("*")) == 1:
            div[:] = body[:]
        else:  # front matter, back matter or a group keep their order in a text within the document
            floating = etree.SubElement(div, qname("floatingText"))
            floating[:] = element[:]
    div.set(XML_ID, ident)
    if record.n:
        div.set("n", record.n)
    return div


def is_name(text: str) -> bool:
    """Whether *text* can be an ``xml:id``."""
    return bool(_NAME.fullmatch(text))


def name_of(record: Record, path: Path) -> str:
    """The id of a document: its own, or else one made of the name of its file."""
    made = _NO_NAME.sub("-", path.stem)
    return record.id or (made if is_name(made) else f"d{made}")


def project(root: Element, own: bool) -> None:
    """Give the elements in *root* the names and attributes that the series has for them.

    With *own*, enclosures become ``frus:attachment``, the series' own element, which TEI P5 does not have.
    """
    for element in list(root.iter(etree.Element)):
        name = local(element.tag)
        if name == "persName":
            _rename(element, "ref", "corresp")
        elif name == "term" and element.get("ref"):
            element.tag = qname("gloss")
            _rename(element, "ref", "target")
        elif name in ("placeName", "orgName") and element.get("ref", "").startswith("#"):
            del element.attrib["ref"]  # a volume has no list of places
        elif name == "note" and element.get("place") in ("bottom", "foot"):
            del element.attrib["place"]
        elif name == "ref":
            _inside(element)
        if element.get("rend") in _RENDS:
            element.set("rend", _RENDS[element.get("rend", "")])
        if name == "div" and own:
            _attach(element)


def _rename(element: Element, old: str, new: str) -> None:
    value = element.attrib.pop(old, None)
    if value is not None and new not in element.attrib:
        element.set(new, value)


def _inside(ref: Element) -> None:
    """Point *ref* to what is in the same volume now: ``d44.xml#d44fn2`` to ``#d44fn2``."""
    file, mark, ident = ref.get("target", "").partition("#")
    if mark and file.endswith(".xml") and "/" not in file:
        ref.set("target", f"#{ident}")


def _attach(div: Element) -> None:
    """Make an enclosure an attachment, and put the content of the document beside it in its place."""
    parent = div.getparent()
    if parent is None:
        return
    if div.get("type") == "enclosure":
        div.tag = f"{{{FRUS}}}attachment"
        div.attrib.pop("type")
        div.attrib.pop("n", None)
    elif div.get("type") == "main" and not (div.text or "").strip():
        at = parent.index(div)
        if len(div):
            div[-1].tail = f"{div[-1].tail or ''}{div.tail or ''}"
        parent[at : at + 1] = div[:]


def describe(div: Element, record: Record, own: bool) -> None:
    """Say of the document in *div* what the series says: subtype, parties of the heading, and with *own* its time."""
    head = div.find(qname("head"))
    title = "".join(head.itertext()) if head is not None else ""
    div.set("subtype", "editorial-note" if "Editorial Note" in title else "historical-document")
    div.attrib.pop("rend", None)
    if head is not None:
        for kind, parties in (("from", record.senders), ("to", record.recipients)):
            for party in parties:
                if party.kind != "person":
                    _mark(head, party, kind)
    if own and record.date is not None:
        for end, moment in _moments(record.date):
            div.set(f"{{{FRUS}}}doc-dateTime-{end}", moment)


def _mark(head: Element, party: Party, kind: str) -> None:
    """Put the office or organisation *party* into a ``gloss`` of the type *kind*, where *head* names it first."""
    words = re.compile(r"\b" + r"\s+".join(map(re.escape, party.name.split())) + r"\b")
    gloss = etree.Element(qname("gloss"), type=kind)
    match = words.search(head.text or "")
    if match:
        before, after = match.string[: match.start()], match.string[match.end() :]
        head.text, gloss.text, gloss.tail = before, match[0], after
        head.insert(0, gloss)
        return
    for at, child in enumerate(head):
        match = words.search(child.tail or "")
        if match:
            before, after = match.string[: match.start()], match.string[match.end() :]
            child.tail, gloss.text, gloss.tail = before, match[0], after
            head.insert(at + 1, gloss)
            return


def _moments(date: Date) -> Iterator[tuple[str, str]]:
    """The earliest and the latest moment of *date* as ``xs:dateTime``, where it has them."""
    for end, value in (("min", date.earliest), ("max", date.latest)):
        match = _MOMENT.fullmatch(value)
        if match:
            year, month, day, time, zone = match.groups()
            first = end == "min"
            month = month or ("01" if first else "12")
            day = day or ("01" if first else str(_last_day(int(year), int(month))))
            time = (
                time if time is None or time.count(":") == 2 else f"{time}:00" if first else f"{time}:59"
            ) or ("00:00:00" if first else "23:59:59")
            yield end, f"{year}-{month}-{day}T{time}{zone or ''}"


def _last_day(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 if month == 2 and not leap else _DAYS[month - 1]


def separate(root: Element, ident: str, used: set[str]) -> None:
    """Give what has an ``xml:id`` that is already *used* one that begins with *ident*; pointers in *root* follow it."""
    new: dict[str, str] = {}
    for element in root.iter(etree.Element):
        own = element.get(XML_ID)
        if own is not None:
            if own in used:
                new[f"#{own}"] = f"#{ident}_{own}"
                element.set(XML_ID, f"{ident}_{own}")
            used.add(element.get(XML_ID, ""))
    if new:
        for element in root.iter(etree.Element):
            for name in _POINTERS:
                if element.get(name) in new:
                    element.set(name, new[element.get(name, "")])
