"""Names, values and lists of them, as people read them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tei.relaxng.names import XML, split
from tei.slips import meant

FEW = 6
_VALUE = 60
_LONGEST = 240
_CHAPTERS = re.compile(r"\s*\[\d[^\[\]]*\]\s*$")


class Words:
    """Writes names: without namespace where it is the one that most elements of the schema have."""

    def __init__(self, names: Iterable[str]) -> None:
        counted = Counter(split(name)[0] for name in names)
        self.main = counted.most_common(1)[0][0] if counted else ""

    def tag(self, name: str) -> str:
        """The name of an element in angle brackets."""
        uri, local = split(name)
        if uri == self.main:
            return f"<{local}>"
        return f"<{local}> of the namespace {uri}" if uri else f"<{local}> without namespace"

    def tags(self, names: Iterable[str], joint: str) -> str:
        """The names of elements as a list; of many, a few."""
        return listed([self.tag(name) for name in names], joint)


def attribute(name: str) -> str:
    """The name of an attribute, with @."""
    uri, local = split(name)
    if uri == XML:
        return f"@xml:{local}"
    return f"@{local} of the namespace {uri}" if uri else f"@{local}"


def listed(words: Iterable[str], joint: str) -> str:
    """A list as in a sentence; of many, a few and how many more."""
    every = list(words)
    if len(every) > FEW:
        return f"{', '.join(every[:FEW])} and {len(every) - FEW} more"
    return f"{', '.join(every[:-1])} {joint} {every[-1]}" if len(every) > 1 else "".join(every)


def quoted(text: str) -> str:
    """*text* in quotation marks, shortened."""
    words = " ".join(text.split())
    return f"“{words[:_VALUE]}…”" if len(words) > _VALUE else f"“{words}”"


def described(about: str) -> str:
    """What the schema says of something, without references to chapters at the end, shortened."""
    text = _CHAPTERS.sub("", about)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"


def closest(name: str, names: Iterable[str]) -> str:
    """The one of *names* that *name* is most likely a slip for, or nothing."""
    every = {split(other)[1]: other for other in reversed(list(names)) if other != name}
    found = meant(split(name)[1], reversed(every))
    return every[found] if found else ""


def likely(names: Iterable[str], first: Iterable[str], name: str = "") -> tuple[str, ...]:
    """*names* with those of *first* in front, then those that *name* is close to or begins with."""
    every = dict.fromkeys(names)
    close = closest(name, every) if name else ""
    local = split(name)[1]
    short = [other for other in every if name and local.startswith(split(other)[1])]
    front = [*(other for other in first if other in every), *([close] if close else []), *short]
    return tuple(dict.fromkeys([*front, *every]))
