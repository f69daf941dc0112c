"""Characters that XML allows and hardly anyone means.

Sources: Unicode 15, chapter 23 (Special Areas and Format Characters); TEI P5, chapter 5 (gaiji).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import name, normalize

from tei.validation.rules.view import Problem, View, quoted
from tei.validation.windows import certain

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile("[\xad\u200b\u2028\u2029\u2060-\u2064]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
# In two, because a class with characters of both kinds is searched for many times slower.
_ODD = re.compile(
    "[\x80-\x9f\xad\u200b\u2028-\u202e\u2060-\u2064\u2066-\u2069\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffd]"
)
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
# UTF-8 that was read as Windows-1252: a letter or quotation mark as two or three characters.
_TWICE = re.compile(
    "[ÂÃ][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026\u2030\u2039\u203a"
    "\u20ac\u2122]|â€[\x80-\xbf\u0152\u0153\u02dc\u2122\u2013-\u2022\u2026\u00a6]"
)
_SIGNS = ("Ã", "Â", "â€")  # of which each begins with one
_ASCII = bytes(range(128))
_MARK = re.compile("[\u0300-\u036f]")
_EACH = "\x91\x92\x93\x94\x96\x97\ufeff"  # each of these may be mended, and so each is told


def check(view: View) -> Iterator[Problem]:
    """C001 to C009."""
    beyond = view.content.translate(None, _ASCII).decode("utf-8")
    if _ODD.search(beyond) or _BEYOND.search(beyond):
        yield from _odd(view)
    if any(sign in beyond for sign in _SIGNS):
        yield from _read_twice(view)
    if _MARK.search(beyond):
        yield from _forms(view)
    if b"&" in view.content and b"&#" in view.content:  # one character is found many times sooner than two
        yield from _referred(view)


def _odd(view: View) -> Iterator[Problem]:
    """One problem for each kind of odd character, at the first of them."""
    text = view.text
    found: dict[str, list[int]] = {}
    for match in _ODD.finditer(text):
        found.setdefault(match[0], []).append(match.start())
    for match in _BEYOND.finditer(text):
        if _is_odd(match[0]):
            found.setdefault(match[0], []).append(match.start())
    for character, places in found.items():
        inside = [at for at in places if not view.in_comment(at)]
        for at in inside if character in _EACH else inside[:1]:
            yield _about(view, character, at, 1, 0 if character in _EACH else len(inside) - 1)


def _is_odd(character: str) -> bool:
    """Whether no text is likely to mean *character*."""
    if _ODD.match(character) or _PRIVATE.match(character):
        return True
    return len(character) == 1 and ord(character) & 0xFFFE == 0xFFFE


def _referred(view: View) -> Iterator[Problem]:
    """The same for characters written as references."""
    told: set[str] = set()
    for match in _REFERENCE.finditer(view.text):
        code = int(match[1], 16) if match[1] else int(match[2])
        character = chr(code) if code < 0x110000 else ""
        if character not in told and _is_odd(character) and not view.in_comment(match.start()):
            if character not in _EACH:
                told.add(character)
            yield _about(view, character, match.start(), len(match[0]), 0)


def _about(view: View, character: str, at: int, length: int, more: int) -> Problem:
    """The problem that the odd *character* at *at* is; it is written with *length* characters."""
    text = view.text
    code, what, hint, replacement = _told(text, character, at, length)
    times = f", and {more} more" if more else ""
    message = f"{what} (U+{ord(character):04X}){times}"
    size = len(text[at : at + length].encode())
    return Problem(code, message, hint, offset=view.offset(at), length=size, replacement=replacement)


def _told(text: str, character: str, at: int, length: int) -> tuple[str, str, str, str | None]:
    """The code, the words, the hint and the certain replacement for an odd character."""
    if "\x80" <= character <= "\x9f":
        return _control(text, character, at, length)
    if character == "\ufeff":
        return "C002", "a byte order mark inside the text, where it is of no use", "delete it", ""
    if character == "\ufffd":
        hint = "look the character up in the source"
        return "C003", "the mark for a character that was lost when the file was made", hint, None
    if _BIDI.match(character):
        hint = "delete it, unless it stands in Hebrew or Arabic; there xml:lang and dir say the same better"
        return "C006", f"{_name(character)}, which turns the text around on the screen", hint, None
    if _PRIVATE.match(character):
        hint = "write it as <g ref=…>, and describe it in <charDecl>"
        return "C007", "a character of private use, which every font shows differently", hint, None
    if _HIDDEN.match(character):
        return (
            "C005",
            f"{_name(character)}, which cannot be seen",
            "delete it, if nobody put it there on purpose",
            None,
        )
    return "C008", "a code point that is no character", "delete it", None


def _control(text: str, character: str, at: int, length: int) -> tuple[str, str, str, str | None]:
    byte = bytes((ord(character),))
    before, after = text[max(at - 1, 0) : at], text[at + length : at + length + 1]
    windows, mac = byte.decode("cp1252", "ignore"), byte.decode("mac_roman")
    sure = certain(ord(character), before, after)
    if windows and (sure or not mac.isalpha() or not before.isalpha()):
        guess = f"in Windows-1252 it would be {quoted(windows)}"
        if not sure and mac.isalpha():
            guess += f", on an old Macintosh {quoted(mac)}"
    elif mac.isalpha():
        guess = f"on an old Macintosh it would be {quoted(mac)}"
    else:
        guess = "look it up in the source"
    return "C001", "a control character in the text", guess, sure or None


def _read_twice(view: View) -> Iterator[Problem]:
    """C004: UTF-8 that was taken for Windows-1252 somewhere on its way."""
    text = view.text
    matches = [match for match in _TWICE.finditer(text) if not view.in_comment(match.start())]
    for match in matches[:1]:
        try:
            meant = match[0].encode("cp1252").decode("utf-8", "ignore")
        except UnicodeEncodeError:
            meant = ""
        was = f" was probably {quoted(meant)} once" if meant else " was probably another character once"
        more = f", and {len(matches) - 1} more like it" if len(matches) > 1 else ""
        hint = "the file was read in the wrong encoding at some time; go back to an earlier copy"
        at, size = view.offset(match.start()), len(match[0].encode())
        yield Problem("C004", f"{quoted(match[0])}{was}{more}", hint, offset=at, length=size)


def _forms(view: View) -> Iterator[Problem]:
    """C009: letters with their accents as one character here and as two there."""
    text = view.text
    for match in _MARK.finditer(text):
        letter = text[max(match.start() - 1, 0) : match.end()]
        composed = normalize("NFC", letter)
        if len(letter) == 2 and len(composed) == 1:
            if composed in text or re.search("[\xc0-\u017f]", text):
                message = (
                    f"{quoted(composed)} is written as two characters here, and such letters as one elsewhere"
                )
                at, size = view.offset(match.start() - 1), len(letter.encode())
                hint = "a search finds only one of the two forms; use one"
                yield Problem("C009", message, hint, offset=at, length=size)
            return


def _name(character: str) -> str:
    return f"a {name(character, 'character').lower()}"
