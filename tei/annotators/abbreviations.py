"""Where the terms and abbreviations of a list stand in a text, in the forms in which a text has them.

A list prints ``PBS, PBSUCCESS`` or ``FAR or FARK`` for two forms of one term, ``WFTU (WFTCU)`` for another; a text
prints ``FedRep`` for ``Fed Rep``, ``Urtel`` at the head of a sentence, and ``Exdis`` or ``EXDIS``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tei.authority import Entry, Register
from tei.document import Span

_WORD = re.compile(r"\w+")
_CAPITAL = re.compile(r"[A-Z0-9]\w*+")
_SEVERAL = re.compile(r", |; ?| or ")
_BRACKETED = re.compile(r"(?P<before>[^()]+?) *\((?:also |or )?(?P<inside>[^()]*)\)$")
_FILE_NUMBER = re.compile(r"\d\.$")
_MIXED = 4  # a form of as many letters is known with other capitals: FonMin, FONMIN, Fonmin

# What letters in another case would be: words of the language, months, titles.
_ORDINARY_WORDS = """
ace act action aid aim air all alp amp and ant any ape apt arc are arm art ask ate bar base bat bed
bid big bit boat but call camp can cap car care case cat code con cost cup cut dare dart dec del den
deter did dim din dip dot due ear eat eft ego end era est far fast feb fin fit flag fly for form
fort fund gas gen get goal guard gun had harm has hat hats have heat help her him hip his hit hop
host how ice ill ion iron ism jam jet job just keep key lab lad last law lead led less let lid lie
life link list lost lot mac map mar mark mars mat may men met mid min mis mob mod more moss must
navy neat net new nor not now nut oak oar oct odd off oil one ones opt orb our out own pace pact pad
paper par past pay peace per pet pin plan post pot pro rank rate red rep rest rio rod run sac sad
safe sail sam sand sap save saw sea sec see seed sen sept set shape she ship sip site six solo some
son sos spa star start step sun sure tab tag tan tap tar tea team ten test than the them then they
tip toe ton too top try two use vale van very via vice war was way we well what white who why wise
with won wood yes yet you am an as at be by do go he if in is it me my no of on or so to up us
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
_APPROVED = re.compile(
    r"\b(?:[Dd]rafted|[Aa]pproved|[Cc]leared|[Cc]oncur\w+|[Ii]nitialed|[Cc]opies|[Rr]eviewed|[Ss]igned)\b[^.;\n]*"
    r"(?:\b(?:in|by|to|and|through|from)|,) $"
)
_SPEAKER = re.compile(
    r"(?P<letter>[B-HJ-Z])(?<![\w.'/&-]\w)(?: then| also| again)? (?:said|says|asked|told|thought|thinks|replied|"
    r"agreed|felt|wanted|mentioned|commented|responded|noted|added|wondered|suggested|hoped|called)\b"
)
_REMEMBERED = 50_000  # words that are kept in mind
_APPROVALS = 160  # characters before an office in which it would be said what was approved


class Hit(NamedTuple):
    """A form of a term in the text, the entries that list it, and whether it is spelt as the list spells it."""

    span: Span
    entries: tuple[Entry, ...]
    listed: bool


class _Same:
    """A register as the key of a cache: the very object, whatever it holds."""

    __slots__ = ("register",)

    def __init__(self, register: Register) -> None:
        self.register = register

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.register is self.register

    def __hash__(self) -> int:
        return id(self.register)


class Row(NamedTuple):
    """A form, with hyphens for dashes, the entries that have it, and whether it is spelt as the list spells it."""

    form: str
    entries: tuple[Entry, ...]
    listed: bool


class Forms(NamedTuple):
    """The forms of a register: by their first word, the longest first, and those of one word by its capitals."""

    by_word: dict[str, list[Row]]
    by_capitals: dict[str, list[Row]]
    small: tuple[str, ...]  # the words, also as plurals, that begin without a capital
    seen: dict[str, list[Row] | None]  # words of texts, and what may begin with them

    def of(self, word: str) -> list[Row] | None:
        """What may begin with *word*, which may have a plural s, or capitals within that the list has not."""
        if word in self.seen:
            return self.seen[word]
        if len(self.seen) > _REMEMBERED:
            self.seen.clear()
        found = self.seen[word] = self._of(word)
        return found

    def _of(self, word: str) -> list[Row] | None:
        found = self.by_word.get(word)
        if found is None and word[-1] == "s":
            found = self.by_word.get(word[:-1])
        if found is None and len(word) >= _MIXED and not word[1:].islower():
            found = self.by_capitals.get(word.upper())
        return found


def find(text: str, register: Register) -> Iterator[Hit]:
    """The longest form of a term of *register* that begins at each word, left to right, none overlapping.

    A hyphen, a slash or a possessive parts words (``GOT–GOG``, ``US/MC/67``); a plural s stays outside. A
    single letter counts only as an office (``approved in S``) or as the speaker of a talk (``K said``).
    *text* has spaces where characters are no part of its words.
    """
    forms, reached = _forms(_Same(register)), 0
    plain = _plain(text)
    words = {*_CAPITAL.findall(plain), *(word for word in forms.small if word in plain)}
    known = [(word, rows) for word in words if (rows := forms.of(word))]
    places = sorted((start, word, rows) for word, rows in known for start in _starts(plain, word))
    speakers = (
        {m["letter"] for m in _SPEAKER.finditer(plain)} if any(len(w) == 1 for w, _ in known) else set()
    )
    for start, word, rows in places:
        for form, entries, listed in rows if start >= reached else ():
            end = start + len(form)
            if not (plain.startswith(form, start) or form.upper() == word.upper()) or not _ends(plain, end):
                continue
            single = len(form) == 1
            if _letter_is_meant(plain, start, speakers) if single else _is_meant(plain, start, end):
                reached = end
                yield Hit(Span(start, end), entries, listed)
                break


def _starts(plain: str, word: str) -> Iterator[int]:
    """Where *word* stands as a word of its own."""
    at = plain.find(word)
    while at >= 0:
        end = at + len(word)
        if not plain[at - 1 : at].isalnum() and not plain[end : end + 1].isalnum():
            yield at
        at = plain.find(word, end)


def _plain(text: str) -> str:
    """*text* with hyphens for dashes within words and straight apostrophes, character for character."""
    return text.replace("–", "-").replace("’", "'")


def _ends(plain: str, end: int) -> bool:
    """Whether a word ends at *end*, or has but a plural s there."""
    after = plain[end : end + 2]
    if not (after[:1].isalnum() and plain[end - 1].isalnum()):
        return True
    return after[0] == "s" and not after[1:].isalnum() and plain[end - 1].isalpha() and plain[end - 1] != "s"


def _is_meant(plain: str, start: int, end: int) -> bool:
    """Whether the words at *start* are the term, not a word in a line of capitals or a part of a file number."""
    form = plain[start:end]
    if form.isupper() and form.lower() in _ORDINARY:
        around = (plain[max(0, start - 20) : start].split()[-1:], plain[end : end + 20].split()[:1])
        return not all(words and words[0].isupper() and len(words[0]) > 1 for words in around)
    return not _FILE_NUMBER.search(plain, max(0, start - 2), start)


def _letter_is_meant(plain: str, start: int, speakers: set[str]) -> bool:
    """Whether a single letter is an office (``U—Mr. Hoover``, ``approved in S``) or one of the *speakers*."""
    before, after = plain[start - 1 : start], plain[start + 1 : start + 2]
    if after == "—":
        return before in ("", "\n", " ")
    if plain[start] in speakers:
        return before in ' \n(“"' and (after in " ,;'?)" or plain[start + 1 : start + 3] == ".\n")
    return (
        before == " "
        and after in " ,;.)"
        and bool(_APPROVED.search(plain, max(0, start - _APPROVALS), start))
    )


@lru_cache(maxsize=16)
def _forms(same: _Same) -> Forms:
    """The forms of the entries; a spelling that an entry is listed under belongs to no other."""
    listed: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    other: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in same.register.entries.values():
        for form in _listed_forms(entry.name):
            listed[form][entry.id] = entry
            for variant in _variants(form):
                other[variant][entry.id] = entry
    rows = [Row(form, tuple(entries.values()), True) for form, entries in listed.items()]
    rows += [
        Row(form, tuple(entries.values()), False) for form, entries in other.items() if form not in listed
    ]
    rows.sort(key=lambda row: (-len(row.form), row.form))
    by_word: defaultdict[str, list[Row]] = defaultdict(list)
    by_capitals: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        first = _WORD.match(row.form)
        if first:
            by_word[first[0]].append(row)
        if row.listed and row.form.isalpha() and len(row.form) >= _MIXED:
            by_capitals[row.form.upper()].append(row._replace(listed=False))
    small = tuple(form for word in by_word if not _CAPITAL.match(word) for form in (word, f"{word}s"))
    return Forms(dict(by_word), dict(by_capitals), small, {})


def _listed_forms(name: str) -> list[str]:
    """The forms of a term that a list prints as *name*, with hyphens for dashes."""
    forms = []
    for part in _SEVERAL.split(_plain(name).strip(" ,;:")):
        bracketed = _BRACKETED.fullmatch(part)
        if not bracketed:
            forms.append(part)
            continue
        forms.append(bracketed["before"])
        inside = bracketed["inside"]
        if inside[:1] == part[:1] and " " not in inside and (inside.isupper() or len(inside) > 2):
            forms.append(inside)
    return [form for form in forms if form]


def _variants(form: str) -> Iterator[str]:
    """The other spellings of *form*: its words joined, and its letters in another case."""
    if " " in form and form.replace(" ", "").isalpha():
        yield form.replace(" ", "")
        yield form.replace(" ", "-")
    if form.isalpha() and len(form) > 2 + form.isupper() and form.lower() not in _ORDINARY:
        yield form.capitalize()
        if not form.isupper():
            yield form.upper()
