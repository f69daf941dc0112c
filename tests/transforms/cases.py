"""Cases kept as files: a Markdown file holds many, each a title, an input and what is expected of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_CASE = re.compile(
    r"^# (?P<title>.+?)\n(?P<prose>.*?)^```xml input\n(?P<input>.*?)^```\n\s*"
    r"^```(?P<form>text|html) expected\n(?P<expected>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Case:
    """One case: the file and title it has, its TEI, and the expected rendition *form* (``text`` or ``html``)."""

    path: Path
    title: str
    input: str
    form: str
    expected: str

    def __str__(self) -> str:
        return f"{self.path.stem}: {self.title}"


def cases(folder: Path) -> list[Case]:
    """All cases of the Markdown files in *folder*, by file name and in their order."""
    return [
        Case(path, found["title"], found["input"], found["form"], found["expected"])
        for path in sorted(folder.glob("*.md"))
        for found in _CASE.finditer(path.read_text(encoding="utf-8"))
    ]


def update(case: Case, actual: str) -> None:
    """Write *actual* as the expectation of *case* into its file."""

    def replaced(found: re.Match[str]) -> str:
        if found["title"] != case.title:
            return found[0]
        start, end = (position - found.start() for position in found.span("expected"))
        return found[0][:start] + actual + found[0][end:]

    text = case.path.read_text(encoding="utf-8")
    case.path.write_text(_CASE.sub(replaced, text), encoding="utf-8")
