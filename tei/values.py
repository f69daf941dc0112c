"""Values that are not what they should be: what is wrong with each in plain words, and what was meant.

The types are those of TEI P5 (section 1.4.2) and of XML Schema, part 2, by their names in :data:`KINDS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tei.calendar import MONTHS, Partial, find


class Wrong(NamedTuple):
    """Why a value is not what it should be, and what was meant by it; empty where it cannot be told.

    If what was meant is *sure* it could be nothing else.
    """

    why: str = ""
    meant: str = ""
    sure: bool = False


_DAY = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)(T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_RANGE = re.compile(r"(\d{4}(?:-\d\d){0,2}) ?[-–/] ?(\d{4}(?:-\d\d){0,2})")
_YEAR_0 = re.compile(r"(?<!\d)0000(?:\d{4})?(?!\d)")
_YEAR_LAST = re.compile(r"(\d\d?)([./ -])(\d\d?)\2(\d{4}|\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})([./ -])(\d\d?)(?:\2(\d\d?))?")
_TOGETHER = re.compile(r"(\d{4})(\d\d)(\d\d)")
_OPEN = re.compile(r"(\d{4}(?:-\d\d)?)(?:-?[?xX-]+){1,2}")
_NEARLY = re.compile(
    r"(?:(?:c|ca|circa|about|around|before|after|[~<>])\.? ?|\[)(\d{4}(?:-\d\d){0,2})\]?"
    r"|(\d{4}(?:-\d\d){0,2}) ?\(?\?\)?",
    re.IGNORECASE,
)
_NONE = re.compile(r"|n\.? ?d\.?|undated|unknown|no date|none|\?+", re.IGNORECASE)
_MONTH_IN_WORDS = re.compile(rf"({'|'.join(MONTHS)}),? (\d{{4}})", re.I)
_TIME = re.compile(r"(?:(\d{4}-\d\d-\d\d)([T ]))?(\d\d?)[:.](\d\d)(?:[:.](\d\d))?")
_LANGUAGES = {
    "arabic": "ar", "chinese": "zh", "dutch": "nl", "english": "en", "french": "fr", "german": "de", "greek": "el",
    "hebrew": "he", "italian": "it", "japanese": "ja", "latin": "la", "polish": "pl", "portuguese": "pt",
    "russian": "ru", "spanish": "es", "turkish": "tr",
}  # fmt: skip
_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_LASTING = re.compile(rf"(\d+) ?({'|'.join(_UNITS)})s?", re.I)


def temporal(value: str) -> Wrong:
    """Why *value* is no date or time as XML writes it."""
    day = _DAY.fullmatch(value)
    if day:
        return _no_such_day(day) or Wrong()
    if month := _MONTH.fullmatch(value):
        return _no_such_month(str(month[1]), str(month[2]))
    period = _RANGE.fullmatch(value)
    if period and period[1] < period[2] and all(map(_is_date, period.groups())):
        return Wrong(f'it is a period; write from="{period[1]}" to="{period[2]}" for it')
    for form, reader in _FORMS:
        if match := form.fullmatch(value):
            return Wrong("there is no year 0") if _YEAR_0.search(value) else reader(match)
    if value.isdigit() and len(value) < 4:
        few = "two digits" if len(value) == 2 else f"{len(value)} digit{'s' * (len(value) > 1)}"
        return Wrong(f"its year has {few}, and not four", value.zfill(4) if len(value) == 3 else "")
    if value.isdigit() and not int(value):
        return Wrong("there is no year 0")
    return _in_words(value)


def _no_such_day(match: re.Match[str]) -> Wrong | None:
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if not year:
        return Wrong("there is no year 0")
    if month > 12:
        other = Partial(year, day, month)
        swapped = year > 0 and 0 < day <= 12 and other.exists
        return Wrong(f"there is no month {month}", str(other) + (match[4] or "") if swapped else "")
    if not month or not day:
        known = match[1] if not month else f"{match[1]}-{match[2]}"
        return Wrong(
            f"there is no {'month' if not month else 'day'} 00; what is not known is left out", known
        )
    if year > 0 and not Partial(year, month, day).exists:
        return Wrong(_days(year, month))
    return _time(match) if match[4] else None


def _days(year: int, month: int) -> str:
    """How many days the month had, for one that has not so many."""
    days = next(n for n in (31, 30, 29, 28) if Partial(year, month, n).exists)
    return f"{MONTHS[month - 1]} {year} had {days} days"


def _time(match: re.Match[str]) -> Wrong | None:
    clock = _TIME.fullmatch(match[4][1:])
    return _of_clock(clock, f"{match[1]}-{match[2]}-{match[3]}T") if clock else None


def _no_such_month(year: str, month: str) -> Wrong:
    if not int(year):
        return Wrong("there is no year 0")
    if int(month) > 12:
        later = f'; for a period write from="{year}" to="{year[:2]}{month}"' if month > year[2:] else ""
        return Wrong(f"there is no month {month}{later}")
    return Wrong("there is no month 00; what is not known is left out", year) if not int(month) else Wrong()


def _year_last(match: re.Match[str]) -> Wrong:
    one, two, year = int(match[1]), int(match[3]), match[4]
    if len(year) == 2:
        return Wrong("its year has two digits; dates are written year-month-day")
    ways = {str(Partial(int(year), *way)) for way in ((one, two), (two, one)) if _exists(int(year), *way)}
    why = "dates are written year-month-day"
    if len(ways) == 2:
        why += f": {' or '.join(sorted(ways))}"
    return Wrong(why if ways else "there is no such day; " + why, ways.pop() if len(ways) == 1 else "")


def _year_first(match: re.Match[str]) -> Wrong:
    date = Partial(int(match[1]), int(match[3]), int(match[4] or 0))
    if not 0 < date.month <= 12:
        return Wrong(f"there is no month {date.month}")
    if not date.exists:
        return Wrong(_days(date.year, date.month))
    right = match[2] == "-"
    why = "months and days have two digits" if right else "year, month and day have hyphens between them"
    return Wrong(why, str(date), sure=bool(date.year and date.day))


def _together(match: re.Match[str]) -> Wrong:
    date = Partial(*map(int, match.groups()))
    why = "year, month and day have hyphens between them"
    return (
        Wrong(why, str(date), sure=date.year > 0)
        if _exists(*date)
        else Wrong("it is no date; a year has four digits")
    )


def _is_date(text: str) -> bool:
    """Whether the year, month or day *text*, as XML writes it, is one."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return year > 0 and _exists(year, month, day)


def _exists(year: int, month: int, day: int) -> bool:
    return 0 < month <= 12 and Partial(year, month, day).exists


def _open(match: re.Match[str]) -> Wrong:
    return Wrong("what is not known is left out", match[1])


def _nearly(match: re.Match[str]) -> Wrong:
    why = 'a value says no more than the date; write cert="low", or notBefore and notAfter'
    return Wrong(why, match[1] or match[2])


def _month_in_words(match: re.Match[str]) -> Wrong:
    return Wrong(_FIGURES, str(Partial(int(match[2]), MONTHS.index(match[1].capitalize()) + 1)))


def _clock(match: re.Match[str]) -> Wrong:
    return _of_clock(match, f"{match[1]}T" if match[1] else "") or Wrong()


def _of_clock(match: re.Match[str], before: str) -> Wrong | None:
    hours, minutes, seconds = int(match[3]), match[4], match[5] or "00"
    right = f"{before}{hours:02}:{minutes}:{seconds}"
    if hours == 24 and not int(minutes) and not int(seconds):
        return Wrong("midnight is the beginning of a day, 00:00:00")
    if hours > 23 or int(minutes) > 59 or int(seconds) > 59:
        return Wrong("there is no such time of day")
    if match[5] is None:
        return Wrong("times have seconds", right)
    if match[0] in (right, right.removeprefix(before)):
        return None
    return Wrong("a time is written 15:15:00, after a date with a T before it", right)


_FIGURES = "dates are written in figures, year-month-day"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Wrong]], ...] = (
    (_YEAR_LAST, _year_last),
    (_YEAR_FIRST, _year_first),
    (_TOGETHER, _together),
    (_NEARLY, _nearly),
    (_OPEN, _open),
    (_NONE, lambda _match: Wrong("where no date is known the attribute is left out")),
    (_MONTH_IN_WORDS, _month_in_words),
    (_TIME, _clock),
)


def _in_words(value: str) -> Wrong:
    """What is wrong with a date that is written as in a text."""
    expressions = find(value)
    if len(expressions) != 1 or not expressions[0].has_year:
        return Wrong()
    problem, stated = expressions[0].problem(), expressions[0].attributes()
    if problem:
        return Wrong(f"{_FIGURES}; and {problem}")
    if "when" in stated:
        return Wrong(_FIGURES, stated["when"])
    return Wrong(f'it is a period; write from="{stated["from"]}" to="{stated["to"]}" for it')


def pointer(value: str) -> Wrong:
    """Why *value* is no address."""
    if not value:
        return Wrong("it is empty")
    if " " in value:
        return Wrong("no space may stand in an address; write %20 for one that belongs to it")
    if value.count("#") > 1:
        return Wrong("“#” may stand in an address but once")
    if re.search("%(?![0-9A-Fa-f]{2})", value):
        return Wrong("“%” stands before two hexadecimal digits only; write %25 for one that is meant")
    return Wrong()


def pointers(value: str) -> Wrong:
    """Why *value* is no list of addresses: what is wrong with the first that is none."""
    words = value.split()
    if not words:
        return Wrong("it is empty")
    wrong = next(((word, found) for word in words if (found := pointer(word)).why), None)
    return (
        Wrong(f"in “{wrong[0]}” {wrong[1].why}")
        if wrong and len(words) > 1
        else wrong[1]
        if wrong
        else Wrong()
    )


def identifier(value: str) -> Wrong:
    """Why *value* is no identifier."""
    if not value:
        return Wrong("it is empty")
    if value.startswith("#"):
        return Wrong("“#” stands in pointers to an identifier, and not in itself")
    if re.search(r"\s", value):
        return Wrong("no space may stand in an identifier; write _ for it, there and in pointers to it")
    if ":" in value:
        return Wrong("“:” may stand in no identifier")
    if not (value[0].isalpha() or value[0] == "_"):
        return Wrong("an identifier begins with a letter; write one before it, there and in pointers to it")
    odd = re.search(r"[^\w.·-]", value)
    return Wrong(f"“{odd[0]}” may stand in no identifier") if odd else Wrong()


def number(value: str) -> Wrong:
    """Why *value* is no number."""
    if not value:
        return Wrong("it is empty")
    if re.fullmatch(r"-?\d+,\d+", value):
        sure = not re.fullmatch(r"-?\d{1,3},\d{3}", value)
        why = "decimals stand behind a point, and nothing stands between thousands"
        return Wrong(why, value.replace(",", ".") if sure else "")
    if re.fullmatch(r"\d{1,3}([,. '’]\d{3})+", value):
        return Wrong("nothing stands between thousands", re.sub(r"\D", "", value))
    if value.lower() in _NUMBERS:
        return Wrong("numbers are written in figures", str(_NUMBERS.index(value.lower())))
    if unit := re.fullmatch(r"-?\d+(?:\.\d+)? ?([^\d\s.,/-].*)", value):
        return Wrong(f"“{unit[1]}” is no part of a number")
    return Wrong()


def count(value: str) -> Wrong:
    """Why *value* is no whole number from 0 on."""
    if re.fullmatch(r"-\d+", value):
        return Wrong("it is less than 0")
    if re.fullmatch(r"\d+[.,]\d+", value) and not re.fullmatch(r"\d{1,3}[.,]\d{3}", value):
        return Wrong("it is no whole number")
    return number(value)


def certainty(value: str) -> Wrong:
    """Why *value* is no word or number for how certain something is."""
    if found := re.fullmatch(r"(\d{1,3}) ?%", value):
        return Wrong("it is a number from 0 to 1", f"{int(found[1]) / 100:g}" if int(found[1]) <= 100 else "")
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return Wrong("it is less than 0" if value.startswith("-") else "it is more than 1")
    return number(value) if re.match(r"[\d,]", value) else Wrong()


def language(value: str) -> Wrong:
    """Why *value* is no code of a language."""
    if value.lower() in _LANGUAGES:
        return Wrong("it is the name of a language, and not its code", _LANGUAGES[value.lower()])
    if re.fullmatch(r"[A-Za-z]{2,3}_[A-Za-z0-9_]{2,8}", value):
        return Wrong("parts of the code have a hyphen between them", value.replace("_", "-"), sure=True)
    if re.search(r"\s", value):
        return Wrong("it has a space, and is the code of one language")
    return Wrong("its parts have eight letters at the most") if re.search(r"[A-Za-z]{9}", value) else Wrong()


def duration(value: str) -> Wrong:
    """Why *value* says not how long something takes."""
    if match := _LASTING.fullmatch(value):
        number, unit = int(match[1]), match[2].lower()
        day = unit in ("year", "month", "week", "day")
        letter, number = ("D", number * 7) if unit == "week" else (_UNITS[unit], number)
        return Wrong("a duration begins with P", f"P{'' if day else 'T'}{number}{letter}")
    if re.fullmatch(r"P[\dYMD]*\d+[HS]", value):
        return Wrong("T stands before hours, minutes and seconds", re.sub(r"(\d+[HS])$", r"T\1", value))
    return Wrong() if value.startswith(("P", "-P")) else Wrong("a duration begins with P")


def truth(value: str) -> Wrong:
    """Why *value* is not true or false."""
    words = {"yes": "true", "y": "true", "no": "false", "n": "false", "true": "true", "false": "false"}
    found = words.get(value.lower(), "")
    return Wrong("it is true or false, in small letters", found, sure=True) if found else Wrong()


def word(value: str) -> Wrong:
    """Why *value* is not one word."""
    if not value.strip():
        return Wrong("it is empty")
    return Wrong("it has a space, and is one word") if re.search(r"\s", value) else Wrong()


KINDS: dict[str, Callable[[str], Wrong]] = {
    "teidata.temporal": temporal,
    "teidata.temporal.w3c": temporal,
    "teidata.pointer": pointer,
    "teidata.pointers": pointers,
    "teidata.numeric": number,
    "teidata.count": count,
    "teidata.probCert": certainty,
    "teidata.language": language,
    "teidata.duration.w3c": duration,
    "teidata.truthValue": truth,
    "teidata.enumerated": word,
    "teidata.word": word,
    "anyURI": pointer,
    "boolean": truth,
    "date": temporal,
    "dateTime": temporal,
    "duration": duration,
    "gYear": temporal,
    "ID": identifier,
    "language": language,
    "nonNegativeInteger": count,
}


def wrong(value: str, kind: str) -> Wrong | None:
    """Why *value* is none of the type *kind*, as far as it can be told; None if nothing is known of this type."""
    return KINDS[kind](" ".join(value.split())) if kind in KINDS else None
