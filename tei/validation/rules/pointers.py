"""Pointers: whether they lead to something. Source: TEI P5, sections 16.1 and 16.2 (Linking) and 16.2.3 (prefixDef)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from tei.namespaces import XML_ID, local
from tei.validation.rules.view import Pointer, Problem, View, quoted

# Every attribute of the Guidelines that holds pointers on each element that has it.
ATTRIBUTES = frozenset(
    (
        "adj", "adjFrom", "adjTo", "ana", "calendar", "change", "children", "copyOf", "corresp", "datcat",
        "datingMethod", "datingPoint", "decls", "domains", "edRef", "exclude", "fVal", "facs", "feats", "follow",
        "fromUnit", "given", "hand", "inst", "lemmaRef", "mergedIn", "mutual", "next", "nymRef", "origin", "parent",
        "parts", "perf", "period", "prev", "ref", "rendition", "replyTo", "require", "resp", "sameAs", "scheme",
        "scribeRef", "scriptRef", "select", "since", "source", "spanTo", "synch", "target", "targetDatcat",
        "targetEnd", "toUnit", "toWhom", "unitRef", "url", "valueDatcat", "who", "wit",
    )
)  # fmt: skip
# Attributes that are pointers on some elements, and on others a date, a name or a number.
_SOMETIMES = {
    "active": ("relation",), "passive": ("relation",), "from": ("span", "app", "rt", "arc"),
    "to": ("span", "app", "rt", "arc"), "end": (), "start": (), "new": ("handShift",), "value": ("root", "iNode"),
    "class": ("msContents", "msItem", "msItemStruct"), "code": ("occupation", "socecStatus"),
}  # fmt: skip
POINTING = ATTRIBUTES | frozenset(_SOMETIMES)

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
# Schemes of the web and of libraries that no edition has to explain.
_PUBLIC = frozenset(
    (
        "about", "ark", "cts", "data", "doi", "file", "ftp", "ftps", "geo", "git", "hdl", "http", "https", "info",
        "irc", "isbn", "issn", "lccn", "ldap", "magnet", "mailto", "oai", "sftp", "sip", "sips", "sms", "ssh", "tag",
        "tel", "urn", "uuid", "ws", "wss", "xmpp",
    )
)  # fmt: skip
_FILES = ("facs", "url")  # these name images; that one is called as an element is, is chance
_DIGITS = re.compile(r"\d+")
_RANGE = re.compile(r"[–-](?=#)")
_USUAL = frozenset(("d0", "d0fn0", "pg_0"))
_ENOUGH = 50  # missing ids for which a likely one is looked for


def check(view: View) -> Iterator[Problem]:
    """L001 for pointers to what is not in the file, L004 to L006 for those that are not written as pointers are."""
    ids = view.ids
    doubtful = [
        Pointer(element, name, value)
        for element, name, value in view.pointers
        if value[:1] != "#" or value[1:] not in ids
    ]
    if not doubtful:
        return
    known = _Known(view)
    lost: dict[str, list[Pointer]] = {}
    schemes: dict[str, list[Pointer]] = {}
    for pointer in doubtful:
        if pointer.attribute in _SOMETIMES and not _points(pointer):
            continue
        if pointer.value != pointer.value.strip():
            yield _spaced(pointer)
        for target in _targets(pointer.value):
            if target.startswith("#"):
                if not known.has(target[1:]):
                    lost.setdefault(target[1:], []).append(pointer)
            elif target in ids and pointer.attribute not in _FILES:
                yield _without_hash(pointer, target)
            elif (match := _SCHEME.match(target)) and match[1].lower() not in _PUBLIC:
                schemes.setdefault(match[1], []).append(pointer)
    yield from (known.lost(ident, pointers, i < _ENOUGH) for i, (ident, pointers) in enumerate(lost.items()))
    declared = {definition.get("ident") for definition in view.of("prefixDef")}
    yield from (
        _undeclared(scheme, pointers) for scheme, pointers in schemes.items() if scheme not in declared
    )


def _targets(value: str) -> Iterator[str]:
    """Each of the pointers in *value*; a range of pages such as ``#pg_1–#pg_3`` is two."""
    for token in value.split():
        yield from _RANGE.split(token)


def _points(pointer: Pointer) -> bool:
    where = _SOMETIMES[pointer.attribute]
    return local(pointer.element.tag) in where if where else pointer.value.startswith("#")


class _Known:
    """What a pointer into the file may lead to."""

    def __init__(self, view: View) -> None:
        self.ids = view.ids
        self.documents = view.documents
        self._others: Others | None = None

    def has(self, ident: str) -> bool:
        """Whether *ident* is in the file, or is likely to be in another file of the edition, or no plain id."""
        return ident in self.ids or not ident or "(" in ident or self.elsewhere(ident)

    def elsewhere(self, ident: str) -> bool:
        """Whether *ident* looks like that of another document, where each file holds one."""
        if len(self.documents) != 1:
            return False
        if self._others is None:
            self._others = Others(self.documents[0].get(XML_ID, ""), self.ids)
        return self._others.likely(ident)

    def lost(self, ident: str, pointers: list[Pointer], look: bool) -> Problem:
        first, count = pointers[0], len(pointers)
        message = (
            f"@{first.attribute} of <{local(first.element.tag)}> points to #{ident}, which is not in the file"
        )
        if count > 1:
            message += f"; so do {count - 1} more"
        from difflib import get_close_matches  # for what is lost

        close = get_close_matches(ident, self._alike(ident), 1, 0.75) if look else []
        hint = (
            f"did you mean #{close[0]}?"
            if close
            else "give what is meant this xml:id, or correct the pointer"
        )
        return Problem("L001", message, hint, first.element, first.attribute)

    def _alike(self, ident: str) -> list[str]:
        """The ids that *ident* may be meant for: those of about its length, so that not all are compared."""
        near = [i for i in self.ids if abs(len(i) - len(ident)) < 3]
        counts = Counter({i: i[:3] == ident[:3] for i in near})
        return [i for i, _ in counts.most_common(3000)]


class Others:
    """What the identifiers of other documents look like: as those of a document do that is *own*, and holds *ids*."""

    def __init__(self, own: str, ids: Iterable[str]) -> None:
        self._own, self._ids = own, ids

    @cached_property
    def _shapes(self) -> frozenset[str]:
        return frozenset(_shape(ident) for ident in self._ids if self._own and ident.startswith(self._own))

    def likely(self, ident: str) -> bool:
        """Whether *ident* may be that of another document, or of something in one."""
        rest = ident.removeprefix(self._own) if self._own else ident
        if rest != ident and not rest[:1].isdigit():
            return False  # a part of this document
        shape = _shape(ident)
        return shape in _USUAL or shape == _shape(self._own) or shape in self._shapes


def _shape(ident: str) -> str:
    """*ident* with each number replaced by 0, so that those of one kind are the same."""
    return _DIGITS.sub("0", ident)


def _without_hash(pointer: Pointer, target: str) -> Problem:
    message = (
        f"@{pointer.attribute} of <{local(pointer.element.tag)}> is {quoted(target)}, an xml:id of this file"
    )
    return Problem("L005", message, f"write #{target} to point to it", pointer.element, pointer.attribute)


def _spaced(pointer: Pointer) -> Problem:
    message = f"@{pointer.attribute} of <{local(pointer.element.tag)}> has a space at its beginning or end"
    plain = pointer.value.strip()
    return Problem("L006", message, "delete the space", pointer.element, pointer.attribute, replacement=plain)


def _undeclared(scheme: str, pointers: list[Pointer]) -> Problem:
    first, more = pointers[0], len(pointers) - 1
    message = f"the prefix “{scheme}:” of {quoted(first.value)} is not explained"
    if more:
        message += f", nor in {more} more places"
    hint = f'add <prefixDef ident="{scheme}" …> to <listPrefixDef>, or write the whole address'
    return Problem("L004", message, hint, first.element, first.attribute)
