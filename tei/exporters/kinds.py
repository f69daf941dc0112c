"""Kinds: what sort of document one is, by its encoding or else by the word that its heading begins with."""

from __future__ import annotations

import re

from tei.records import Record

_NUMBER = re.compile(r"^\W*(?:No\. ?)?\d+[A-Za-z]?[.\]:)]*\s+")
_PLAIN = ("", "document", "historical-document")
# The first that occurs at the head of a heading counts; the longer ones stand before the words they contain.
_HEADINGS = (
    ("Memorandum of conversation", r"Memorand(?:um|a) of (?:a |an )?(?:Telephone |Private )?Conversations?"),
    ("Memorandum of conversation", r"(?:Transcript|Record) of (?:a )?(?:Telephone )?Conversations?"),
    ("Memorandum of conversation", r"(?:Telephone )?Conversation Between"),
    ("Minutes", r"(?:\w+ )?Minutes"),
    ("Minutes", r"Memorand(?:um|a) (?:of|on) (?:a |the |an )?\w* ?(?:Meeting|Conference|Discussion)"),
    ("Minutes", r"(?:\w+ )?(?:Delegation )?(?:Record|Summary Record|Notes) (?:of|From)"),
    ("Intelligence estimate", r"(?:Special )?(?:National )?Intelligence Estimate"),
    ("Intelligence report", r"(?:Current )?Intelligence (?:Weekly|Memorandum|Report|Information|Note)"),
    ("Memorandum", r"(?:\w+ )?(?:Action |Information )?Memorandum"),
    ("Airgram", r"(?:Circular )?Airgram"),
    ("Telegram", r"(?:\w+ )?Telegram"),
    ("Message", r"(?:\w+ )?Message"),
    ("Despatch", r"(?:\w+ )?D[ei]spatch"),
    ("Letter", r"(?:\w+ )?Letter"),
    ("Postcard", r"(?:Picture )?Postcard"),
    ("Editorial note", r"Editorial Note"),
    ("Aide-mémoire", r"Aide[ -]M[eé]moire"),
    ("Note", r"(?:\w+ )?Note\b"),
    ("Report", r"(?:\w+ )?Report"),
    ("Paper", r"(?:\w+ )?Paper"),
    ("Statement", r"(?:\w+ )?(?:Statement|Communiqu[eé]|Press Release)"),
    ("Diary", r"Diary"),
    ("Directive", r"(?:.{0,30} )?(?:Directive|Decision Memorandum|Study Memorandum|Executive Order)"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _HEADINGS)


def kind(title: str, record: Record) -> str:
    """What sort of document *record* is, whose heading is *title*: in the words of a reader (``Telegram``).

    What the encoding says (``div/@subtype``, or a ``@type`` of its own) goes before what the heading says.
    """
    if record.kind not in _PLAIN:
        return record.kind.replace("-", " ").replace("_", " ").capitalize()
    heading = _NUMBER.sub("", title)
    named = next((name for name, pattern in _PATTERNS if pattern.match(heading)), "")
    return named or ("Correspondence" if _between(heading, record) else "Other document")


def _between(heading: str, record: Record) -> bool:
    return bool(record.senders and record.recipients) or re.search(r"\bto (?:the|[A-Z])", heading) is not None
