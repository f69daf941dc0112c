"""What the rules for one document look at: its tree, gone through once, and the problems that they give back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from tei.namespaces import TEI, XML_ID, qname
from tei.validation.parse import Loaded

Element = etree._Element

_DIV = qname("div")


class _Names(dict[object, str]):
    """The name of each tag that is one of TEI, empty for any other; each is looked at once."""

    def __missing__(self, tag: object) -> str:
        prefix = f"{{{TEI}}}"
        self[tag] = name = tag.removeprefix(prefix) if isinstance(tag, str) and tag.startswith(prefix) else ""
        return name


_NAMES = _Names()


class Pointer(NamedTuple):
    """An attribute that points somewhere: its element, its name and its value."""

    element: Element
    attribute: str
    value: str


class Problem(NamedTuple):
    """What a rule found: its code, in words, and where.

    The place is the value of *attribute* of *element*, or else *phrase* in it, or behind it if *behind*, or else the
    element; without an element it is *length* bytes of the content from *offset* on. *replacement* is what should stand
    there, if that is certain.
    """

    code: str
    message: str
    hint: str = ""
    element: Element | None = None
    attribute: str = ""
    phrase: str = ""
    behind: bool = False
    offset: int = 0
    length: int = 0
    replacement: str | None = None


class View:
    """A file, as the rules see it.

    ``named`` are the elements of TEI by their name, in the order of the document, ``ids`` the values of their
    ``xml:id`` in that order, ``pointers`` the attributes that point, those that *pointing* names: what each of
    :class:`Pointer` is made of.
    """

    def __init__(self, loaded: Loaded, pointing: frozenset[str]) -> None:
        assert loaded.tree is not None
        self.content = loaded.content
        self.elements: list[Element] = list(loaded.tree.iter(etree.Element))
        self._last = 0, 0
        named: defaultdict[str, list[Element]] = defaultdict(list)
        ids: list[str] = []
        pointers: list[tuple[Element, str, str]] = []
        for element in self.elements:
            named[_NAMES[element.tag]].append(element)
            for name in element.keys():  # noqa: SIM118
                if name == XML_ID:
                    ids.append(element.get(name, ""))
                elif name in pointing:
                    pointers.append((element, name, element.get(name, "")))
        self.named, self.pointers = dict(named), pointers
        self.ids = dict.fromkeys(ids)
        self.unambiguous = len(self.ids) == len(ids)

    def of(self, *names: str) -> Iterable[Element]:
        """The elements of TEI with one of *names*."""
        for name in names:
            yield from self.named.get(name, ())

    @cached_property
    def identified(self) -> dict[str, Element]:
        """The first element with each ``xml:id``."""
        return {ident: e for e in reversed(self.elements) if (ident := e.get(XML_ID)) is not None}

    @cached_property
    def text(self) -> str:
        """The content as characters."""
        return self.content.decode("utf-8")

    @cached_property
    def begin(self) -> int:
        """The byte of the content at which the text begins; 0 if there is none."""
        return max(self.content.find(b"<text"), 0)

    @cached_property
    def _comments(self) -> bool:
        return b"<!--" in self.content

    @cached_property
    def documents(self) -> list[Element]:
        """Each ``div`` of the type ``document`` that stands in no other such."""
        divs = [div for div in self.named.get("div", ()) if div.get("type") == "document"]
        every = set(divs)
        return [div for div in divs if every.isdisjoint(div.iterancestors(_DIV))] if len(divs) > 1 else divs

    def offset(self, at: int) -> int:
        """The byte of the content at which the character at *at* of the text begins."""
        before, known = self._last if self._last[0] <= at else (0, 0)
        self._last = at, known + len(self.text[before:at].encode("utf-8"))
        return self._last[1]

    def in_comment(self, at: int) -> bool:
        """Whether the character at *at* of the text stands in a comment."""
        return self._comments and self.text.rfind("<!--", 0, at) > self.text.rfind("-->", 0, at)

    def in_markup(self, offset: int) -> bool:
        """Whether the byte at *offset* of the content stands in a tag or a comment."""
        content = self.content
        if content.rfind(b"<", 0, offset) > content.rfind(b">", 0, offset):
            return True
        return self._comments and content.rfind(b"<!--", 0, offset) > content.rfind(b"-->", 0, offset)

    def numbers(self, wanted: Iterable[Element]) -> dict[Element, int]:
        """The number in the order of the document, from 0, of each element that is *wanted*."""
        these = set(wanted)
        return {element: number for number, element in enumerate(self.elements) if element in these}


def words(element: Element) -> str:
    """All words in *element*, one space apart."""
    return " ".join("".join(element.itertext()).split())


def quoted(text: str, longest: int = 60) -> str:
    """*text* in quotation marks, cut to what a message has room for."""
    plain = " ".join(text.split())
    return f"“{plain[: longest - 1]}…”" if len(plain) > longest else f"“{plain}”"


def integer(number: str | None) -> int | None:
    """The whole number that *number* says, with or without brackets around it; None if it says none."""
    if not number:
        return None
    plain = number if number.isdigit() else number.strip().strip("[]()").rstrip(".")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 9 else None
