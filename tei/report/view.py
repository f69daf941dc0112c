"""How a report is to look, and the few things all of them do alike."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tei.diagnostics import Diagnostic
from tei.outcome import Outcome
from tei.remote import Address, place

# C0 and C1 controls, marks that turn the direction of writing, and what is left of bytes that are no characters, with
# the two code points that XML cannot hold. A terminal obeys the first, a reader is deceived by the second, and the
# rest cannot be written at all.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class View:
    """How a report is to look.

    *verbose* tells all that could stand in a place and which schemas were used; *inventory* also says of each file
    what was proved and written; *base* is the folder in which the report will lie, from which links are made.
    """

    colour: bool = False
    verbose: bool = False
    inventory: bool = False
    base: Path = Path()


def visible(text: str) -> str:
    r"""*text* with controls and marks of direction written out, as ``\u{9b}``."""
    if text.isprintable():  # none of the unsafe is
        return text
    return _UNSAFE.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", text)


def link(file: str, base: Path = Path()) -> str:
    """The relative address of *file* as seen from the folder *base*."""
    address, here = place(file), place(base)
    if isinstance(address, Address) and address.parts[:2] != here.parts[:2]:
        return quote(str(address).encode("utf-8", "surrogateescape"), safe="/:")
    try:
        path = os.path.relpath(file, base)
    except ValueError:  # another drive of Windows
        path = file
    return quote(Path(path).as_posix().encode("utf-8", "surrogateescape"))


def told(outcome: Outcome) -> Iterator[tuple[str, list[Diagnostic]]]:
    """The diagnostics of *outcome* by the file in which each stands, in their order."""
    files: dict[str, list[Diagnostic]] = {}
    for d in outcome.diagnostics:
        files.setdefault(d.place.file or str(outcome.source), []).append(d)
    yield from files.items()
