"""The tree of blocks that ``transforms/reading.xsl`` and ``markdown.xsl`` make, read so that it can be written out.

In TEI a paragraph may hold a list, and a phrase a page break or a note. Here a block holds blocks or phrases, never
both: a paragraph with a list in it becomes a paragraph, a list and a paragraph, and a note leaves its call behind
and moves to the end of its document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from tei.transform.lines import GLUE, LINE, SPACE

_PHRASES = frozenset({"em", "strong", "del", "sup", "sub", "code", "link", "label"})
_PARAGRAPHS = frozenset({"p", "head", "line"})
_ENDS_WITH_NOTES = frozenset({"flow", "document"})

_BLANK = f" \t\r\n{SPACE}"
_PARTS = re.compile(f"([{_BLANK}]+|{GLUE}|{LINE})")


@dataclass(frozen=True, slots=True)
class Open:
    """Where a phrase begins: its name, and where a link leads."""

    name: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Close:
    """Where the phrase that was opened last ends."""

    name: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where a new line begins."""


@dataclass(frozen=True, slots=True)
class Call:
    """Where a note is called: its place among all notes, from 1, and its number."""

    place: int
    n: str


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page begins; ``parted`` unless it does so within a word."""

    n: str
    parted: bool = True


Phrase = str | Open | Close | Break | Call | Page


@dataclass(slots=True)
class Block:
    """A block: its kind, what its attributes say, and either blocks or phrases."""

    kind: str
    said: Mapping[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)


def read(flow: etree._Element) -> Block:
    """The blocks of the tree *flow*; a document with notes ends with a block ``notes``, which holds each ``note``."""
    return _Reader().container(flow)


def normalised(phrases: Iterable[Phrase]) -> list[Phrase]:
    """*phrases* with one space for all white space, and none at the edges of a line or phrase or before a call."""
    done: list[Phrase] = []
    pending, at_edge, broken = False, True, False
    for part in _parts(phrases):
        if part == " ":
            pending = True
        elif part == GLUE:
            pending, at_edge = False, True
        elif isinstance(part, Break):
            pending, at_edge, broken = False, True, bool(done)
        elif isinstance(part, Close):
            if isinstance(done[-1], Open):
                done.pop()  # a phrase without words is none
            else:
                done.append(part)
        else:
            parted = pending and not at_edge and not isinstance(part, Call)
            if broken:
                done.append(Break())
            elif parted:
                done.append(" ")
            broken = False
            pending, at_edge = False, isinstance(part, Open) and (parted or at_edge)
            if isinstance(part, str) and done and isinstance(done[-1], str):
                done[-1] += part
            else:
                done.append(part)
    while done and isinstance(done[-1], Break):
        done.pop()
    return done


def _parts(phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    """*phrases*, text as words, single spaces, breaks and glue."""
    for phrase in phrases:
        if isinstance(phrase, Page):
            edge = " " if phrase.parted else GLUE
            yield from (edge, phrase, edge)
        elif not isinstance(phrase, str):
            yield phrase
        else:
            for part in filter(None, _PARTS.split(phrase)):
                yield Break() if part == LINE else " " if part[0] in _BLANK else part


class _Reader:
    """Reads a tree; counts the notes, and keeps those of the documents that are open."""

    def __init__(self) -> None:
        self.met = 0
        self.notes: list[list[Block]] = []

    def container(self, element: etree._Element) -> Block:
        """The block of an element that holds blocks; what text it has itself becomes paragraphs."""
        block = Block(str(element.tag), dict(element.attrib))
        if block.kind in _ENDS_WITH_NOTES:
            self.notes.append([])
        _Filling(self, block, Block("p")).fill(element, inside=False)
        if block.kind in _ENDS_WITH_NOTES and (notes := self.notes.pop()):
            block.blocks.append(Block("notes", blocks=notes))
        return block

    def note(self, element: etree._Element) -> Call:
        """The call of a note; the note itself is kept for the end of its document."""
        self.met += 1
        block = Block("note", {"place": str(self.met), **element.attrib})
        self.notes[-1].append(block)
        call = Call(self.met, block.said["n"])
        _Filling(self, block, Block("p")).fill(element, inside=True)
        return call


class _Filling:
    """Fills one container: phrases go into a paragraph like *like*, which a block ends."""

    def __init__(self, reader: _Reader, container: Block, like: Block) -> None:
        self.reader = reader
        self.container = container
        self.like = like
        self.paragraph: Block | None = None
        self.open: list[Open] = []

    def fill(self, element: etree._Element, *, inside: bool) -> None:
        """Put the content of *element* into the container; *inside* says that it is made of phrases."""
        self.text(element.text)
        for child in element:
            self.child(child, inside)
            self.text(child.tail)

    def child(self, child: etree._Element, inside: bool) -> None:
        """Put *child*, a phrase, a mark or a block, into the container."""
        name = str(child.tag)
        if name in _PHRASES:
            opened = Open(name, child.get("href", ""))
            self.add(opened)
            self.open.append(opened)
            self.fill(child, inside=True)
            self.open.pop()
            self.add(Close(name))
        elif name == "br":
            self.add(Break())
        elif name == "page":
            page = Page(str(child.get("n")), child.get("break") != "no")
            if inside or self.paragraph is not None:
                self.add(page)
            else:
                self.container.blocks.append(Block("p", {"class": "page"}, phrases=[page]))
        elif name == "note":
            call = self.reader.note(child)
            if child.get("called"):
                self.add(call)
        else:
            self.block(child)

    def block(self, child: etree._Element) -> None:
        """Put the block *child* into the container; what follows is a new paragraph."""
        self.end()
        name = str(child.tag)
        if name in _PARAGRAPHS:
            like = Block(name, dict(child.attrib))
            _Filling(self.reader, self.container, like).fill(child, inside=True)
        elif name == "pre":
            self.container.blocks.append(Block(name, phrases=[child.text or ""]))
        else:
            self.container.blocks.append(self.reader.container(child))

    def text(self, text: str | None) -> None:
        """Put *text* into the container; white space alone begins no paragraph."""
        if text and (self.paragraph is not None or text.strip(f"{_BLANK}{LINE}{GLUE}")):
            self.add(text)

    def add(self, phrase: Phrase) -> None:
        """Put *phrase* into the paragraph, a new one if none is open."""
        if self.paragraph is None:
            if isinstance(phrase, Close):
                return
            self.paragraph = Block(self.like.kind, self.like.said, phrases=[*self.open])
            self.container.blocks.append(self.paragraph)
        self.paragraph.phrases.append(phrase)

    def end(self) -> None:
        """End the paragraph, and the phrases that are open in it."""
        if self.paragraph is not None:
            self.paragraph.phrases += (Close(opened.name) for opened in reversed(self.open))
        self.paragraph = None
