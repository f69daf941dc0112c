"""Offices and those who hold them: how a heading names the parties of a correspondence."""

from __future__ import annotations

import re

from tei.document import Span

_POST = (
    r"(?:Secretar(?:y|ies)|Ambassadors?|Chargé|Consul|Director|Chief|Chairman|President|Ministers?|Commander|"
    r"Representatives?|Counselor|Assistant|Deputy|Adviser|Advisor|Attaché|Administrator|Commissioner|Governor|Agent|"
    r"Officer|Premier|Chancellor|King|Shah|Sultan|Amir|Comptroller|Executive Secretary|Special Assistant|General|"
    r"Under|Acting|Head|Member|Attorney|Coordinator|Delegate|Observer|Prime|Foreign|Crown|Vice|Principal)"
)
_BODY = (
    r"(?:Departments?|Embass(?:y|ies)|Legations?|Consulates?|Missions?|Delegations?|Agency|Council|Staff|Office|"
    r"Governments?|Committee|Board|Headquarters|Command|Bureau|Station|Division|Ministry|Secretariat|Section|Posts?|"
    r"House|Chiefs|Commission|Bank|Group|Administration|Corporation|Company|Mission|Branch|Operation|Force|Team)"
)
WORD = re.compile(rf"\b(?:{_POST}|{_BODY})\b")
"""A word that names an office or a body."""

BEGINNING = re.compile(
    rf"(?:(?:United States|U\.S\.|British|French|White|Joint|Special|Supreme|Military|Naval|National|Permanent|"
    rf"Associate|Senior|Regional)\b|{_POST}\b|{_BODY}\b|[A-Z]\w+[’']s (?:{_POST}|Special)\b)"
)
"""How the words for an office or a body begin, after the article."""

_TITLE = (
    r"(?:(?:Vice |Deputy )?President|Secretary[- ]General|Secretary of (?:State|Defense|the Treasury|Agriculture|"
    r"Commerce|the Interior|Labor|the Army|the Navy|the Air Force|War|Energy|Transportation|Health)|"
    r"Under Secretary(?: of State)?|Director of Central Intelligence|Attorney General|Ambassador|Prime Minister|"
    r"(?:Deputy )?Foreign (?:Minister|Secretary)|Defense Minister|Premier|Chancellor|Chairman|General Secretary|"
    r"Affairs|Soviet Union|First Secretary|Senator|Congressman|Representative|Governor|Archbishop|Patriarch|Pope|"
    r"King|Queen|Shah|Emperor|(?:Crown )?Prince(?:ss)?|Sheikh|Shaikh|Amir|Sultan|Lord|Sir|Mr\.|Mrs\.|Miss|Dr\.|"
    r"(?:Lieutenant |Major |Brigadier |Lt\. |Maj\. |Brig\. )?General|(?:Lieutenant )?Colonel|Admiral|Major|Captain|"
    r"Field Marshal|Marshal|Justice|Judge|Professor|Father)"
)
_PARTICLE = r"(?:de|da|du|del|della|von|van|der|al|bin|ibn|el|ul|Abu|le|la)"
_NAME_WORD = r"(?:[A-ZÀ-Ý][\w’'-]+|[A-Z]\.(?:[A-Z]\.)*)"
_SUFFIX = r"(?:,? (?:Jr|Sr)\.?|,? I{2,3}| IV)?"
_NAME = rf"{_NAME_WORD}(?: (?:{_PARTICLE} )*{_NAME_WORD}){{0,3}}{_SUFFIX}"
_BRACKETED = re.compile(
    rf"\(\s*(?P<name>(?:{_PARTICLE} )*{_NAME})\s*\)$|\(\s*(?P<inner>(?:{_PARTICLE} )*{_NAME})\s*\)"
)
_TITLED = re.compile(rf"(?:^|\s){_TITLE} (?P<name>(?:{_PARTICLE} |al-)?{_NAME})(?=$| (?:at|in) [A-Z])")
_TITLE_ALONE = re.compile(rf"(?!(?:Mr|Mrs|Dr)\.|Miss|Sir|Lord){_TITLE} ")
_PERSON = re.compile(
    rf"(?:{_TITLE} )*(?P<name>(?:{_NAME_WORD} )+(?:{_PARTICLE} )*[A-ZÀ-Ý][\w’'-]+{_SUFFIX})(?=$| of |, | at | in )"
)
_NOT_A_NAME = re.compile(
    rf"\b(?:{_POST}|{_BODY}|State|Defense|Treasury|Affairs|United|Nations|States|Soviet|Union|Central|Intelligence|"
    r"National|Security|Army|Navy|Air|Europe|Asia|Africa|East|West|All|Certain|Diplomatic|Allied|Powers|Paris|London|"
    r"Washington|Files?|Record|Assembly)\b"
)
_NOT_BRACKETED = re.compile(
    rf"(?:{_BODY}|Acting|Corrected|Draft|Extracts?|Excerpts?|Translation|Far East|Washington)\b"
)
_SHORTEST_IN_CAPITALS = 6  # letters of a name in capitals; (NEA) is none
_OLD_STYLE = re.compile(rf"(?:The |His |Her )|{_NAME_WORD} |{_TITLE} ")


def kind(words: str) -> str:
    """``office`` for a post that someone holds, ``org`` for a body: what the first such word in *words* says."""
    first = WORD.search(words)
    return "org" if first and re.fullmatch(_BODY, first[0]) else "office"


def name(words: str, plain: bool) -> Span | None:
    """Where in *words* the person is named; none if they name an office alone.

    A name stands in brackets behind the office, behind a title, or, if the words have no article (*plain*), before
    what the person is: ``Robert W. Komer of the National Security Council Staff``.
    """
    bracketed = _BRACKETED.search(words)
    if bracketed:
        group = "name" if bracketed["name"] else "inner"
        inside = bracketed[group]
        acronym = inside.isupper() and len(inside) < _SHORTEST_IN_CAPITALS
        return None if acronym or _NOT_BRACKETED.match(inside) else Span(*bracketed.span(group))
    if "(" in words or "[" in words:
        return None
    return titled(words) or (_full(words) if plain else None)


def titled(words: str) -> Span | None:
    """Where in *words* a name ends them that a title introduces: ``Secretary of State Herter``."""
    found = _TITLED.search(words)
    return Span(*found.span("name")) if found and not _NOT_A_NAME.search(found["name"]) else None


def _full(words: str) -> Span | None:
    """Where in *words* they begin with a full name."""
    found = None if _TITLE_ALONE.match(words) else _PERSON.match(words)
    return Span(*found.span("name")) if found and not _NOT_A_NAME.search(found["name"]) else None


def is_sender(words: str) -> bool:
    """Whether *words*, with which a heading begins, are someone who writes: an office, or a person."""
    if not _OLD_STYLE.match(words):
        return False
    article = words.startswith("The ")
    words = words.removeprefix("The ")
    return (
        bool(WORD.search(words) and (article or BEGINNING.match(words)))
        or name(words, plain=not article) is not None
    )
