"""Where a text names a person of a list: the words of the name, and which persons of the list it can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from tei.authority import Entry, Register
from tei.authority.givennames import GIVEN, SHORT_FOR
from tei.authority.names import Listed, fold
from tei.authority.register import Surname
from tei.document import Span

# A word with a capital. Its plain letters come first, which are sooner told, and nothing of it is given back.
CAPITALISED = re.compile(r"[A-Z\u00c0-\u00de\u0100-\u017f][a-z]*+[^\W\d_]*+(?:['’–-][^\W\d_]++)*+")
_PARTICLES = frozenset({"von", "van", "de", "der", "al", "el", "ibn", "bin", "du", "la", "zu"})
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_INITIALS = re.compile(r"(?:[A-Z]\.?)+$")
_JUNIOR = re.compile(r",? (?:Jr\b\.?(?=\W|$)|Sr\b\.?|III?\b|IV\b)")
_REACH = 24  # letters of a word before a surname
_MOST = 5  # words before a surname that are looked at
_REMEMBERED = 50_000  # words whose parts are kept in mind
_LEAST = 3  # letters that two spellings of a first name begin with alike


class Mention(NamedTuple):
    """A name in the text, the persons that it can mean, and whether first names are part of it.

    ``surname`` is where the surname alone stands, and ``before`` the capitalised words in front of the whole.
    """

    span: Span
    surname: Span
    entries: tuple[Entry, ...]
    full: bool
    before: str


def mentions(text: str, register: Register) -> list[Mention]:
    """The names of persons of *register* in *text*, from left to right, none overlapping another.

    A possessive, a note number and a title stay outside; first names, particles and ``Jr.`` belong to the name. A
    surname behind first names of somebody else, or that is the first name of the one behind it, is none.
    """
    found: list[Mention] = []
    index, known = register.surnames, register.seen
    for match in CAPITALISED.finditer(text):
        word = match[0]
        parts = known.get(word)
        if parts is None:
            if len(known) > _REMEMBERED:
                known.clear()
            parts = known[word] = tuple(_parts(word, index))
        for begin, end, last in parts:
            listed = _standing(text, match.start() + begin, match.start() + end, index[last])
            mention = _mention(text, match.start() + end, listed) if listed else None
            if mention is not None:
                while found and (
                    found[-1].span.end > mention.span.start or _is_given(text, found[-1], mention)
                ):
                    found.pop()
                found.append(mention)
    return found


def _parts(word: str, index: Mapping[str, object]) -> Iterator[tuple[int, int, str]]:
    """Where in *word* the last words of surnames are: all of it, what precedes ``'s``, or either side of a hyphen."""
    folded = fold(word)
    if folded in index:
        yield 0, len(word), folded
        return
    if folded.endswith("'s"):
        folded = folded[:-2]
        if folded in index:
            yield 0, len(folded), folded
            return
    if "-" in folded:
        for part in _LETTERS.finditer(folded):
            plain = part[0].removesuffix("'s")
            if word[part.start()].isupper() and plain in index:
                yield part.start(), part.start() + len(plain), plain
    elif "'" in folded:
        at = folded.rindex("'") + 1
        if folded[at:] in index:
            yield at, len(folded), folded[at:]


def _standing(text: str, begin: int, end: int, listed: tuple[Surname, ...]) -> list[Surname]:
    """Those of *listed* whose form ends at *end*, the longest; none if a letter stands before it."""
    longest: list[Surname] = []
    for surname in listed:
        size = len(surname.form)
        if longest and len(longest[0].form) > size:
            break
        start = end - size
        if start == begin or (start >= 0 and fold(text[start:end]) == surname.form):
            before = text[start - 1 : start]
            if not before.isalnum():
                longest.append(surname)
    return longest


def _mention(text: str, end: int, listed: list[Surname]) -> Mention | None:
    """The mention of one of the persons *listed* whose surname ends at *end*, or None."""
    start = end - len(listed[0].form)
    words = words_before(text, start)
    if not words:
        entries = tuple(surname.entry for surname in listed)
        stop = _junior(text, end) if any(surname.listed.suffix for surname in listed) else end
        return Mention(Span(start, stop), Span(start, end), entries, False, "")
    measured = [(*_given(words, surname.listed), surname.entry) for surname in listed]
    best = measured[0][1] if len(measured) == 1 else max(given for _, given, _ in measured)
    if not best and _another(words):
        return None
    chosen = [(taken, entry) for taken, given, entry in measured if given == best]
    left = len(words) - (chosen[0][0] if len(chosen) == 1 else max(taken for taken, _ in chosen))
    at = start if left == len(words) else start - len(" ".join(words[left:])) - 1
    entries = tuple(dict.fromkeys(entry for _, entry in chosen))
    stop = _junior(text, end) if best or any(surname.listed.suffix for surname in listed) else end
    return Mention(Span(at, stop), Span(start, end), entries, best > 0, " ".join(words[:left]))


def words_before(text: str, start: int) -> list[str]:
    """The words with a capital, and the particles, directly before *start* on the same line."""
    words: list[str] = []
    while len(words) < _MOST and text[start - 1 : start] == " ":
        end = start - 1
        before = text[max(0, end - _REACH) : end].rpartition(" ")[2].rpartition("\n")[2]
        word = before.lstrip("([“\"‘'/—–")
        if not word or not (word[0].isupper() or word in _PARTICLES) or word[-1] in ",;:!?)]”":
            break
        words.insert(0, word)
        if len(word) < len(before) or (word[-1] == "." and len(word) > 5):
            break
        start = end - len(before)
    return words


def _junior(text: str, end: int) -> int:
    match = _JUNIOR.match(text, end)
    return match.end() if match else end


def _given(words: list[str], listed: Listed) -> tuple[int, int]:
    """How many of the last *words* belong to the name of the person *listed*, and how many of these are first names."""
    taken = given = 0
    for position, word in enumerate(reversed(words), 1):
        if word == listed.particle or (listed.particle and word.lower() == listed.particle):
            taken = position
        elif _fits(word, listed):
            taken, given = position, given + 1
        elif not (_INITIALS.match(word) and word != "U"):
            break
    if given == 1 and words[-taken:] == ["M."]:  # Monsieur, rather than an initial
        return 0, 0
    return taken, given


@lru_cache(maxsize=8192)
def _fits(word: str, listed: Listed) -> bool:
    """Whether *word* can be a first name of the person *listed*: itself, its initials, or another spelling of it."""
    names = (*listed.given, *listed.nicknames)
    if _INITIALS.fullmatch(word) and (len(word) == 1 or "." in word):
        letters = fold(word).replace(".", "")
        known = "".join(fold(name)[:1] for name in listed.given)
        return bool(known) and (letters.startswith(known) or known.startswith(letters))
    folded = fold(word.rstrip("."))
    for name in names:
        known = fold(name.rstrip("."))
        if folded == known or known in SHORT_FOR.get(folded, ()) or folded in SHORT_FOR.get(known, ()):
            return True
        if len(known) > _LEAST and folded[:_LEAST] == known[:_LEAST]:
            return True
    return False


def _another(words: list[str]) -> bool:
    """Whether the last of *words* is a first name or an initial, though none of the person listed."""
    last = words[-1]
    if _INITIALS.fullmatch(last) and "." in last:
        return True
    return fold(last) in GIVEN


def _is_given(text: str, earlier: Mention, later: Mention) -> bool:
    """Whether the *earlier* name is the first name of somebody whose surname is the *later* one."""
    beside = earlier.span.end + 1 == later.span.start and text[earlier.span.end] == " "
    return beside and not earlier.full
