"""What a name as lists print it says: surnames, first names, titles, and the forms under which texts use it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tei.authority.givennames import GIVEN

_TITLE = re.compile(
    r"(?:\b(?:Brigadier|Brig\.|Major|Maj\.|Lieutenant|Lt\.|Rear|Vice|Air|Field|Wing|Group|General|Gen\.|Generalissimo|"
    r"Colonel|Col\.|Captain|Capt\.|Commander|Cdr\.|Admiral|Adm\.|Marshall?|Sergeant|Sir|Lord|Lady|Dame|Dr\.|Mrs?\.|"
    r"Miss|Ms\.|Madame|Mme\.|Viscount|Baron|Count|Earl of|Duke of|Prince|Princess|King|Queen|Archbishop|Bishop|"
    r"Cardinal|Father|Rev\.|Reverend|Professor|Prof\.|Ambassador|Senator|Shaikh|Sheikh|Sayyid|Herr|Don)(?:\s+|$))+"
)
_SUFFIX = re.compile(r"(?:,\s*|\s)(?P<suffix>Jr\.?|Sr\.?|I{2,3}|IV)$")
_REGNAL = re.compile(r" (?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|X)$")
_ALIAS = re.compile(r"\s*(?:\((?P<bracket>[^()]*)\)|[“\"](?P<quoted>[^“”\"]+)[”\"])")
_PATRONYMIC = re.compile(r"\s+(?:ibn|bin|bint|of)\s+.*")
_ARTICLE = re.compile(r"(?:al|el|ul|an|as|ad|ar|az)[-–]", re.IGNORECASE)
_PARTICLE = re.compile(
    r"(?:^|\s)(?P<particle>(?:von|van|de|du|da|di|del|der|den|la|le|ten|ter|zu|dos|d[’'])(?:\s|$))+$"
)
_JOINED = re.compile(r"[-–](\w)")
_INITIAL = re.compile(r"[A-Z]\.?$|(?:[A-Z]\.)+$")
# Families of Viet-Nam, where a person is called by the last part of the name.
_BY_LAST_WORDS = """
    nguyen ngo le pham tran vo ho bui dang do duong hoang huynh phan ton truong vu xuan dinh khieu
"""
_BY_LAST = frozenset(_BY_LAST_WORDS.split())
_ACCENTS = {ord(a): b for a, b in zip("ıİłŁøØđĐ–—‐‑’‘ʼ`", "iIlLoOdD----''''", strict=True)}
_FOLDED: dict[int, str] = {}


def fold(text: str) -> str:
    """*text* without accents and capitals, dashes as hyphens: as many characters as *text* has."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return "".join(_FOLDED.get(ord(c)) or _fold(c) for c in text)


def _fold(character: str) -> str:
    """The first letter that *character* is made of, small; remembered."""
    plain = _ACCENTS.get(ord(character)) or unicodedata.normalize("NFD", character)[:1]
    folded = plain.lower()[:1]
    _FOLDED[ord(character)] = folded
    return folded


@dataclass(frozen=True, slots=True)
class Listed:
    """The parts of a listed name.

    ``surnames`` are its spellings, the first one as listed; ``short`` are parts of it that stand for the whole
    (``Couve`` for ``Couve de Murville``); ``given`` are first names and initials, ``nicknames`` others in their place;
    ``particle`` stands before the surname (``von``); ``others`` are whole names that the list puts in brackets.
    """

    surnames: tuple[str, ...]
    short: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    particle: str = ""
    suffix: str = ""
    others: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def parse(name: str) -> Listed:
    """The parts of *name* as a list prints it, surname first (``Haig, Brigadier General Alexander M., Jr.``)."""
    family, comma, _ = name.partition(",")
    aliases = list(_ALIAS.finditer(name))
    plain = " ".join(_ALIAS.sub("", name).split()).replace(" ,", ",").strip(" ,;")
    plain, suffix = _without_suffix(plain)
    family, comma, rest = (part.strip(" ,") for part in plain.partition(","))
    titles = tuple(word for match in _TITLE.finditer(rest) for word in match[0].split())
    rest = _TITLE.sub("", rest).replace(",", " ").strip()
    particle = _PARTICLE.search(rest)
    if particle:
        rest = rest[: particle.start()].strip()
    surnames, given = _split(family, rest.split(), bool(comma))
    variants, nicknames, others = _aliases(aliases, name)
    whole = surnames[0]
    named = (*variants, *(whole.replace(whole.split()[0], v, 1) for v in variants if " " in whole))
    return Listed(
        tuple(dict.fromkeys((*_spellings(whole, bool(given or comma)), *surnames[1:], *named))),
        tuple(dict.fromkeys(_short(whole, bool(given or comma)))),
        given,
        nicknames,
        titles,
        particle[0].strip() if particle else "",
        suffix,
        others,
    )


def _without_suffix(name: str) -> tuple[str, str]:
    """*name* without ``Jr.`` or the like, and that without its full stop; a king keeps his number."""
    match = _SUFFIX.search(name)
    if match is None or "," not in name:
        return name, ""
    return name[: match.start()].strip(" ,"), match["suffix"].rstrip(".")


def _split(family: str, given: list[str], comma: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The surname and first names; a list may forget the comma between (``Bolshakov Georgi N.``)."""
    words = family.split()
    if not comma and len(words) > 1 and _INITIAL.match(words[-1]):
        return (words[0],), tuple(words[1:])
    bare = _PATRONYMIC.sub("", _REGNAL.sub("", family))
    return (bare if not given else family,), tuple(given)


def _spellings(surname: str, western: bool) -> list[str]:
    """*surname* as texts spell it: hyphens as spaces or not at all, and without an Arabic article."""
    found = [surname]
    plain = _ARTICLE.sub("", surname) if _ARTICLE.match(surname) else surname
    found.append(plain)
    if "-" in surname or "–" in surname:
        found += [_JOINED.sub(lambda match: f" {match[1].upper()}", surname), re.sub("[-–]", "", surname)]
    elif western and plain.count(" ") == 1 and plain[0].isupper():
        found.append(plain.replace(" ", "-"))
    return found


def _short(surname: str, western: bool) -> list[str]:
    """The part of a *surname* of several words that texts use for the whole."""
    words = surname.split()
    if len(words) < 2:
        if western and "-" in surname and surname[0].isupper():
            return [part for part in re.split("[-–]", surname) if len(part) > 3]
        return []
    if western:
        return [words[0]] if words[0][0].isupper() and len(words[0]) > 3 else []
    last = fold(words[0]) in _BY_LAST and len(words) > 2
    return [words[-1] if last else words[0]]


def _aliases(aliases: list[re.Match[str]], name: str) -> tuple[list[str], tuple[str, ...], tuple[str, ...]]:
    """Other spellings of the surname, nicknames, and other whole names, as brackets and quotation marks give them."""
    variants, nicknames, others = [], [], []
    comma = name.find(",")
    for match in aliases:
        inside = (match["bracket"] or match["quoted"] or "").strip(" ,")
        words = re.sub(r"^(?:also|born|née|formerly|or)\s+", "", inside).strip()
        if not words or words[0].islower() or words.isupper():
            continue
        if match.start() < comma or (comma < 0 and match.end() < len(name)):
            variants += [word.strip() for word in words.split(",")]
        elif " " in words:
            others.append(words)
        elif fold(words) in GIVEN or match["quoted"]:
            nicknames.append(words)
        else:
            nicknames.append(words)
            variants.append(words)
    return variants, tuple(nicknames), tuple(others)


def person_forms(name: str) -> list[str]:
    """The forms under which a text names the person whose name a list prints as *name*; the fullest first."""
    listed = parse(name)
    given = " ".join(listed.given)
    firsts = [given, *listed.nicknames, listed.given[0] if listed.given else ""]
    found: list[str] = []
    for surname in listed.surnames:
        whole = f"{listed.particle} {surname}".strip()
        for first in filter(None, firsts):
            if first == surname:
                continue
            full = f"{first} {whole}"
            found += [f"{full}, {listed.suffix}.", full] if listed.suffix in ("Jr", "Sr") else [full]
    found += [*listed.others, *listed.surnames, *listed.short]
    return list(dict.fromkeys(form for form in found if form))
