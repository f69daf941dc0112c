"""Markdown: blocks as CommonMark with GitHub's footnotes, tables and strikethrough.

What a parser of Markdown shows is the text of the document: every character that would mean something is escaped,
and emphasis that the rules of CommonMark (0.31, section 6.2) would not see as such is left out. A paragraph is one
line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from tei.transform.blocks import Block, Close, Open, Phrase, normalised, read
from tei.transform.marked import marked

_LABEL = re.compile(r"[0-9A-Za-z-]+")
_CLASSES = {"speaker": "strong", "stage": "em", "caption": "strong"}
_NOTE_INDENT = 4


def written(flow: etree._Element) -> str:
    """The Markdown of the tree *flow*."""
    root = read(flow)
    return "\n".join(_Writer(_labels(root)).together(root.blocks)) + "\n"


def _labels(root: Block) -> dict[int, str]:
    """The label of each note by its place: its number, told apart where notes of other documents have the same."""
    labels: dict[int, str] = {}
    taken: set[str] = set()
    for note in sorted(_notes(root), key=lambda note: int(note.said["place"])):
        number = note.said["n"]
        label = number if _LABEL.fullmatch(number) and number not in taken else f"note-{note.said['place']}"
        while label in taken:
            label += "-"
        taken.add(label)
        labels[int(note.said["place"])] = label
    return labels


def _notes(block: Block) -> list[Block]:
    found = [block] if block.kind == "note" else []
    for child in block.blocks:
        found += _notes(child)
    return found


class _Writer:
    """Writes blocks; knows the labels of the notes."""

    def __init__(self, labels: dict[int, str]) -> None:
        self.labels = labels

    def together(self, blocks: list[Block]) -> list[str]:
        """The lines of *blocks*, with an empty line between them."""
        done: list[str] = []
        before, lists = "", 0
        for (kind, _), group in groupby(_ungrouped(blocks), key=_run):
            lists = lists + 1 if before == kind == "list" else 0
            lines = self.lines(kind, list(group), lists % 2 == 1)
            if not lines:
                continue
            if done:
                done += ["", "---", ""] if before == kind == "document" else [""]
            done += lines
            before = kind
        return done

    def lines(self, kind: str, blocks: list[Block], other: bool) -> list[str]:
        """The lines of a block, or of several lines of verse; *other* asks for the other mark of a list."""
        block = blocks[0]
        match kind:
            case "line":
                verses = (self.text(_indented(line)) for line in blocks)
                return "\\\n".join(filter(None, verses)).split("\n")
            case "p":
                text = self.text(_of_class(block))
                return text.split("\n") if text else []
            case "head":
                text = self.text(block.phrases).replace("\\\n", " ")
                level = min(max(int(block.said["level"]), 1), 6)
                return [f"{'#' * level} {_closing_hash(text)}"] if text else []
            case "pre":
                return _fenced("".join(map(str, block.phrases)))
            case "quote":
                return [f"> {line}".rstrip() for line in self.together(block.blocks)]
            case "list":
                return self.items(block, other)
            case "table":
                return self.table(block)
            case "note":
                return self.note(block)
            case _:
                return self.together(block.blocks)

    def text(self, phrases: list[Phrase]) -> str:
        """*phrases* as Markdown; lines end with a backslash, and none begins with what would begin a block."""
        return marked(normalised(phrases), self.labels)

    def items(self, block: Block, other: bool) -> list[str]:
        """The lines of a list. One list right behind another needs another mark, or the two would be one."""
        ordered = block.said.get("type") == "ordered"
        tight = all(len(item.blocks) <= 1 for item in block.blocks)
        done: list[str] = []
        count = 0
        for item in block.blocks:
            count += item.kind == "item"
            if item.kind != "item":
                mark = "  "  # a page break belongs to the item before it
            elif ordered:
                number = item.said.get("label", "")
                count = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else count
                mark = f"{count}{')' if other else '.'} "
            else:
                mark = "* " if other else "- "
            content = self.together(item.blocks if item.kind == "item" else [item])
            if done and not tight:
                done.append("")
            done += _behind(mark, content)
        return done

    def table(self, block: Block) -> list[str]:
        """The lines of a table. Markdown wants a row of headings, which is empty if the table has none."""
        rows = [self.row(row) for row in block.blocks]
        columns = max(map(len, rows), default=0)
        if not columns:
            return []
        if block.blocks[0].said.get("head") != "yes":
            rows.insert(0, [])
        lines = ["| " + " | ".join(row + [""] * (columns - len(row))) + " |" for row in rows]
        return [lines[0], "|" + " --- |" * columns, *lines[1:]]

    def row(self, row: Block) -> list[str]:
        """The cells of *row*; what is not a row, such as a page break, is one of one cell."""
        cells: list[str] = []
        for cell in row.blocks if row.kind == "row" else [row]:
            cells.append("<br>".join(self.texts(cell)))
            cells += [""] * (int(cell.said["cols"]) - 1 if cell.said.get("cols", "").isdigit() else 0)
        return cells

    def texts(self, block: Block) -> list[str]:
        """The lines of *block* for a cell, which holds no blocks: one for each paragraph."""
        if block.kind == "pre":
            block = Block("p", phrases=[Open("code"), *block.phrases, Close("code")])
        own = marked(normalised(block.phrases), self.labels, in_cell=True)
        found = own.split("\\\n") if own else []
        for child in block.blocks:
            found += self.texts(child)
        return found

    def note(self, block: Block) -> list[str]:
        """The lines of a note; what nothing calls would not be shown as a footnote, and is a paragraph."""
        content = self.together(block.blocks)
        if not block.said.get("called"):
            return _behind(f"{block.said['n']}\\. ", content, 0)
        return _behind(f"[^{self.labels[int(block.said['place'])]}]: ", content, _NOTE_INDENT)


def _ungrouped(blocks: list[Block]) -> Iterator[Block]:
    """*blocks*, those of a group or speech in its place: Markdown has nothing that would hold them together."""
    for block in blocks:
        if block.kind in ("group", "speech"):
            yield from _ungrouped(block.blocks)
        else:
            yield block


def _run(block: Block) -> tuple[str, int]:
    """What blocks have in common that are written as one: lines of verse do, all others stand alone."""
    return block.kind, 0 if block.kind == "line" else id(block)


def _of_class(block: Block) -> list[Phrase]:
    name = _CLASSES.get(block.said.get("class", ""))
    return [Open(name), *block.phrases, Close(name)] if name and block.phrases else block.phrases


def _indented(line: Block) -> list[Phrase]:
    """The phrases of a line of verse, behind em spaces as deep as it is indented: Markdown drops other spaces."""
    return ["\u2003" * int(line.said.get("indent", "0")), *line.phrases]


def _closing_hash(text: str) -> str:
    """*text* so that number signs at its end are not taken for the end of a heading."""
    return f"{text[:-1]}\\#" if text.endswith("#") else text


def _behind(mark: str, lines: list[str], indent: int | None = None) -> list[str]:
    """*lines* behind *mark*, all but the first indented, by default as deep as the mark is long."""
    deep = " " * (len(mark) if indent is None else indent)
    first, *rest = lines or [""]
    return [f"{mark}{first}".rstrip(), *(f"{deep}{line}" if line else "" for line in rest)]


def _fenced(text: str) -> list[str]:
    """*text* as a block of code, between fences longer than any in it."""
    longest = max(map(len, re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return [fence, *text.strip("\n").splitlines(), fence]
