"""Names: whether they fit what they point to. Source: TEI P5, section 13.2.1 (Personal Names)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from lxml import etree

from tei.namespaces import XML_ID, local, qname
from tei.validation.rules.view import Element, Problem, View, quoted, words

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_LISTED = {"person": "persName", "place": "placeName", "org": "orgName"}
_FULL = re.compile(r"[A-Z][\w.’'-]*(?: (?:[a-z]{1,3} )*[A-Z][\w.’'-]*)*(?: [A-Z][\w’'-]+)")
_NAMED = frozenset(map(qname, _LISTED.values()))
_PERSON, _TEXT = qname("persName"), qname("text")
_CLOSED = frozenset(("persName", "name", "rs", "ref", "title", "author", "orgName", "placeName"))
_WORD_BEGINS = re.compile(rb"(?=([A-Z][^\s<>]*) )[A-Z]")
_POINTING = ("ref", "corresp")
_Name = tuple[
    Element, str, str, str
]  # one that points: the text that it begins with, the attribute, and its value
_MANY = 200  # names, for which the text is gone through once and not for each of them
_ALIKE = 0.6  # how like two spellings of one name are, at the least


def check(view: View) -> Iterator[Problem]:
    """A002: a name points to an entry whose names are others; A003: a name that is tagged here and not there."""
    listed = {f"#{entry.get(XML_ID)}": entry for name in _LISTED for entry in view.of(name)}
    pointing = [
        (element, element.text or "", attribute, target)
        for element, attribute, target in view.pointers
        if attribute in _POINTING and element.tag in _NAMED
    ]
    if listed:
        yield from _strangers(view, listed, pointing)
    yield from _untagged(view, pointing)


def _all_words(entry: Element) -> frozenset[str]:
    return frozenset(_folded(word) for word in _WORD.findall(words(entry)))


def _first_name(entry: Element) -> str:
    """The first name in *entry*, as far as its first part; in most entries that is all there is."""
    return (entry[0].text or "") if len(entry) and entry[0].tag in _NAMED else ""


def _text(element: Element) -> str:
    """All the text in *element*."""
    return "".join(element.itertext()) if len(element) else element.text or ""


@lru_cache(5000)  # documents beside each other name the same persons
def _akin(name: str, entry: str) -> bool:
    """Whether the texts of a name and of an entry have a word in common that is easily found, as most have."""
    return not _plain(name).isdisjoint(_plain(entry))


@lru_cache(5000)
def _plain(text: str) -> frozenset[str]:
    """The words of *text* that have three letters or more, and nothing else beside them."""
    pieces = text.replace(",", " ").split()
    return frozenset(word for word in pieces if len(word) > 2 and word.isalpha() and word[0].isupper())


def _folded(word: str) -> str:
    return word.casefold().removesuffix("’s").removesuffix("'s")


def _strangers(view: View, listed: dict[str, Element], pointing: Sequence[_Name]) -> Iterator[Problem]:
    """A002: no word of the name is among those of its entry, and one of them is the surname of another."""
    surnames: dict[str, list[str]] | None = None
    entries: dict[str, frozenset[str]] = {}
    texts: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for element, text, attribute, target in pointing:
        if attribute != "ref" or target not in listed or (target, text) in seen:
            continue
        seen.add((target, text))
        if target not in texts:
            texts[target] = _first_name(listed[target])
        if _akin(text, texts[target]) or _akin(_text(element), _text(listed[target])):
            continue
        entry = entries.get(target) or entries.setdefault(target, _all_words(listed[target]))
        said = [
            _folded(word) for word in _WORD.findall(words(element)) if word[:1].isupper() and len(word) > 2
        ]
        if not said or not entry.isdisjoint(said):
            continue
        surnames = _surnames(view) if surnames is None else surnames
        others = [ident for word in said for ident in surnames.get(word, ()) if f"#{ident}" != target]
        if others and not any(_alike(word, own) for word in said for own in entry):
            message = f"{quoted(words(element))} points to {target}, in whose entry there is no such name"
            yield Problem("A002", message, f"did you mean #{others[0]}?", element, "ref")


def _surnames(view: View) -> dict[str, list[str]]:
    """The ids of the persons by their surname, the word before a comma or the last one."""
    found: dict[str, list[str]] = {}
    for person in view.of("person"):
        name = person.find(_PERSON)
        ident = person.get(XML_ID)
        if name is not None and ident:
            parts = _WORD.findall(words(name).partition(",")[0])
            if parts:
                found.setdefault(_folded(parts[-1]), []).append(ident)
    return found


def _alike(one: str, other: str) -> bool:
    from difflib import SequenceMatcher  # for few names

    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _untagged(view: View, pointing: Sequence[_Name]) -> Iterator[Problem]:
    """A003: a name of two words or more, tagged with a ``@ref`` somewhere, stands untagged somewhere else."""
    tagged: Counter[str] = Counter()
    targets: dict[str, str] = {}
    for element, said, attribute, target in pointing:
        if " " in said and target and element.tag == _PERSON and not len(element):
            if attribute != "ref" and element.get("ref"):
                continue
            if texts := sum(1 for _ in element.iterancestors(_TEXT)):
                tagged[said] += texts
                targets[said] = target
    if not tagged:
        return
    full = {said.encode("utf-8"): said for said in tagged if _FULL.fullmatch(said)}
    counts = _counts(full, view.content, view.begin)
    wanted = {said for name, said in full.items() if counts[name] > tagged[said]}
    if not wanted:
        return
    pattern = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(wanted, key=len, reverse=True)))})(?!\w)"
    )
    for text in view.of("text"):
        for element, behind, piece in _untagged_texts(text):
            for match in pattern.finditer(piece):
                if match[0] in wanted:
                    wanted.discard(match[0])
                    message = f"{quoted(match[0])} is tagged as {targets[match[0]]} elsewhere, but not here"
                    hint = "tag it here too, if the same person is meant"
                    yield Problem("A003", message, hint, element, phrase=match[0], behind=behind)


def _counts(names: Collection[bytes], content: bytes, begin: int) -> Mapping[bytes, int]:
    """How often each of *names* stands in *content* from *begin* on; of many names those that begin like a word."""
    if len(names) < _MANY:
        return {name: content.count(name, begin) for name in names}
    alike: dict[bytes, list[bytes]] = {}
    for name in names:
        alike.setdefault(name.partition(b" ")[0], []).append(name)
    found = Counter[bytes]()
    for match in _WORD_BEGINS.finditer(content, begin):
        for name in alike.get(match[1], ()):
            if content.startswith(name, match.start()):
                found[name] += 1
    return found


def _untagged_texts(root: Element) -> Iterator[tuple[Element, bool, str]]:
    """Each piece of text in *root* that stands in no name: the element that it stands in, or else behind."""
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element.tag)
        if name in _CLOSED:
            depth += 1 if event == "start" else -1
        if event == "start":
            if element.text and not depth and name:
                yield element, False, element.text
        elif element.tail and not depth and name and element is not root:
            yield element, True, element.tail
