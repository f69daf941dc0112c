"""Why a file is not well-formed XML: every fault that is certain, in plain words and at its exact place.

libxml2 and expat stop at the first fault, or guess from it what follows. Here the text is read once more, by the
productions of XML 1.0 and with the commonest mistakes of people in mind: what a fault leads to is not told again, and
after it the reading goes on. Only files that libxml2 has refused are read so.
"""

from __future__ import annotations

from xml.parsers import expat

from lxml import etree

from tei.validation.decode import Fault, position
from tei.validation.wellformed.found import Found, Reading
from tei.validation.wellformed.nesting import nested
from tei.validation.wellformed.reading import read

MOST = 1000  # faults of one file that are told


def faults(
    text: str,
    error: etree.XMLSyntaxError | None,
    unreadable: tuple[int, ...] = (),
    entities: frozenset[str] = frozenset(),
) -> list[Fault]:
    """Why *text* is not well-formed, in the order of the places, given the *error* with which libxml2 refused it.

    At the offsets *unreadable* stands something in place of what could not be decoded and has been told: tags that
    hold one of these are taken for what they may be. The text declares *entities*. Without an *error* there may be
    nothing to tell.
    """
    if error is not None and "Excessive depth" in str(error):
        line, column = error.position
        message = "more than 2,048 elements stand inside one another here, which is more than can be read"
        return [Fault(message, line or 1, column or 1, "see whether end tags are missing")]
    reading = read(text, MOST, entities)
    found = [*reading.found, *nested(reading, MOST)]
    end = min((fault.at for fault in found if fault.last), default=len(text) + 1)
    told = [
        fault
        for fault in sorted(found, key=lambda fault: fault.at)
        if (fault.at < end or fault.last) and not _holds(text, fault, unreadable)
    ]
    if len(told) > MOST:
        more = Found(told[MOST].at, "from here on there are more faults, which are not told")
        told = [*told[:MOST], more._replace(hint="mend those before, and check again")]
    if not told:
        return [_first(text, error)] if error is not None else []
    return [_placed(reading, fault) for fault in told]


def _placed(reading: Reading, fault: Found) -> Fault:
    """*fault* with its line and column; its fix is counted in bytes of UTF-8."""
    text = reading.text
    line, column = reading.place(fault.at)
    if fault.fix is None:
        return Fault(fault.message, line, column, fault.hint)
    start, end, instead = fault.fix
    at = len(text[:start].encode("utf-8"))
    return Fault(
        fault.message, line, column, fault.hint, (at, at + len(text[start:end].encode("utf-8")), instead)
    )


def _holds(text: str, fault: Found, unreadable: tuple[int, ...]) -> bool:
    """Whether *fault* lies in a tag that holds one of *unreadable*."""
    if not unreadable:
        return False
    start, end = text.rfind("<", 0, fault.at + 1), text.find(">", fault.at)
    if text.rfind(">", 0, fault.at) > start:
        return False
    return any(start < offset < end for offset in unreadable)


def _first(text: str, error: etree.XMLSyntaxError) -> Fault:
    """What a parser tells of a fault that the reading does not know: one inside a DTD, or a limit of libxml2."""
    parser = expat.ParserCreate("utf-8", "}")  # a separator, so that prefixes are checked
    content = text.encode("utf-8")
    try:
        parser.Parse(content, True)
    except expat.ExpatError as found:
        before = content[: parser.ErrorByteIndex].decode("utf-8", "ignore")
        return Fault(f"this is not well-formed XML: {expat.ErrorString(found.code)}", *position(before))
    line, column = error.position
    message = (error.msg or "").rpartition(", line ")[0] or error.msg or ""
    if "is not a valid URI" in message:
        return Fault(
            f"the address of a namespace is none: {message}", line or 1, column or 1, "write it as it is"
        )
    return Fault(f"the file goes beyond what can be read: {message}", line or 1, column or 1)
