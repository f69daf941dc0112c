"""Text for reading: blocks (:mod:`tei.transform.blocks`) in lines of a width.

A heading is underlined if it is the first of its document; quotations and verse are indented; the cells of a table
stand in columns; a note is called as ``[1]`` and stands under a rule at the end of its document. What the source
struck out is between ``⟦`` and ``⟧``, as editors of papyri have it.
"""

from __future__ import annotations

from textwrap import wrap

from lxml import etree

from tei.errors import TransformError
from tei.transform.blocks import Block, Break, Call, Close, Open, Page, Phrase, normalised, read

UNWRAPPED = 1_000_000  # characters; no paragraph is as long
_NARROWEST = 20  # characters; what is indented deeper than the lines are wide goes beyond them
_AROUND = {"del": ("⟦", "⟧")}
_HANGING = 4
_RULE = "-" * 12
# Blocks that follow each other without an empty line.
_CLOSE = {("line", "line"), ("item", "item"), ("note", "note"), ("row", "row")}


def written(flow: etree._Element) -> str:
    """The text of the tree *flow*, whose ``@width`` is the width of its lines (0: paragraphs are not wrapped).

    Raises :class:`TransformError` if the width is not a number.
    """
    width = flow.get("width", "72")
    if not (width.isascii() and width.isdigit()):
        raise TransformError(
            f"the width of lines is a number of characters, not “{width}”", "0 wraps nothing"
        )
    return "\n".join(_lines(read(flow), int(width) or UNWRAPPED)) + "\n"


def _lines(block: Block, width: int) -> list[str]:
    """The lines of *block*, none longer than *width* unless a word is."""
    width = max(width, _NARROWEST)
    match block.kind:
        case "p" | "line":
            return _paragraph(block, width)
        case "head":
            lines = _wrapped(block.phrases, width)
            return (
                [*lines, "=" * min(len(lines[-1]), width)] if lines and block.said["level"] == "1" else lines
            )
        case "pre":
            return [
                f"    {line}".rstrip() for line in "".join(map(str, block.phrases)).strip("\n").splitlines()
            ]
        case "quote" | "verse":
            return _indented(_together(block.blocks, width - _HANGING), " " * _HANGING)
        case "speech":
            first, *rest = [*block.blocks, Block("group")]
            return _together([first], width) + _indented(_together(rest, width - 2), "  ")
        case "list":
            return _list(block, width)
        case "table":
            return _table(block, width)
        case "notes":
            return [_RULE, *_together(block.blocks, width)]
        case "note":
            return _hanging(f"[{block.said['n']}] ", _together(block.blocks, width - _HANGING))
        case _:
            return _together(block.blocks, width)


def _together(blocks: list[Block], width: int) -> list[str]:
    """The lines of *blocks* one after the other, an empty line between those that are set off."""
    done: list[str] = []
    before = None
    for block in blocks:
        lines = _lines(block, width)
        if lines:
            if before is not None and (before.kind, block.kind) not in _CLOSE:
                done.append("")
            done += lines
            before = block
    return done


def _paragraph(block: Block, width: int) -> list[str]:
    if block.kind == "line":
        indent = " " * int(block.said.get("indent", "0"))
        return _wrapped(block.phrases, width, indent, indent + " " * _HANGING)
    lines = _wrapped(block.phrases, width)
    if block.said.get("class") == "stage" and lines and lines[0][0] not in "([":
        return _wrapped(["(", *block.phrases, ")"], width)
    return lines


def _wrapped(phrases: list[Phrase], width: int, first: str = "", further: str = "") -> list[str]:
    """*phrases* in lines of *width*, with indents for the first and the further ones."""
    lines: list[str] = []
    for line in _text(phrases).split("\n"):
        lines += wrap(
            line,
            width,
            initial_indent=first if not lines else further,
            subsequent_indent=further,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines


def _text(phrases: list[Phrase]) -> str:
    """The text of *phrases*, a line break where one is asked for."""
    parts: list[str] = []
    for phrase in normalised(phrases):
        match phrase:
            case Break():
                parts.append("\n")
            case Call(n=n):
                parts.append(f"[{n}]")
            case Page(n=n):
                parts.append(f"[p. {n}]")
            case Open(name=name):
                parts.append(_AROUND.get(name, ("", ""))[0])
            case Close(name=name):
                parts.append(_AROUND.get(name, ("", ""))[1])
            case str():
                parts.append(phrase)
    return "".join(parts)


def _indented(lines: list[str], indent: str) -> list[str]:
    return [f"{indent}{line}" if line else "" for line in lines]


def _hanging(mark: str, lines: list[str]) -> list[str]:
    """*lines* behind *mark*, all but the first as deep as a hanging indent."""
    if not lines:
        return [mark.rstrip()]
    return [mark + lines[0], *_indented(lines[1:], " " * _HANGING)]


def _list(block: Block, width: int) -> list[str]:
    """The lines of a list; its items are set off from each other if one of them holds more than a paragraph."""
    tight = all(len(item.blocks) <= 1 for item in block.blocks)
    done: list[str] = []
    count = 0
    for item in block.blocks:
        if item.kind != "item":
            lines = _lines(item, width)
        else:
            count += 1
            mark = item.said.get("label") or (f"{count}." if block.said.get("type") == "ordered" else "-")
            lines = _hanging(f"  {mark} ", _together(item.blocks, width - _HANGING - len(mark)))
        if done and lines and not tight:
            done.append("")
        done += lines
    return done


def _table(block: Block, width: int) -> list[str]:
    """The lines of a table: cells in columns, as wide as they need and the lines allow."""
    rows = [row.blocks if row.kind == "row" else [row] for row in block.blocks]
    columns = max((len(row) for row in rows), default=0)
    texts = [[" ".join(_together([cell], UNWRAPPED)).strip() for cell in row] for row in rows]
    widths = [
        max((len(row[at]) for row in texts if len(row) > max(at, 1)), default=0) for at in range(columns)
    ]
    while sum(widths) + 2 * (columns - 1) > width and max(widths) > 6:
        widths[widths.index(max(widths))] -= 1
    figures = [_is_figures([row[at] for row in texts[1:] if len(row) > at]) for at in range(columns)]
    done: list[str] = []
    for row in texts:
        if len(row) == 1:
            done += wrap(row[0], width, break_long_words=False)
            continue
        cells = [wrap(text, max(widths[at], 1)) for at, text in enumerate(row)]
        for number in range(max(map(len, cells), default=0)):
            line = [cell[number] if number < len(cell) else "" for cell in cells]
            padded = (
                text.rjust(widths[at]) if figures[at] else text.ljust(widths[at])
                for at, text in enumerate(line)
            )
            done.append("  ".join(padded).rstrip())
    return done


def _is_figures(texts: list[str]) -> bool:
    """Whether a column holds figures, which stand to the right."""
    held = [text for text in texts if text]
    return bool(held) and all(text[0] in "$£-–−+" or any(c.isdigit() for c in text) for text in held)
