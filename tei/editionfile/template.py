"""A new edition file, with a comment for every key, as ``tei init`` writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tei.editionfile.keys import EXCEPTION_KEYS, KEYS, RENDITION_KEYS, Key

MEANINGS = {
    "edition": "What the header of every document says of the edition. What is left out is not asserted.",
    "sources": "The documents. Paths are relative to this file.",
    "lists": "The edition's own lists of persons, places and terms.",
    "schemas": "Schemas besides the edition's own.",
    "renditions": "What is made of each document besides TEI.",
    "checks": 'How much a problem matters, by its code: D001 = "error", "warning", "info" or "off".',
    "output": "Where everything goes.",
    "run": "How the work is done; nothing here changes what is written.",
}


def _keys(keys: Mapping[str, Key]) -> list[str]:
    return [f"# {name} = {key.example}" for name, key in keys.items()]


# What more may follow a table: tables of their own, in comments.
_FURTHER = {
    "renditions": (
        "",
        "# [renditions.html]  # made in another way than the built-in one",
        *_keys(RENDITION_KEYS),
    ),
    "checks": (
        "",
        "# [[checks.except]]  # for some files alone; as many as are needed",
        *_keys(EXCEPTION_KEYS),
    ),
    "output": (
        "",
        "# [exports.site]  # a package made of the whole edition; tei export --help names all",
    ),
}


def template(values: Mapping[str, Any], remarks: Mapping[str, str]) -> str:
    """An edition file that says *values*, by the names of the keys, and every other key in a comment.

    *remarks* are sentences put above a key, such as what a value was guessed from.
    """
    lines = ["# An edition, for tei build. docs/edition-file.md tells every key."]
    for table, meaning in MEANINGS.items():
        lines += ["", f"# {meaning}", f"[{table}]"]
        for name in KEYS:
            if name.startswith(f"{table}."):
                lines += _key(name, values, remarks)
        lines += _FURTHER.get(table, ())
    return "\n".join(lines) + "\n"


def _key(name: str, values: Mapping[str, Any], remarks: Mapping[str, str]) -> Iterator[str]:
    key = KEYS[name]
    bare = name.partition(".")[2]
    if name in remarks:
        yield f"# {remarks[name]}"
    if name in values:
        yield f"{bare} = {json.dumps(values[name], ensure_ascii=False)}"
    else:
        yield f"# {bare} = {key.example}"
