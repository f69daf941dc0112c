"""Who of several persons of one surname is meant: by title, by office, by first names nearby, or by rank."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from tei.annotators.mentions import Mention
from tei.authority import Entry
from tei.authority.givennames import WOMEN
from tei.authority.names import fold, parse


class Decision(NamedTuple):
    """A mention, the person meant if that can be told, the rule that tells it, and how certain it is."""

    mention: Mention
    entry: Entry | None
    rule: str
    certainty: float


# How many of ten names that a rule gives are the right person's, as measured on published volumes.
CERTAINTY = {
    "surname": 0.93,
    "full-name": 0.85,
    "office": 0.95,
    "named-before": 0.8,
    "named-elsewhere": 0.75,
    "rank": 0.85,
    "namesakes": 0.65,
    "heading": 0.8,
    "title-and-first-name": 0.93,
    "first-name": 0.45,
    "letter": 0.95,
}

# What stands before a name → what the list then says of the person. The first that fits a title counts.
_OFFICES = tuple(
    (re.compile(title), re.compile(said))
    for title, said in (
        (r"(?:Vice[ -]President|Veep)$", r"Vice President"),
        (r"President(?:[ -]elect)?$", r"(?<!Vice )(?<!to the )(?<!of the )\bPresident\b(?!['’]s| for|'s)"),
        (
            r"(?:Prime|Foreign|Defense|Finance) Minister|Fon[Mm]in|Pri[Mm]in|Premier$",
            r"Prime Minister|Minister|Premier",
        ),
        (r"(?:Under|Assistant|Deputy) Secretary$", r"(?:Under|Assistant|Deputy) Secretary"),
        (
            r"Secretar(?:y|ies)$",
            r"^(?:\w+ )?Secretary of|(?<!Under )(?<!Assistant )(?<!Deputy )Secretary of [A-Z]",
        ),
        (r"(?:Ambassador|Amb\.?)$", r"Ambassador|Permanent Representative|Representative (?:at|to)"),
        (r"(?:Senator|Sen\.)$", r"Senator|Senate"),
        (r"Congress(?:man|woman)$", r"Representative|Congress"),
        (r"Governor$", r"Governor"),
        (r"Chancellor$", r"Chancellor"),
        (r"(?:Admiral|Adm\.)$", r"\bAdmiral|Adm\.|Nav(?:y|al)|USN"),
        (
            r"(?:General|Gen\.)$",
            r"\bGeneral\b(?! Assembly|,? (?:Counsel|Manager|Secretary))|Gen\.|Chief of Staff|Army|USA\b",
        ),
        (r"(?:Colonel|Col\.|Major|Maj\.|Captain|Capt\.)$", r"Colonel|Col\.|Major|Maj\.|Captain|Capt\."),
        (r"Marshall?$", r"Marshall?\b"),
        (r"King$", r"\bKing\b"),
        (r"Archbishop$", r"Archbishop"),
        (r"Lord$", r"\bLord\b|Viscount|Earl"),
        (r"Attorney General$", r"Attorney General"),
    )
)
_RANKS = tuple(
    re.compile(said)
    for said in (
        r"^(?:former )?President of the United States|; President of the United States|thereafter President(?:;|$)",
        r"(?:^|; (?:thereafter )?)(?:U\.S\. )?Secretary of State\b",
        r"^President of|(?<!Deputy )\bPrime Minister\b|^Chancellor|^(?:King|Premier)\b|"
        r"Chairman of the Council of Ministers",
        r"^(?:\w+ )?(?:Foreign Minister|Minister of Foreign Affairs)|^Secretary of|Secretary of State for Foreign",
    )
)
_WOMAN = re.compile(r"(?:Mrs\.?|Miss|Ms\.?|Madame|Mme\.?|Lady|Queen)$")
_OFFICE_BEFORE = re.compile(r"[^.;:\n]{0,90}$")


def decide(text: str, mentions: list[Mention]) -> list[Decision]:
    """Each of *mentions* with the person it means; without one where several persons of the name remain.

    A title or office that the list gives to one of them alone decides; then first names that stand nearest before,
    or anywhere in the document; then that one of them alone is at the head of a state or its diplomacy.
    """
    named = {m.entries[0].id for m in mentions if m.full and len(m.entries) == 1}
    last: dict[str, Entry] = {}
    out = []
    for mention in mentions:
        people = mention.entries
        surname = fold(text[slice(*mention.surname)]) if mention.full or len(people) > 1 else ""
        if len(people) == 1:
            rule = "full-name" if mention.full else "surname"
            out.append(Decision(mention, people[0], rule, CERTAINTY[rule]))
            if mention.full:
                last[surname] = people[0]
            continue
        decision = _among(text, mention, named, last.get(surname))
        if decision.entry and decision.rule == "office" and not _WOMAN.search(mention.before):
            last[surname] = decision.entry
        out.append(decision)
    return out


def _among(text: str, mention: Mention, named: set[str], latest: Entry | None) -> Decision:
    """The decision on a *mention* that several persons of the list share."""
    people = mention.entries
    entry = _by_title(text, mention)
    if entry:
        return Decision(mention, entry, "office", CERTAINTY["office"])
    if latest in people:
        return Decision(mention, latest, "named-before", CERTAINTY["named-before"])
    present = [entry for entry in people if entry.id in named]
    if len(present) == 1:
        return Decision(mention, present[0], "named-elsewhere", CERTAINTY["named-elsewhere"])
    entry = _foremost(tuple(present or people))
    if entry:
        return Decision(mention, entry, "rank", CERTAINTY["rank"])
    return Decision(mention, None, "namesakes", CERTAINTY["namesakes"])


def _by_title(text: str, mention: Mention) -> Entry | None:
    """The only person whose titles and description agree with the title before the name."""
    before = mention.before or _word_before(text, mention.span.start)
    if _WOMAN.search(before):
        return _only(entry for entry in mention.entries if _is_woman(entry))
    for title, said in _OFFICES:
        if title.search(before):
            return _only(entry for entry in mention.entries if said.search(_said(entry)))
    return None


def _word_before(text: str, at: int) -> str:
    return text[max(0, at - 20) : at].rstrip(" ([").rpartition("\n")[2]


@lru_cache(maxsize=4096)
def _said(entry: Entry) -> str:
    """What the list says of a person, the titles before the name first."""
    return f"{' '.join(parse(entry.name).titles)} {entry.description}".strip()


@lru_cache(maxsize=4096)
def _is_woman(entry: Entry) -> bool:
    listed = parse(entry.name)
    given = fold(listed.given[0]) if listed.given else ""
    return given in WOMEN or any(_WOMAN.search(title) for title in listed.titles)


def _only(entries: Iterable[Entry]) -> Entry | None:
    """The one entry, or None if there are none or several."""
    found = list(entries)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1024)
def _foremost(entries: tuple[Entry, ...]) -> Entry | None:
    """The one of *entries* who outranks the others by what the list says; None if nobody does."""
    for rank in _RANKS:
        found = [entry for entry in entries if rank.search(_said(entry))]
        if found:
            return _only(found)
    return None
