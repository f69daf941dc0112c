"""What a stylesheet says with ``xsl:message`` about a document, as diagnostics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tei.diagnostics import Diagnostic, Place, diagnostic

_NO_TEMPLATE = "V001 "  # followed by the name of the element: the convention of the built-in stylesheets


def diagnostics(messages: Iterable[str], file: str) -> tuple[list[Diagnostic], list[str]]:
    """One diagnostic for each name of an element that a rendition of *file* has no template for; the other messages."""
    unknown: Counter[str] = Counter()
    others = []
    for message in messages:
        if message.startswith(_NO_TEMPLATE):
            unknown[message.removeprefix(_NO_TEMPLATE).strip()] += 1
        else:
            others.append(message)
    return [_unknown(name, count, file) for name, count in unknown.items()], others


def _unknown(name: str, count: int, file: str) -> Diagnostic:
    times = "once" if count == 1 else f"{count} times"
    return diagnostic(
        "V001",
        f"the rendition has no template for the element “{name}”, which the file holds {times}",
        Place(file),
        "its text is shown in its place; a stylesheet of your own (--xslt) can give it a form",
    )
