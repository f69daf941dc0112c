"""What stands around digits in a text, and what it says of their being the number of a note.

Digits are given as the row of :data:`WEIGHTS` that their surroundings are: the day of a date, the number of
a telegram, the end of a sentence.
"""

from __future__ import annotations

import re

from tei.document import Span

# Log-odds that digits are the number of a note, by what stands around them: a "before" row and an "after" row
# for every candidate, and of the others those that hold. Fitted to volumes of 1948 to 1980, and rounded.
WEIGHTS: dict[str, float] = {
    # Before: what the number is glued to
    "after a letter": 6.3,
    "after a stop": 7.3,  # any of . , ; : ? ! …
    "after a closing mark": 5.4,
    "after capitals": 2.8,
    "after one capital": 1.8,
    "after digit and capital": 1.2,  # 1612Z|1
    "after an abbreviation": 2.3,  # No.|3, U.S.|4
    "after digit and point": 4.6,  # your 408.|2
    "after digit and comma": 3.8,  # 13,|2 14
    "after digit and stop": 3.7,  # 1959;|3
    "after a dash": 0.1,  # — as a sign of interpunction
    "after a joiner": -5.4,  # - – /, as in 1955–57
    "after another sign": -4.4,  # $5, (1
    "at a line start": -1.9,
    "separate": -6.8,  # behind a space
    # Before: what is left of a longer run of digits without the number
    "after a year": 3.4,  # 1957|1, 22 Jan 52|3
    "within a year": -3.7,  # 195|7
    "after a day": 3.3,  # February 12|5
    "within a day": -3.9,  # February 1|2
    "after a full group": 0.1,  # 50,000|4, 7:30|2
    "within a group": -5.2,  # 50,0|00
    "after a code": -3.4,  # A–79|1, S/658|1
    "after a joined number": -1.6,  # 48/5|1
    "after dash and number": -1.8,
    "after a number of 1": -4.9,
    "after a number of 1 in a series": -2.8,
    "after a number of 2": -2.4,
    "after a number of 2 in a series": -1.6,
    "after a number of 3": -1.8,
    "after a number of 3 in a series": -0.1,  # mytel 365|2
    "after a number of 4": 0.4,
    "after a number of 4 in a series": 1.6,
    # After
    "before a line end": 3.6,
    "before a space": 3.3,
    "before a stop": 1.9,
    "before a dash": 0.4,
    "before a month": 1.3,
    "before a letter": -1.7,
    "before an ordinal": -0.7,
    "before a unit": -3.1,
    "before a decimal": -3.3,
    "before a joiner": -1.6,
    "before another sign": 0.0,
    "as a label": -3.9,  # 2. The …
    # A mark of the convention, such as [1]: it says itself what it is, except where it may be a label
    "a mark": 9.0,
    "a mark at a line start": -7.0,
    # Several notes on one word
    "several together": 0.7,
    "several with comma": 2.8,
    # The place
    "first note at heading": 2.0,  # or the source note
    "later note at heading": 0.3,
    "in the file number line": -3.3,  # a first line such as 501.BB/6–1548
    "in a file number": -2.5,  # 893.00/11–245|1
    "the line begins with it": -5.4,  # as the number of a telegram does
    "a year next": -3.4,  # February 1|2, 1955
    # Other numbers of the document
    "the note has the rest": 3.2,  # mytel 365|2, if note 2 begins: Telegram 365
    "the rest occurs": 0.5,  # 365 stands elsewhere in the document
    "the whole occurs": -3.3,  # 3652 stands elsewhere in the document
    "a reference on a number": 1.4,  # the note begins: Dated, Not printed, Document
}

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_MONTH_NEXT = re.compile(rf" {_MONTH}\b")
_DAY_NEXT = re.compile(rf"\b{_MONTH}[.,]? (?:\d\d?(?:[-–—/]|, | and | or ))*$")
_SHORT_YEAR_NEXT = re.compile(rf"\b\d\d? {_MONTH} ?$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
_YEAR_NEXT = re.compile(r",? (?:1[89]|20)\d\d\b")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|[Nn]os?|pp?|[Vv]ol|[Pp]aras?|[Cc]h|[Aa]rt|[Ss]ec|[Ff]ig|[Dd]oc|Res|Rev|Add)\.$"
)
# A word that numbers its messages or papers: Embtel 365, Secto 8, Kascom's 35 and 39, Attachment No. 1.
_SERIES = re.compile(
    r"(?:\b(?:[A-Z][\w’]*|\w*[a-z]tels?|tels?|telegrams?|despatch(?:es)?|airgrams?|messages?|cables?|footnotes?)"
    r"|[Nn]os?\.) (?:[\d, –-]+(?:and |or |& )?)?$"
)
_FILE_NUMBER = re.compile(r"\d\w*\.\w+(?: [A-Z]\w*)?/\S*$")
_UNIT = re.compile(
    r" (?:millions?|billions?|thousand|hundred|per ?cent|years?|months?|weeks?|days?|hours?|minutes?|men"
    r"|tons?|miles?|km|kilometers?|feet|barrels|dollars|cents|members|persons|people|votes|aircraft|planes"
    r"|[ap]\. ?m)\b"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|d|th|s)\b")

_STOPS = frozenset(".,;:?!…")
_CLOSERS = frozenset(")]}”’\"'»›>")
_JOINERS = frozenset("-–/")
_LEFT = 48  # how many characters before a number are looked at


def around(text: str, run: Span, start: int, end: int) -> list[str]:
    """The rows that hold for the characters from *start* to *end* by what stands around them.

    *run* is the run of digits in which they begin: ``February 125`` has the run 125 and the number 5.
    """
    split = run.start < start
    before = _split(text, run.start, start, run.end) if split else _before(text, start)
    after = _after(text, end)
    if before in ("at a line start", "separate") and after in ("before a stop", "before a decimal"):
        after = "as a label"
    found = [before, after]
    if before not in ("at a line start", "after a letter") and _begins_line(text, run.start):
        found.append("the line begins with it")
    left = max(0, run.start - _LEFT)
    if text.find("/", left, run.start) >= 0 and _FILE_NUMBER.search(text, left, run.start):
        found.append("in a file number")
    if before == "within a day" and _YEAR_NEXT.match(text, run.end):
        found.append("a year next")
    return found


def _begins_line(text: str, start: int) -> bool:
    """Whether nothing but digits and points stands before *start* in its line."""
    while start and (text[start - 1] == "." or text[start - 1].isdigit()):
        start -= 1
    return not start or text[start - 1] == "\n"


def _before(text: str, start: int) -> str:
    """The row for what stands before digits that begin at *start* and are the number of a note as a whole."""
    c, b = text[start - 1 : start] or "\n", text[start - 2 : start - 1]
    if c.islower():
        return "after a letter"
    if c.isalpha():
        if b.isalpha():
            return "after capitals"
        return "after digit and capital" if b.isdigit() else "after one capital"
    if c.isspace():
        return "at a line start" if c == "\n" else "separate"
    if c in _STOPS:
        if b.isdigit():
            return {".": "after digit and point", ",": "after digit and comma"}.get(c, "after digit and stop")
        abbreviated = c == "." and _ABBREVIATION.search(text, max(0, start - 6), start)
        return "after an abbreviation" if abbreviated else "after a stop"
    if c in _CLOSERS:
        return "after a closing mark"
    if c == "—":
        return "after a dash"
    return "after a joiner" if c in _JOINERS else "after another sign"


def _split(text: str, begin: int, start: int, end: int) -> str:
    """The row for digits from *begin* to *end* if those from *start* on are the number of a note."""
    rest, whole, left = text[begin:start], text[begin:end], max(0, begin - _LEFT)
    if not _YEAR.match(rest) and _SHORT_YEAR_NEXT.search(text, left, begin):
        return "after a year" if len(rest) == 2 and not _YEAR.match(whole) else "within a year"
    if _DAY_NEXT.search(text, left, begin) and 0 < int(rest) < 32 and rest[0] != "0":
        return "within a year" if _YEAR.match(whole) else "after a day" if int(whole) > 31 else "within a day"
    if _YEAR.match(rest):
        return "after a year"
    if _YEAR.match(whole):
        return "within a year"
    c, b = text[begin - 1 : begin], text[begin - 2 : begin - 1]
    if b.isdigit() and c and c in ".,:":
        return "after a full group" if c + str(len(rest)) in (",3", ":2") else "within a group"
    if c == "—":
        return "after dash and number"
    if c and c in _JOINERS:
        return "after a code" if b.isalpha() else "after a joined number"
    if c.isalpha():
        return "after a code"
    series = " in a series" if _SERIES.search(text, left, begin) else ""
    return f"after a number of {min(len(rest), 4)}{series}"


def _after(text: str, end: int) -> str:
    """The row for what stands after digits that end at *end*."""
    c = text[end : end + 1] or "\n"
    if c == "\n":
        return "before a line end"
    if c.isspace():
        if _UNIT.match(text, end):
            return "before a unit"
        return "before a month" if _MONTH_NEXT.match(text, end) else "before a space"
    if c.isalpha():
        return "before an ordinal" if _ORDINAL.match(text, end) else "before a letter"
    d = text[end + 1 : end + 2]
    if (c in ".,:" and d.isdigit()) or (c == "." and d.isalpha()):
        return "before a decimal"
    if c in _STOPS or c in _CLOSERS:
        return "before a stop"
    if c == "—":
        return "before a dash"
    return "before a joiner" if c in _JOINERS else "before another sign"
