"""Tags that are not written as XML wants them: what is wrong in each, and where the text goes on."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from tei.validation.wellformed.found import NAME, SPACE, Found, Reading, Tag

_NAME = re.compile(NAME)
_PREFIXED = re.compile(r"[^:]+:[^:\d.\xb7-][^:]*")
_SPACES = re.compile(f"{SPACE}*")
_END = re.compile(rf"<{SPACE}*/{SPACE}*({NAME})")
_SPACED = re.compile(rf"""<{SPACE}+({NAME})(?:{SPACE}+{NAME}{SPACE}*={SPACE}*["'][^<>]*)?{SPACE}*/?>""")
_FOLLOWING = re.compile(rf"{SPACE}+{NAME}{SPACE}*={SPACE}*$")
_UNQUOTED = re.compile(r"(?:(?!/>)[^\s<>\"'])+")
_PLAIN = re.compile(r"[\w.:#-]+")
_ODD = re.compile(rf"(?:(?!{SPACE}|[<>]|/>).)+", re.DOTALL)
_TYPOGRAPHIC = "“”„‟‘’‚«»″′"
_MARKS = re.compile("[<>]")
_FAR = 5000  # characters within which the end of a value is looked for


class _Attributes:
    """The attributes of a broken tag: those that have values, what is wrong, and the offset where it ends."""

    def __init__(self, end: int) -> None:
        self.whole: list[tuple[int, str, str]] = []
        self.wrong: list[Found] = []  # values without quotation marks
        self.faults: list[Found] = []  # those that may lead to others
        self.sound = True  # whether a whole attribute stands behind the last of these
        self.last = end  # where the last attribute that has a value ends
        self.end = end

    def tell(self, fault: Found) -> None:
        """Note a *fault*, unless it may follow from the one before; after one that is ``last`` all does."""
        if self.sound and not self.lost:
            self.faults.append(fault)
        self.sound = False

    @property
    def lost(self) -> bool:
        """Whether the end of the tag cannot be told."""
        return bool(self.faults) and self.faults[-1].last


def attributes(
    reading: Reading, element: str, found: Iterable[tuple[int, str, str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The prefixes that the attributes *found* declare, and those that they use; each is an offset, a name, a value."""
    declared: list[str] = []
    used: list[str] = []
    seen: set[str] = set()
    for at, name, value in found:
        named(reading, at, name)
        if name in seen:
            reading.tell(at, f"<{element}> has the attribute {name} twice", "delete one of the two")
        seen.add(name)
        prefix, colon, rest = name.partition(":")
        if colon and prefix == "xmlns":
            declared.append(rest)
            if not value.strip("\"'"):
                reading.tell(at, f"the prefix “{rest}:” is declared without a namespace", "write its address")
        elif colon and prefix != "xml":
            used.append(prefix)
    return tuple(declared), tuple(used)


def named(reading: Reading, at: int, name: str) -> None:
    """Look at the colon of *name* (Namespaces in XML, production 7): it stands between a prefix and a name."""
    if ":" in name and not _PREFIXED.fullmatch(name):
        reading.tell(at, f"{name} is no name: a colon stands after a prefix, and once", "mend the name")


def broken(reading: Reading, at: int) -> int:
    """Where the text goes on after the ``<`` at *at*, which begins no tag, comment or the like as XML has them."""
    text = reading.text
    end = _END.match(text, at)
    if end:
        return _broken_end(reading, at, end)
    if text.startswith(("<!", "</"), at) and not _MARKS.search(text, at + 1):
        return _ends_inside(reading, at)
    name = _NAME.match(text, at + 1)
    spaced = _SPACED.match(text, at)
    if not name and spaced and spaced[1] in reading.closed:
        reading.tell(at, f"a space stands between “<” and “{spaced[1]}”", "delete it")
        name = _NAME.match(text, spaced.start(1))
    if name:
        return _broken_start(reading, at, name)
    if at + 1 >= len(text):
        return _ends_inside(reading, at)
    if text.startswith("<!", at) and not reading.tags:
        reading.cut = True
        if not text.startswith("<!DOCTYPE", at):  # of which a parser knows more
            reading.tell(at, "“<!” begins a comment, <!--, or <!DOCTYPE, and here it does not", last=True)
        return len(text)
    return _no_tag(reading, at)


def _no_tag(reading: Reading, at: int) -> int:
    after = reading.text[at + 1 : at + 2]
    sure = (after.isspace() or after.isdigit()) and not _SPACED.match(reading.text, at)
    sure |= after.isspace() and reading.text[at - 1 : at].isspace()
    fix = (at, at + 1, "&lt;") if sure else None
    reading.tell(at, "a “<” that begins no tag", "write &lt; for it", fix)
    return at + 1


def _ends_inside(reading: Reading, at: int) -> int:
    begun = " ".join(reading.text[at : at + 20].split())
    message = f"the file ends in the middle of “{begun}…”"
    reading.tell(at, message, "the file may have been cut off", last=True)
    reading.cut = True
    return len(reading.text)


def _broken_end(reading: Reading, at: int, match: re.Match[str]) -> int:
    text, name = reading.text, match[1]
    closing, opening = text.find(">", match.end()), text.find("<", match.end())
    if closing < 0 and opening < 0:
        return _ends_inside(reading, at)
    if closing < 0 or 0 <= opening < closing:
        name = _longest(name, reading.opened)
        reading.tell(at, f"the end tag </{name}> lacks its “>”", f"write </{name}>")
        stop = match.start(1) + len(name)
    else:
        reading.tell(at, f"an end tag is written </{name}>, and holds nothing else", f"write </{name}>")
        stop = closing + 1
    reading.tags.append(Tag("end", name, at, stop))
    return stop


def _longest(name: str, known: Container[str]) -> str:
    """The longest beginning of *name* that is one of *known*, or *name* itself: the rest of it is text."""
    return next((name[:n] for n in range(len(name), 0, -1) if name[:n] in known), name)


def _broken_start(reading: Reading, at: int, match: re.Match[str]) -> int:
    text, name = reading.text, match[0]
    found = _attributes(reading, name, match.end())
    if found.end >= len(text):
        return _ends_inside(reading, at)
    closing = text[found.end]
    if not found.whole and name not in reading.closed and closing != "/":
        name = _longest(name, reading.closed)
        if closing != "<" or reading.closed[name] <= reading.opened[name]:
            return _no_tag(reading, at)
        found.last = at + 1 + len(name)
    if closing == "<" and not found.lost:
        reading.tell(at, f"the tag <{name}> lacks its “>”", "write > where it ends")
        found.end = found.last
        if not found.sound:
            found.faults.pop()  # it may follow from that
    reading.found += [fault._replace(last=False) for fault in found.faults]
    reading.found += found.wrong
    declared, used = attributes(reading, name, found.whole)
    if ":" in name:
        named(reading, at, name)
        used += (name.partition(":")[0],)
    end = found.end + {"<": 0, ">": 1, "/": 2}[closing]
    reading.tags.append(Tag("empty" if closing == "/" else "start", name, at, end, declared, used))
    return end


def _attributes(reading: Reading, element: str, at: int) -> _Attributes:
    """The attributes from *at* on; the end is where a ``<``, a ``>`` or a ``/>`` stands, or that of the text."""
    text = reading.text
    found = _Attributes(at)
    while True:
        start, at = at, _past(text, at)
        if at >= len(text) or text[at] in "<>" or text.startswith("/>", at):
            found.end = at
            return found
        name = _NAME.match(text, at)
        if not name:
            message = f"the tag <{element}> is not written as XML wants it, at “{text[at]}”"
            found.tell(Found(at, message, 'attributes are written name="value"'))
            strange = _ODD.match(text, at)
            at = strange.end() if strange else at + 1
            continue
        equals = _past(text, name.end())
        if text[equals : equals + 1] != "=":
            message = f"the attribute {name[0]} of <{element}> has no value"
            found.tell(Found(at, message, f'write {name[0]}="…", or delete it'))
            at = name.end()
            continue
        if start == at and found.whole:
            message = f"a space is missing before {name[0]} in <{element}>"
            found.tell(Found(at, message, "write one", (at, at, " ")))
        first = _past(text, equals + 1)
        at = _value(reading, found, (element, name[0]), first)
        found.whole.append((name.start(), name[0], text[first:at]))
        found.last = at


def _past(text: str, at: int) -> int:
    """Where what is no space begins from *at* on."""
    spaces = _SPACES.match(text, at)
    return spaces.end() if spaces else at


def _value(reading: Reading, found: _Attributes, names: tuple[str, str], at: int) -> int:
    """Where the value ends that should begin at *at*; *names* are those of the element and of the attribute."""
    text, (element, name) = reading.text, names
    quote = text[at : at + 1]
    if quote and quote in "\"'":
        return _quoted(reading, found, names, at)
    if quote and quote in _TYPOGRAPHIC:
        message = f"the tag <{element}> has typographic quotation marks, {quote}"
        found.tell(Found(at, message, 'write straight ones: name="value"'))
        end = re.compile(f"[<>{_TYPOGRAPHIC}\"']").search(text, at + 1)
        stop = end.start() if end else len(text)
        return stop + (end is not None and end[0] not in "<>")
    value = _UNQUOTED.match(text, at)
    if not value:
        found.tell(
            Found(at, f"the attribute {name} of <{element}> has no value", f'write {name}="…", or delete it')
        )
        return at
    if text[value.end() : value.end() + 1] in ("'", '"'):
        message = f"the value of {name} in <{element}> lacks its opening quotation mark"
        found.tell(Found(at, message, f"write {name}={text[value.end()]}{value[0]}{text[value.end()]}"))
        return value.end() + 1
    mended = f'"{value[0]}"'
    fix = (at, value.end(), mended) if _PLAIN.fullmatch(value[0]) else None
    message = f"the value of {name} in <{element}> has no quotation marks"
    found.wrong.append(Found(at, message, f"write {name}={mended}", fix))
    return value.end()


def _quoted(reading: Reading, found: _Attributes, names: tuple[str, str], at: int) -> int:
    """Where the value ends whose quotation mark stands at *at*."""
    text, (element, name) = reading.text, names
    far = min(len(text), at + _FAR)
    end = text.find(text[at], at + 1, far)
    opening, closing = (place if place >= 0 else len(text) for place in (text.find(c, at, far) for c in "<>"))
    if end < 0 and opening == closing == len(text):
        return len(text)
    value = text[at + 1 : end] if end >= 0 else ""
    following = _FOLLOWING.search(value)  # the value has run on to the quotation mark of another
    if end >= 0 and not following and not closing < opening < end:
        for place in (at + i + 1 for i, c in enumerate(value) if c == "<"):
            message = f"a “<” in the value of {name} in <{element}>"
            reading.tell(place, message, "write &lt; for it", (place, place + 1, "&lt;"))
        reading.references(at, end)
        reading.characters(at, end)
        found.sound = True
        return end + 1
    message = f"the value of {name} in <{element}> lacks its closing quotation mark"
    stop = min(opening, closing, at + 1 + following.start() if following else len(text))
    found.tell(Found(at, message, f"write {name}={text[at]}…{text[at]}", last=True))
    return stop - 1 if text[stop - 1 : stop + 1] == "/>" else stop
