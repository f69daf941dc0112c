"""The page of the documentation about the edition file, made of the table of keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei.editionfile.keys import EXCEPTION_KEYS, KEYS, RENDITION_KEYS, Key
from tei.editionfile.template import MEANINGS

_HEAD = """# The edition file

`edition.toml` says what an edition is made of, and how. It is written in [TOML](https://toml.io): words stand in
quotation marks, lists in square brackets, and what follows a `#` is a remark. `tei init` writes one from what lies in
a folder; `tei build` without arguments takes the one of the folder it is run in, and `tei build path/edition.toml` any
other. Every path in it is relative to the file, so the folder can be moved.

Each key can be given on the command line instead: `tei build --set edition.title=Letters`; for the common ones there
are options of their own (`--persons`, `--convention`, `--output`, `--jobs`, `--fail-on`). A path given there is
relative to the folder the command is run in.

A key that there is not, or a value of the wrong kind, stops the run before any work is done, with the line it stands
on.
"""
_RENDITIONS = """## `[renditions.NAME]`

One table for a rendition that is made in another way than the built-in one.

"""
_CHECKS = """### Severities

Below `[checks]` each code can be given a severity: `D001 = "error"`; `"off"` leaves it out of the reports. For some
files alone there are exceptions, as many as are needed; where several fit, the last one counts. One that excepts
nothing is reported (K004). None of this has documents done again, and a document that is not valid is not written.

    [[checks.except]]
    files = "letters/d1*"
    codes = ["N002"]
    severity = "off"
    reason = "the printer numbered these notes by hand"

"""
_EXPORTS = """## `[exports.TARGET]`

One table for each package that is made of the finished edition, with the options of that target.
"""


def page() -> str:
    """The page, as it stands in ``docs/edition-file.md``."""
    parts = [_HEAD]
    for table, meaning in MEANINGS.items():
        parts.append(f"## `[{table}]`\n\n{meaning}\n\n" + _rows(k for n, k in KEYS.items() if _in(n, table)))
        if table == "renditions":
            parts.append(_RENDITIONS + _rows(RENDITION_KEYS.values()))
        elif table == "checks":
            parts.append(_CHECKS + _rows(EXCEPTION_KEYS.values()))
    return "\n".join([*parts, _EXPORTS])


def _in(name: str, table: str) -> bool:
    return name.partition(".")[0] == table


def _rows(keys: Iterable[Key]) -> str:
    return "\n".join(_lines(keys)) + "\n"


def _lines(keys: Iterable[Key]) -> Iterator[str]:
    yield "| key | value | what it is for |"
    yield "|---|---|---|"
    for key in keys:
        yield f"| `{key.name.rpartition('.')[2]}` | `{key.example}` | {key.meaning} |"
