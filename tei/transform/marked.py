"""Phrases as Markdown: escapes, and emphasis where the rules of CommonMark let it be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from unicodedata import category

from tei.transform.blocks import Break, Call, Close, Open, Page, Phrase

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|]|&(?=#|[A-Za-z])")
_LINE_START = re.compile(r"^(?:(?P<sign>[-+=#])|(?P<number>\d{1,9})(?=[.)](?:\s|$)))", re.MULTILINE)
_DELIMITERS = {"em": "*", "strong": "**", "label": "**", "del": "~~"}
_HTML = frozenset({"sup", "sub"})  # for which Markdown has no sign
_TICKS = re.compile("`+")


def marked(phrases: Sequence[Phrase], labels: Mapping[int, str], *, in_cell: bool = False) -> str:
    """*phrases* as Markdown; the calls of notes are footnotes by the *labels* of the notes' places.

    In the cell of a table even code may hold no bar of its own.
    """
    kept = _seen(phrases)
    parts: list[str] = []
    links: list[str] = []
    at = 0
    while at < len(phrases):
        phrase = phrases[at]
        match phrase:
            case str():
                text = _SPECIAL.sub(r"\\\g<0>", phrase)
                if text[-1] in "!^" and at + 1 < len(
                    phrases
                ):  # before a bracket it would make an image or a note of what follows
                    text = f"{text[:-1]}\\{text[-1]}"
                after_call = next(filter(None, reversed(parts)), "").startswith("[^") and text[0] in ":("
                parts.append(f"\\{text}" if after_call else text)
            case Break():
                parts.append("\\\n")
            case Call(place=place):
                parts.append(f"[^{labels[place]}]")
            case Page(n=n):
                parts.append(_SPECIAL.sub(r"\\\g<0>", f"[p. {n}]"))
            case Open(name="code") if at in kept:
                code = _code(str(phrases[at + 1]))
                parts.append(code.replace("|", "\\|") if in_cell else code)
                at += 2
            case Open(name="code") | Close(name="code"):
                pass
            case Open(name="link", href=href):
                links.append(href)
                parts.append("[")
            case Close(name="link"):
                parts.append(f"](<{_url(links.pop())}>)")
            case Open() | Close():
                parts.append(_delimiter(phrase, at in kept))
        at += 1
    return _LINE_START.sub(_escaped_start, "".join(parts).strip(" "))


def _delimiter(phrase: Open | Close, kept: bool) -> str:
    """What begins or ends a phrase: a tag of HTML, or the sign of Markdown if it is to be *kept*."""
    if phrase.name in _HTML:
        return f"<{phrase.name}>" if isinstance(phrase, Open) else f"</{phrase.name}>"
    return _DELIMITERS[phrase.name] if kept else ""


def _escaped_start(start: re.Match[str]) -> str:
    return f"{start['number']}\\" if start["number"] else f"\\{start['sign']}"


def _seen(phrases: Sequence[Phrase]) -> set[int]:
    """The places of the delimiters in *phrases* that a parser will see as such.

    A delimiter must lie between white space or punctuation and a word, or inside a word, and not touch one that
    another phrase ends with; a phrase within one of the same kind is left out too.
    """
    kept: set[int] = set()
    open_: list[tuple[int, str]] = []
    for at, phrase in enumerate(phrases):
        if isinstance(phrase, Open) and phrase.name != "link":
            open_.append((at, _DELIMITERS.get(phrase.name, "")))
        elif isinstance(phrase, Close) and phrase.name != "link":
            start, delimiter = open_.pop()
            nested = any(other == delimiter for _, other in open_)
            touched = start > 0 and isinstance(phrases[start - 1], Close)
            broken = any(isinstance(p, Break) for p in phrases[start:at]) and delimiter == "~~"
            if phrase.name == "code":
                kept |= (
                    {start} if at == start + 2 and isinstance(phrases[at - 1], str) and not touched else set()
                )
            elif delimiter and not (nested or touched or broken) and _flanked(phrases, start, at):
                kept |= {start, at}
    return kept


def _flanked(phrases: Sequence[Phrase], start: int, end: int) -> bool:
    """Whether delimiters at *start* and *end* open and close a phrase."""
    before, first = _character(phrases, start, -1, "a"), _character(phrases, start, 1, ".")
    last, after = _character(phrases, end, -1, "."), _character(phrases, end, 1, "a")
    opens = first != " " and (first != "." or before in " .")
    closes = last != " " and (last != "." or after in " .")
    return opens and closes


def _character(phrases: Sequence[Phrase], at: int, step: int, unknown: str) -> str:
    """What is beside the delimiter at *at*: a space for white space, a full stop for punctuation, else a letter.

    Where another phrase begins or ends it is *unknown*: what would spoil the delimiter, since that of the other phrase
    may be left out.
    """
    at += step
    if not 0 <= at < len(phrases):
        return " "
    phrase = phrases[at]
    if isinstance(phrase, Break):
        return " "
    if not isinstance(phrase, str):
        return unknown if isinstance(phrase, Open | Close) else "."
    character = phrase[0 if step > 0 else -1]
    if character.isspace():
        return " "
    return "." if category(character)[0] in "PS" else "a"


def _code(text: str) -> str:
    """*text* as code, between more ticks than it holds."""
    if not text:
        return ""
    ticks = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _url(href: str) -> str:
    """*href* as it may stand between angle brackets."""
    return "".join(f"%{ord(c):02X}" if c in '<>\\" ' or c < " " else c for c in href)
