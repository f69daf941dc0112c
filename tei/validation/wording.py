"""Names of elements and values as they stand in messages."""

from __future__ import annotations

from collections.abc import Iterable

from tei.namespaces import TEI, XML
from tei.validation.vocabulary import spoken

_VALUE = 60
_FEW = 6


def tagged(name: object) -> str:
    """The *name* of an element, as its tag."""
    return f"<{spoken(str(name))}>"


def quoted(text: str) -> str:
    """*text* in quotation marks, shortened."""
    words = " ".join(text.split())
    return f"“{words[:_VALUE]}…”" if len(words) > _VALUE else f"“{words}”"


def few(names: Iterable[str]) -> str:
    """A few of *names*, and how many more there are."""
    every = list(names)
    more = f" and {len(every) - _FEW} more" if len(every) > _FEW else ""
    return ", ".join(every[:_FEW]) + more


def any_of(names: Iterable[str]) -> str:
    """Elements of which one is meant; of many, a few."""
    tags = [tagged(name) for name in names]
    return few(tags) if len(tags) > _FEW else _joined(tags, "or")


def all_of(names: Iterable[str]) -> str:
    """Elements that are all meant."""
    return _joined([tagged(name) for name in names], "and")


def _joined(words: list[str], joint: str) -> str:
    return f"{', '.join(words[:-1])} {joint} {words[-1]}" if len(words) > 1 else "".join(words)


def plain(message: str) -> str:
    """A message of libxml2 without namespaces."""
    return message.replace(f"{{{TEI}}}", "").replace(f"{{{XML}}}", "xml:")
