"""From the marked text of ``transforms/text.xsl`` to lines.

The stylesheet writes the words of a document in one stream, and single characters (the noncharacters of
``transforms/text/marks.xsl``) where blocks, lines and notes begin. White space that holds a line break is only the
layout of the XML file: it is one space inside a line and nothing at its edges. All other white space is the
source's own and stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

LINE, SPACED, GLUE, SPACE, BLOCK, TIGHT, NOTE, END_NOTE, FEED, DOCUMENT, NOTES = map(
    chr, range(0xFDD0, 0xFDDB)
)
_NUMBER, _INDENT = map(chr, range(0xFDDB, 0xFDDD))  # at the start of a line; the stylesheet has no such marks
FOOT, PRINTED, AS_PRINTED = map(chr, range(0xFDDD, 0xFDE0))
_INDENTS = {_NUMBER: "  ", _INDENT: "     "}

_XML_SPACE = " \t\r\n"
_NOTHING = ("", "\n")  # what most blocks have between them
_ANY_EDGE = re.compile(f"[{BLOCK}{TIGHT}{LINE}]")
_OF_NOTES = re.compile(f"([{DOCUMENT}{NOTES}{NOTE}{END_NOTE}{FOOT}])")
_PRINTED = re.compile(f"{PRINTED}([^{PRINTED}]*){PRINTED}")
_BREAK = re.compile(r"[ \t\r]*\n[ \t\r\n]*")
_GLUED = re.compile(f"(?:{_BREAK.pattern})?{GLUE}(?:{_BREAK.pattern})?")
_PARTED = re.compile(f" ?{SPACE} ?")
_BLANKS = f"{_XML_SPACE}{SPACED}{GLUE}{SPACE}"
_BLANK = re.compile(f"[{_BLANKS}]*")
_FEED = re.compile(r"[ \n]*\f[ \n]*")
_OPEN = f"{_XML_SPACE}{GLUE}"


def laid_out(flow: str) -> str:
    """*flow* line by line, without its marks; a text without marks comes back as it is."""
    if BLOCK not in flow:
        return flow
    parts: list[str] = []
    for segment in _notes_at_the_end(flow).replace(TIGHT, BLOCK + TIGHT).split(BLOCK):
        if segment in _NOTHING:
            continue
        tight = segment[0] == TIGHT
        text = _segment(segment[1:] if tight else segment)
        if text:
            parts += ("\n" if tight else "\n\n", text)
    text = "".join(parts[1:])
    if FEED in text:
        text = _FEED.sub("\n\f", text.replace(FEED, "\f"))
    return _PRINTED.sub(lambda characters: unquote(characters[1]), text) if PRINTED in text else text


def _notes_at_the_end(flow: str) -> str:
    """*flow* with each note where the notes of its document are set, in the order in which the notes begin."""
    if NOTE not in flow:
        return flow.replace(DOCUMENT, "").replace(NOTES, "").replace(FOOT, "")
    first, *pieces = _OF_NOTES.split(flow)
    texts = [[first]]  # the document, and the notes that are open
    lists: list[list[_Note]] = []  # the notes of each document that is open
    for mark, text in zip(pieces[::2], pieces[1::2], strict=True):
        if mark == DOCUMENT:
            lists.append([])
        elif mark == NOTE:
            lists[-1].append(note := _Note([]))
            texts.append(note.parts)
            if text[0] == AS_PRINTED:
                _, foot, note.above, text = text.split(AS_PRINTED, 3)
                note.pages = int(foot) if foot.isdecimal() else None
        elif mark == END_NOTE:
            texts.pop()
        elif mark == FOOT:
            if len(texts) == 1 and lists and (notes := _at_foot(lists[-1])):
                texts[-1] += [BLOCK, *map(_listed, notes), BLOCK]
        elif notes := lists.pop():
            texts[-1].append(text[0])  # the edge of the list
            texts[-1] += map(_listed, notes)
        texts[-1].append(text)
    return "".join(texts[0])


@dataclass(slots=True)
class _Note:
    """A note that is to be set: its number and text, the line above it, and after how many pages at the foot of one."""

    parts: list[str]
    above: str = ""
    pages: int | None = None


def _at_foot(notes: list[_Note]) -> list[_Note]:
    """Those of *notes* that stand at the foot of the page that ends; *notes* are then those that are left."""
    due = [note for note in notes if note.pages == 0]
    notes[:] = [note for note in notes if note.pages != 0]
    for note in notes:
        note.pages = note.pages and note.pages - 1
    return due


def _listed(note: _Note) -> str:
    """A note of the list, its number first: each of its blocks and lines is a line, all but the first indented.

    What the source printed for the number, and above the list, is written as it was, and no line is indented then.
    """
    number, *lines = _ANY_EDGE.split("".join(note.parts))
    lines = [line for line in lines if not _BLANK.fullmatch(line)]
    if PRINTED in number:
        return f"{LINE}{note.above}{LINE}{number}{LINE.join(lines)}{LINE}"
    return f"{LINE}{note.above}{LINE}{_NUMBER}{number}. {f'{LINE}{_INDENT}'.join(lines)}{LINE}"


def _segment(segment: str) -> str:
    """The lines of one block; empty if it has no words."""
    if LINE not in segment:
        return _line(segment)
    lines: list[str] = []
    for line in segment.split(LINE):
        text = _line(line) if line not in _NOTHING else ""
        if text:
            lines.append(f"\n{text}" if lines and SPACED in line else text)
    return "\n".join(lines)


def _line(line: str) -> str:
    """*line* without its marks and without the layout of the file; empty if it has no words."""
    if not line or (line[0] in _BLANKS and _BLANK.fullmatch(line)):
        return ""
    if line[0] in _INDENTS:
        return _INDENTS[line[0]] + _line(line[1:])
    line = line.lstrip(SPACED)
    if "\n" in line:
        line = _PARTED.sub(SPACE, _BREAK.sub(" ", _GLUED.sub(GLUE, line)).strip(_XML_SPACE))
    if SPACE in line:
        line = _spaced(line)
    return line.replace(GLUE, "")


def _spaced(line: str) -> str:
    """*line* with one space for each mark of a space, unless there is one already or the line ends there."""
    done = ""
    for piece in line.split(SPACE):
        if piece.strip(_XML_SPACE):
            parted = not done or done[-1] in _OPEN or piece[0] in _OPEN
            done += piece if parted else f" {piece}"
    return done
