"""ref: references to pages of the same edition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.document import Annotation, Document, Evidence, Span

_AND = r"(?:, and|,| and)"
_PAGES = re.compile(
    r"(?P<first>p(?<![\w.]p)(?:p?\.|ages?) ?(?P<n>\d{1,4}))(?![\w:]|,\d{3}|\.\d)"
    rf"(?P<more>(?:{_AND} \d{{1,4}}(?![\w:]|\.\d))*)"
)
_MORE = re.compile(r"\d+")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# What comes right before the page: footnote 3, p. 9; telegram 824 to New Delhi, p. 9; letter of May 6, p. 9
_INTRODUCED = re.compile(
    rf"(?:\b[Ss]ee(?: also)?|\b[Aa]nte,?|\b[Pp]ost,?|\b[Ss]upra,?|\b[Ii]nfra,?|\b[Ff]ootnotes? \d+(?:{_AND} \d+)*,"
    r"|\b[Ee]ditorial note,|\b(?:Delga|Gadel) \d+,|\bprinted on|\b(?:telegram|despatch|airgram)s?(?: No\.)? [\w–-]*\d,"
    rf"|(?P<message>\b{_MONTH} \d\d?(?:, \d{{4}})?,|\b(?:to|from) [A-Z]\w+(?: [A-Z]\w+)?,)) ?$"
)
_MESSAGE = re.compile(
    r"\b(?:[Tt]elegrams?|[Dd]espatch(?:es)?|[Aa]irgrams?|letters?|[Mm]emorand(?:um|a)|notes?|aide-mémoire|messages?|minutes|"
    r"conversation|report|[Dd]ated|[Pp]rinted as|[Ss]ent as|paper|circular|[A-Z][a-z]+tel|Gadel|Delga|Usun|Toche)\b"
)
_PUBLICATION = re.compile(
    r"\b(?:[Vv]ol(?:\.|ume)|Bulletin|Suppl|Foreign Relations|[Ii]bid|Times|Post|Herald|Tribune|Papers|Press|Journal|"
    r"Record|Hearings|Congress|Treat(?:y|ies)|TIAS|Stat\.|UNTS|U\.N\.|Doc\.|yr\.|ed\.|Yearbook|Review|Monitor|"
    r"[Rr]eport of|Documents|Annual|Cong\.|Cmd\.|Gazette|[Vv]olumes?)"
)
_SENTENCE = re.compile(r"[;\n(]|(?<=[a-z\d)\]”’])(?<!\b[Vv]ol)(?<!\b[Nn]o)(?<!\b[Nn]os)\.\s(?=[A-Z“\"(])")
_REACH = 160  # characters before a page in which a publication would be named


def page_references(document: Document) -> Iterator[Annotation]:
    """A ``ref`` with ``@target`` for each page of the edition that a note names, as in ``footnote 3, p. 786``.

    The page of a book or newspaper is none, and one whose publication cannot be told is not taken for the edition's
    own. Only notes are looked at. Source: TEI P5, sections 3.7 (Simple Links and Cross-References) and 3.11.3
    (Milestone Elements).
    """
    text = document.text
    for note in document.of("note"):
        for match in _PAGES.finditer(text, *note.span):
            start = max(note.span.start, match.start() - _REACH)
            for stop in _SENTENCE.finditer(text, start, match.start()):
                start = stop.end()
            if _is_own(text[start : match.start()]):
                yield _ref(Span(*match.span("first")), match["n"])
                for more in _MORE.finditer(text, match.start("more"), match.end("more")):
                    yield _ref(Span(*more.span()), more[0])


def _is_own(before: str) -> bool:
    """Whether what stands in the sentence *before* a page leaves no other publication to be meant."""
    introduced = _INTRODUCED.search(before)
    if introduced is None or _PUBLICATION.search(before):
        return False
    return introduced["message"] is None or bool(_MESSAGE.search(before))


def _ref(span: Span, number: str) -> Annotation:
    return Annotation(span, "ref", Evidence("page-number", 0.8, span), {"target": f"#pg_{number}"})
