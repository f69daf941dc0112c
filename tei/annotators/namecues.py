"""Names that no list gives: what a text says when it introduces a person, and where it names the same one again."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from tei.annotators.correspondence import parties
from tei.annotators.mentions import CAPITALISED, words_before
from tei.annotators.namewords import NEAR, NO_NAMES, SAYS, STATESMEN, TITLES
from tei.annotators.ordinary import CAPITAL, COMMON
from tei.authority.givennames import GIVEN, SHORT_FOR
from tei.authority.names import fold
from tei.document import Annotation, Document, Evidence, Span

_NEXT_WORD = re.compile(r"([a-z]+)(?![\w’'])")
# How much each cue adds to the logarithm of the odds that a word is the name of a person whom such volumes mark.
_WEIGHTS = {
    "party": 3.9,
    "signed": 2.9,
    "statesman": 2.1,
    "speaker": 1.6,
    "slash": 1.2,
    "title": 1.2,
    "says": 1.1,
    "by": 1.0,
    "initial": 0.9,
    "hyphen": 0.5,
    "possessive": 0.4,
    "often": 0.3,
    "comma": 0.2,
    "preposition": 0.1,
    "given-name": -0.1,
    "list": -0.1,
    "common": -0.2,
    "article": -0.6,
    "in": -0.6,
    "inside": -0.9,
    "strange-ending": -1.0,
    "short": -1.2,
    "before-capital": -1.3,
    "capitals": -2.6,
    "lower": -4.4,
}
_BIAS = -1.4
_THRESHOLD = -0.8  # where about as many names are missed as words are taken for names
_BIT = {name: 1 << position for position, name in enumerate(_WEIGHTS)}
_ARTICLES = frozenset({"the", "a", "an", "this", "these", "that", "each", "every", "any", "no"})
_PLACES = frozenset({"in", "at", "near", "into", "through", "across", "over", "via", "toward"})
_STRANGE = re.compile(
    r"(?:ia|ian|ians|ese|ish|ism|ist|ists|tion|tions|ment|ments|ity|ing|ings|ence|ance|ness|ship|land|stan|ary|ory|"
    r"ical|ive|able|ally|ly|ers|ure|ies|ogy|ded|ted|sed|ked|led|ned|red|ced|ated)$"
)
_LEAST = 2  # letters of a surname
_LONGEST = 20  # letters of a word beside that are looked at
_REMEMBERED = 32768  # words whose cues are kept in mind
_SHORT = 3  # letters of a word that is more often an abbreviation
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_WORD_AT_END = re.compile(r"[A-Z][^\W\d_]*$")
_OFTEN = 3  # times
_SEVERAL = 2  # persons
_ALIKE = 3  # letters


def cues(text: str) -> dict[str, tuple[int, list[int]]]:
    """What tells of each word with a capital whether it names a person: the cues as bits, and where it stands."""
    found: dict[str, tuple[int, list[int]]] = {}
    for match in CAPITALISED.finditer(text):
        candidate = _candidate(match[0])
        if candidate is None:
            continue
        word, own = candidate
        start, end = match.span()
        bits = own | _before(text, start) | _after(text, start, end)
        known = found.get(word)
        if known is None:
            found[word] = (bits, [start])
        else:
            known[1].append(start)
            found[word] = (known[0] | bits, known[1])
    return found


_NONE = NO_NAMES | TITLES


@lru_cache(maxsize=_REMEMBERED)
def _candidate(word: str) -> tuple[str, int] | None:
    """The surname that *word* may be, without a possessive, and the cues that it bears itself; None for other words."""
    possessive = word.endswith(("'s", "’s"))
    surname = word[:-2] if possessive else word
    folded = surname.lower()
    if folded in _NONE or len(surname) < _LEAST:
        return None
    tests = (
        ("possessive", possessive),
        ("statesman", folded in STATESMEN),
        ("given-name", folded in GIVEN),
        ("common", folded in COMMON or folded in CAPITAL),
        ("strange-ending", bool(_STRANGE.search(folded))),
        ("capitals", surname.isupper()),
        ("inside", not surname.isupper() and not surname[1:].islower()),
        ("short", len(surname) <= _SHORT),
        ("hyphen", "-" in surname),
    )
    return surname, sum(_BIT[name] for name, holds in tests if holds)


def _before(text: str, start: int) -> int:
    """The cues of what stands before a word."""
    last = text[start - 1 : start]
    if last == " ":
        return _behind(text[max(0, start - _LONGEST) : start - 1].rpartition(" ")[2])
    if last == "/":
        other = _WORD_AT_END.search(text, max(0, start - _LONGEST), start - 1)
        return _BIT["slash"] if other and other[0].lower() not in _NONE else 0
    return _BIT["list"] if last in "\n" else 0


def _after(text: str, start: int, end: int) -> int:
    """The cues of what stands behind a word."""
    following = text[end : end + 1]
    if following == " ":
        return _ahead(text[end + 1 : end + _LONGEST].partition(" ")[0])
    if following == ",":
        says = text[end + 1 : end + 2] == " " and (
            _ahead(text[end + 2 : end + _LONGEST].partition(" ")[0]) & _BIT["says"]
        )
        return _BIT["comma"] | says
    if following == ":":
        titles = text[max(0, start - 24) : start].rpartition("\n")
        speaks = titles[1] and all(word.rstrip(".").lower() in TITLES for word in titles[2].split())
        return _BIT["speaker"] if speaks else 0
    if following == "/":
        other = CAPITALISED.match(text, end + 1)
        return _BIT["slash"] if other and other[0].lower() not in _NONE else 0
    return 0


@lru_cache(maxsize=_REMEMBERED)
def _ahead(following: str) -> int:
    """The cues that the word behind gives, with which *following* begins."""
    word = _NEXT_WORD.match(following)
    if word:
        return _BIT["says"] if word[1] in SAYS else 0
    return _BIT["before-capital"] if following[:1].isupper() else 0


@lru_cache(maxsize=_REMEMBERED)
def _behind(before: str) -> int:
    """The cues that the word before gives, with which *before* ends."""
    word = before.rpartition("\n")[2].lstrip('([“"/—')
    if not word:
        return _BIT["list"]
    if word[0].isupper():
        if word.rstrip(".").lower() in TITLES:
            return _BIT["title"]
        return _BIT["initial"] if _INITIALS.fullmatch(word) else 0
    if word in _ARTICLES:
        return _BIT["article"]
    if word == "by":
        return _BIT["by"]
    if word in NEAR:
        return _BIT["preposition"]
    return _BIT["in"] if word in _PLACES else 0


_NAME = re.compile(r"[^\W\d_][\w’'-]*[^\W\d_]")
_SLASH = re.compile(r"/(?=(?P<b>[A-Z][^\W\d_]+))")  # begins with a letter that is sooner searched than a kind
_BEFORE_SLASH = re.compile(r"[A-Z][^\W\d_]+$")
_SECOND_PART = re.compile(r" [A-Z][a-z’']+-[A-Za-z][a-z]+(?![\w-])")
_PARTICLES = frozenset(
    {"De", "Du", "Von", "Van", "El", "Al", "Ibn", "Bin", "Ben", "Abdel", "Abdul", "Abu", "U", "Le"}
)


def introduced(document: Document) -> list[Annotation]:
    """A ``persName`` for every mention of a person whom the document introduces, with an id made of the surname.

    Each word with a capital is weighed by all that stands around it in the document: titles, first names, initials,
    verbs of saying, the heading, signatures. Older volumes, which print the file number above a heading without a
    number, name persons in the heading alone.
    """
    found = _evidence(document)
    known = {word: certainty for word, (bits, _) in found.items() if (certainty := _certainty(bits))}
    _spread(document.text, found, known)
    for word in found:
        if word.isupper() and word not in known and (certainty := known.get(word.capitalize(), 0.0)):
            known[word] = certainty
    until = _end_of_heading(document) if _is_older(document) else len(document.text)
    at = sorted((start, word) for word in known for start in found[word][1] if start < until)
    return list(_kept_apart(document.text, list(_annotations(document.text, at, known))))


def _spread(text: str, found: dict[str, tuple[int, list[int]]], known: dict[str, float]) -> None:
    """Add the words that stand beside a known name with a slash between (``Smith/Rogers``)."""
    pairs = []
    for slash in _SLASH.finditer(text):
        left = _BEFORE_SLASH.search(text, text.rfind(" ", 0, slash.start()) + 1, slash.start())
        if left and left[0] in found and slash["b"] in found:
            pairs.append((left[0], slash["b"]))
    while new := {b if a in known else a for a, b in pairs if (a in known) != (b in known)}:
        known.update(dict.fromkeys(new, 0.7))


def _annotations(text: str, at: list[tuple[int, str]], known: dict[str, float]) -> Iterator[Annotation]:
    """The names whose surnames stand at the places *at*; words of a name side by side are one name."""
    held: Annotation | None = None
    for start, word in at:
        span = _extent(text, start, word)
        certainty = known[word]
        if held is not None and (
            span.start < held.span.end or text[held.span.end : span.start] in (" ", " de ")
        ):
            whole = Span(min(held.span.start, span.start), max(held.span.end, span.end))
            held = _annotation(whole, word, max(certainty, held.evidence.certainty))
            continue
        if held is not None:
            yield held
        held = _annotation(span, word, certainty)
    if held is not None:
        yield held


def _annotation(span: Span, surname: str, certainty: float) -> Annotation:
    return Annotation(
        span, "persName", Evidence("introduced", certainty, span), {"ref": f"#{identifier(surname)}"}
    )


@lru_cache(maxsize=4096)
def _certainty(bits: int) -> float:
    """How certain it is that a word with the cues *bits* is a name; 0 where it is not taken for one."""
    score = _BIAS + sum(weight for name, weight in _WEIGHTS.items() if bits & _BIT[name])
    return round(1 / (1 + math.exp(-score)), 2) if score > _THRESHOLD else 0.0


def _is_older(document: Document) -> bool:
    """Whether the document is printed as in volumes before 1952: without a number, the file number above."""
    division = next(document.of("div"), None)
    if division is None or division.evidence.rule == "heading-number":
        return False
    head = next(document.of("head"), None)
    file_number = any(note.attributes.get("rend") == "inline" for note in document.of("note"))
    return file_number or (head is not None and document.words(head.span).startswith("Editorial Note"))


def _end_of_heading(document: Document) -> int:
    return max((head.span.end for head in document.of("head")), default=0)


@lru_cache(maxsize=4096)
def identifier(*names: str) -> str:
    """The id of a person known by *names* alone, the surname first: ``p_`` and their letters, without accents."""
    plain = "_".join(re.sub(r"[^a-z]+", "_", fold(name)).strip("_") for name in names)
    return f"p_{plain or 'unnamed'}"


def _kept_apart(text: str, annotations: list[Annotation]) -> Iterator[Annotation]:
    """The *annotations*, those of a surname that two persons have told apart by first names.

    The surname alone, which could then be either, has no ``@ref``.
    """
    firsts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for annotation in annotations:
        first = _first_name(text, annotation)
        if first:
            kin = firsts[annotation.attributes["ref"]]
            kin[first] = next((other for other in kin if _same(other, first)), first)
    if not firsts:
        yield from annotations
        return
    for annotation in annotations:
        kin = firsts.get(annotation.attributes["ref"], {})
        if len(set(kin.values())) < _SEVERAL:
            yield annotation
            continue
        first = kin.get(_first_name(text, annotation), "")
        surname = annotation.attributes["ref"].removeprefix("#p_")
        yield annotation._replace(attributes={"ref": f"#{identifier(surname, first)}"} if first else {})


def _first_name(text: str, annotation: Annotation) -> str:
    """The first name that *annotation* begins with, folded; empty if it begins with an initial or the surname."""
    start, end = annotation.span
    first, _, rest = text[start:end].partition(" ")
    if not rest:
        return ""
    folded = fold(first)
    return folded if folded in GIVEN else ""


def _same(one: str, other: str) -> bool:
    """Whether two first names can be those of one person: one is short for the other, or they begin alike."""
    alike = one[:_ALIKE] == other[:_ALIKE]
    return alike or one in SHORT_FOR.get(other, ()) or other in SHORT_FOR.get(one, ())


def _evidence(document: Document) -> dict[str, tuple[int, list[int]]]:
    """The cues of the text, with those of the heading's parties and the signatures, and of the document as a whole."""
    text = document.text
    found = cues(text)
    spans = [(party.name, "party") for party in parties(document) if party.name]
    spans += [(Span(a.span.start, _line_end(text, a.span)), "signed") for a in document.of("signed")]
    alone: dict[str, tuple[int, list[int]]] = {}  # words that the text itself gives no cues for
    for span, cue in spans:
        last = next(reversed(list(_NAME.finditer(text, span.start, span.end))), None)
        if last and last[0][0].isupper() and last[0].lower() not in TITLES:
            words = found if last[0] in found else alone
            bits, starts = words.get(last[0], (0, [last.start()]))
            words[last[0]] = (bits | _BIT[cue], starts)
    for word, (bits, starts) in found.items():
        if len(starts) >= _OFTEN:
            bits |= _BIT["often"]
        if _certainty(bits) and _stands(text, word.lower()):  # whatever is no name need not be looked for
            bits |= _BIT["lower"]
        found[word] = (bits, starts)
    return found | alone


def _stands(text: str, word: str) -> bool:
    """Whether *word* stands in *text* with white space around it."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if (at == 0 or text[at - 1].isspace()) and (end == len(text) or text[end].isspace()):
            return True
        at = text.find(word, end)
    return False


def _line_end(text: str, span: Span) -> int:
    end = text.find("\n", span.start, span.end)
    return span.end if end < 0 else end


def _extent(text: str, start: int, word: str) -> Span:
    """The span of the name whose surname stands at *start*: with first names, initials and particles before it."""
    end = start + len(word)
    words = words_before(text, start)
    taken = 0
    for position, first in enumerate(reversed(words), 1):
        if (
            first[0].islower()
            or first in _PARTICLES
            or fold(first) in GIVEN
            or (_INITIALS.fullmatch(first) and first != "M.")
        ):
            taken = position
        else:
            break
    if taken:
        start -= len(" ".join(words[len(words) - taken :])) + 1
    second = _SECOND_PART.match(text, end) if word.isalpha() else None
    return Span(start, second.end() if second else end)
