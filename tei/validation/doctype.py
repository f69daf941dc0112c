"""The document type declaration of a file: what of it is used, what is refused, and what is left unread.

No DTD is read, as a file must mean the same wherever it lies; and no entity of another file, or one that is made of
others, as a small file could become a huge one or show what it should not. Entities that the file itself declares to be
a few characters are what older editions have for signs, and are used.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from tei.validation.decode import Fault, position

_LONGEST = 200  # characters that an entity may stand for
BUILT_IN = frozenset({"amp", "lt", "gt", "quot", "apos"})  # section 4.6 of XML 1.0
_PLAIN = re.compile(rf"(?:[^<&]|&(?:{'|'.join(sorted(BUILT_IN))});)*")
_BEGIN = re.compile(
    rb"""<!DOCTYPE\s+[^\s\[>]+(\s+(?:SYSTEM|PUBLIC\s*(?:"[^"]*"|'[^']*'))\s*(?:"[^"]*"|'[^']*'))?\s*\[?"""
)
_ENTITY = re.compile(rb"""<!ENTITY\s+[^\s"'%]+\s+(?:"[^"]*"|'[^']*')\s*>""")


@dataclass
class Doctype:
    """What a file declares. *content* is the file with blanks for what is not used of it.

    *faults* say what is refused, *unread* what is left unread. *entities* are the names of all that are declared, and
    *used* says whether there are some among them that are known.
    """

    content: bytes
    faults: list[Fault] = field(default_factory=list)
    unread: list[Fault] = field(default_factory=list)
    entities: frozenset[str] = frozenset()
    used: bool = False


def doctype(content: bytes) -> Doctype:
    """What the UTF-8 *content* of a file declares before its first element."""
    declared = _Declared(content)
    with suppress(_StopError, expat.ExpatError):  # a fault in the XML is told when it is parsed
        declared.parser.Parse(content, True)
    if len(declared.ends) < 2:
        return Doctype(content, declared.faults, [], frozenset(declared.names))
    start = content.rfind(b"<!DOCTYPE", 0, declared.ends[1])
    stop = content.index(b">", declared.ends[1]) + 1
    kept = _kept(content, start, stop, declared.spans)
    before = position(content[:start].decode("utf-8"))
    unread = [Fault(message, *before, hint) for message, hint in declared.unread]
    content = content[:start] + kept + content[stop:]
    return Doctype(content, declared.faults, unread, frozenset(declared.names), bool(declared.spans))


def _kept(content: bytes, start: int, stop: int, spans: dict[str, tuple[int, int]]) -> bytes:
    """The declaration from *start* to *stop*, with blanks for all but the entities at *spans*."""
    blank = bytearray(b"\n".join(b" " * len(line) for line in content[start:stop].split(b"\n")))
    begin = _BEGIN.match(content, start)
    if not spans or begin is None:
        return bytes(blank)
    external = begin.span(1) if begin[1] else (begin.end(), begin.end())
    used = [
        (start, external[0]),
        (external[1], begin.end()),
        (content.rindex(b"]", start, stop), stop),
        *spans.values(),
    ]
    for first, last in used:
        blank[first - start : last - start] = content[first:last]
    return bytes(blank)


class _Declared:
    """What expat finds declared."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.ends: list[int] = []
        self.faults: list[Fault] = []
        self.unread: list[tuple[str, str]] = []
        self.names: set[str] = set()
        self.spans: dict[str, tuple[int, int]] = {}
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartDoctypeDeclHandler = self.start
        self.parser.EndDoctypeDeclHandler = lambda: self.ends.append(self.parser.CurrentByteIndex)
        self.parser.EntityDeclHandler = self.entity
        self.parser.AttlistDeclHandler = self.attribute
        self.parser.StartElementHandler = _stop

    def start(self, _name: str, system: str | None, public: str | None, _internal: int) -> None:
        self.ends.append(self.parser.CurrentByteIndex)
        if system or public:
            self.tell(
                f"the DTD {system or public} is not read: attributes to which it gives a value lack it here, "
                "and the entities that it declares are not known",
                "check the file against a schema; where it uses nothing of the DTD, delete <!DOCTYPE …>",
            )

    def attribute(self, element: str, name: str, _type: str, default: str | None, _required: int) -> None:
        if default is not None:
            self.tell(
                f"the value “{default}” of {name} that the file declares for every <{element}> is not filled in",
                "write the attribute where it is meant, and delete the declaration",
            )

    def tell(self, message: str, hint: str) -> None:
        self.unread.append((message, hint))

    def entity(
        self,
        name: str,
        parameter: int,
        value: str | None,
        _base: str | None,
        system: str | None,
        _public: str | None,
        notation: str | None,
    ) -> None:
        start = self.content.rfind(b"<!ENTITY", 0, self.parser.CurrentByteIndex + 1)
        hint = f"write what &{name}; stands for in its place, and delete the declaration"
        why = ""
        if notation:
            self.tell(
                f"the entity “{name}”, which stands for the file {system}, is not used",
                "name the file itself",
            )
        elif parameter:
            why, hint = (
                f"declares things by %{name};, which is refused for safety",
                "write the declarations themselves",
            )
        elif value is None:
            why = f"declares the entity “{name}” to be what lies at {system}, which is not read"
        elif name in BUILT_IN:
            return
        elif not _PLAIN.fullmatch(value):
            why = (
                f"declares the entity “{name}” to hold markup or other entities, which is refused for safety"
            )
        elif len(value) > _LONGEST:
            why = f"declares the entity “{name}” to be {len(value)} characters, more than is safe"
        else:
            span = _ENTITY.match(self.content, start)
            if span and name not in self.names:  # the first one holds
                self.spans[name] = span.span()
        if not parameter:
            self.names.add(name)
        if why:
            self.faults.append(
                Fault(f"the file {why}", *position(self.content[:start].decode("utf-8")), hint)
            )


class _StopError(Exception):
    """The prolog has been read."""


def _stop(*_: object) -> None:
    raise _StopError
