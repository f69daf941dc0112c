"""The keys of the edition file: one row each, with what its value may be and what it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LAYOUTS = ("flat", "folders")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value may be: how it is called in a message, and whether a value of the file is one."""

    name: str
    fits: Callable[[Any], bool]


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


TEXT = Kind("words in quotation marks", lambda value: isinstance(value, str))
TEXTS = Kind('a list of words in quotation marks: ["…", "…"]', _texts)
PATH = Kind("the path of a file or folder in quotation marks", lambda v: isinstance(v, str) and v != "")
PATHS = Kind('a list of paths in quotation marks: ["…", "…"]', lambda v: _texts(v) and all(v))
NUMBER = Kind("a whole number from 0", lambda v: isinstance(v, int) and not isinstance(v, bool) and v >= 0)
SEVERITY = Kind('"error" or "warning"', lambda value: value in ("error", "warning"))
LAYOUT = Kind(" or ".join(f'"{name}"' for name in LAYOUTS), lambda value: value in LAYOUTS)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the edition file: its table and name, its kind, an example in TOML, and what it is for."""

    name: str
    kind: Kind
    example: str
    meaning: str


KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("edition.title", TEXT, '"Letters of the Embassy"', "The title of the edition."),
        Key("edition.editors", TEXTS, '["Ada Example", "Ben Example"]', "Who edits it."),
        Key("edition.edition", TEXT, '"Second, corrected edition"', "Which edition it is."),
        Key("edition.publisher", TEXT, '"Example Archives"', "Who publishes it. Without one the header calls "
            "the encoding unpublished."),
        Key("edition.place", TEXT, '"Berne"', "Where it is published."),
        Key("edition.date", TEXT, '"2026-05-01"', "When it is published: a day, a month or a year (`2026`)."),
        Key("edition.licence", TEXT, '"CC BY 4.0"', "The terms of use, in words."),
        Key("edition.licence_url", TEXT, '"https://creativecommons.org/licenses/by/4.0/"',
            "Where the text of the licence is."),
        Key("edition.series", TEXT, '"Documents of the Archives"', "The series that the edition is part of."),
        Key("edition.volume", TEXT, '"XII"', "Its number in the series."),
        Key("edition.language", TEXT, '"en"', "The language of the documents, as a BCP 47 tag. Default `en`."),
        Key("edition.language_name", TEXT, '"English"', "The name of that language, for the header."),
        Key("edition.url", TEXT, '"https://example.org/letters"', "Where the edition is, or will be, on the web."),
        Key("sources.files", PATHS, '["letters/*.txt"]', "The documents: paths, folders (which stand for the files "
            "in them) or patterns, where `*` is any name and `**` any folders. Any path may be an address: "
            "`s3://archive/letters/*.txt`."),
        Key("sources.exclude", PATHS, '["letters/*-draft.txt"]', "Which of those are left out."),
        Key("sources.convention", TEXT, '"frus"', "How the documents are printed: `frus`, `plain`, or a file of "
            "your own that ends in `.toml`. Default `frus`."),
        Key("lists.persons", PATH, '"persons.csv"', "The list of persons: CSV with `id,name,description`, or TEI."),
        Key("lists.places", PATH, '"places.csv"', "The list of places: CSV with `id,name,description`, or TEI."),
        Key("lists.terms", PATH, '"terms.csv"', "The list of terms: CSV with `id,term,description`, or TEI."),
        Key("schemas.files", PATHS, '["house.rng"]', "Schemas that every document is to be valid against besides "
            "the edition's own: `.xsd`, `.rng` or `.rnc`."),
        Key("renditions.formats", TEXTS, '["html", "text"]', "What is made of each document besides TEI. "
            "Default both."),
        Key("checks.fail_on", SEVERITY, '"error"', "What makes the exit status 1. Default `error`."),
        Key("output.folder", PATH, '"edition"', "Where the edition is written: a folder or an address. "
            "Default `edition`."),
        Key("output.layout", LAYOUT, '"flat"', "`flat`: all documents side by side, which asks that no two have "
            "one name; `folders`: in the folders that their sources lie in. Default `flat`."),
        Key("output.reports", TEXTS, '["text", "json"]', "The formats of the report. Default text and json."),
        Key("run.jobs", NUMBER, "2", "Processes to use; 0 is one for each processor. Default 0."),
        Key("run.executor", TEXT, '"dask://127.0.0.1:8786"', "A cluster on which the work is done: the scheduler of a "
            "Dask cluster. Default: the processors of this machine."),
        Key("run.time_limit", NUMBER, "600", "Seconds after which a document that does not come to an end is "
            "given up and reported. Default 600."),
    )
}  # fmt: skip

RENDITION_KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("xslt", PATH, '"house.xsl"', "A stylesheet of your own, in place of the built-in one."),
        Key("parameters", TEXT, '{ edition = "Letters" }', "Parameters of the stylesheet, by name."),
    )
}

EXCEPTION_KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("files", TEXTS, '["letters/d1*"]', "The files it is for: a pattern, or a list of them."),
        Key("codes", TEXTS, '["N002"]', "The codes; all of them, if it is left out."),
        Key("severity", TEXT, '"off"', "`error`, `warning`, `info` or `off`."),
        Key(
            "reason",
            TEXT,
            '"the printer numbered these by hand"',
            "Why. It is asked for, so that others know.",
        ),
    )
}
SEVERITIES = ("error", "warning", "info", "off")
TABLES = (*dict.fromkeys(name.partition(".")[0] for name in KEYS), "exports")
