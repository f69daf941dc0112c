"""Explanations: for each code of a diagnostic the rule, why there is one, what to do, and an example of each side.

They are Markdown files beside this module, one a code: a heading that states the rule, then the sections ``Why``,
``What to do``, ``Wrong`` and ``Right``. An example's language says what it is: ``text`` a source, ``xml`` a TEI file,
``tei`` a piece of the text of one, ``one`` and ``two`` files that belong together, the name of a target (``cmif``) what
is exported; other blocks of an example are files beside it.

    python -m tei.explanations > docs/diagnostics.md    writes the page about all of them
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tei.diagnostics import CODES, FAMILIES
from tei.errors import TeiError
from tei.resources import resource, resources
from tei.slips import did_you_mean, meant

_SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code stands for. ``wrong`` and ``right`` are examples: the blocks of each by their language."""

    code: str
    rule: str
    why: str
    remedy: str
    wrong: dict[str, str]
    right: dict[str, str]

    def __str__(self) -> str:
        row = CODES[self.code]
        parts = [
            f"{self.code}, {row.severity}: {row.title}",
            self.rule,
            self.why,
            f"What to do: {self.remedy}",
        ]
        for name, example in (("Wrong", self.wrong), ("Right", self.right)):
            parts += [f"{name}:", *(_indented(block) for block in example.values())] if example else ()
        return "\n\n".join(parts)


def explanation(code: str) -> Explanation:
    """The explanation of *code*, in capitals or not; raises :class:`TeiError` if there is no such code."""
    wanted = code.upper()
    if wanted not in CODES:
        close = meant(wanted, CODES)
        hint = (
            did_you_mean(f"{close}, {CODES[close].title}")
            if close
            else "codes begin with "
            + ", ".join(f"{letter} ({what})" for letter, what in FAMILIES.items())
            + "; all of them are in docs/diagnostics.md"
        )
        raise TeiError(f"there is no code {code}", hint)
    try:
        text = resource("explanations", f"{wanted}.md").read_text("utf-8")
    except FileNotFoundError as error:
        raise TeiError(f"{wanted} means: {CODES[wanted].title}; there is no more to say of it") from error
    return _read(wanted, text)


def explained() -> list[str]:
    """The codes that have an explanation, in the order of the table."""
    there = {path.stem for path in resources("explanations", "*.md")}
    return [code for code in CODES if code in there]


def page() -> Iterator[str]:
    """The page about all diagnostics, as Markdown, piece by piece."""
    yield "# Diagnostics\n\nWhat `tei` reports of a document, by code. `tei explain CODE` shows the same.\n\n"
    yield "| code | severity | what it stands for |\n|---|---|---|\n"
    codes = explained()
    for row in (CODES[code] for code in codes):
        yield f"| [{row.code}](#{row.code.lower()}) | {row.severity} | {row.title} |\n"
    for about in map(explanation, codes):
        yield f"\n## {about.code}\n\n{about.rule}\n\n{about.why}\n\n**What to do:** {about.remedy}\n"
        for name, example in (("Wrong", about.wrong), ("Right", about.right)):
            if example:
                yield f"\n{name}:\n"
            for language, block in example.items():
                yield f"\n```{'xml' if block.startswith('<') else language}\n{block}```\n"


def _read(code: str, text: str) -> Explanation:
    heading, *sections = _SECTION.split(text)
    parts = dict(zip(sections[::2], sections[1::2], strict=True))
    rule = heading.removeprefix("# ").strip()
    wrong, right = (dict(_BLOCK.findall(parts.get(name, ""))) for name in ("Wrong", "Right"))
    return Explanation(code, rule, parts["Why"].strip(), parts["What to do"].strip(), wrong, right)


def _indented(block: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in block.rstrip("\n").split("\n"))
