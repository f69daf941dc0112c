"""The edition file: what it may say, what it says of mistakes, and that all of it is documented and has its effect."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest
from lxml import etree

from cases import Case, cases, name
from tei import build_edition, init
from tei.editionfile import KEYS, Override, override, read
from tei.editionfile.page import page
from tei.editionfile.template import template
from tei.errors import EditionFileError, OutputError
from tei.namespaces import qname
from tei.readers import READERS
from tei.selection import select

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent / "editionfile"
LETTER = "1. Letter From Smith to Jones\n\nText.\n"


def shown(path: Path) -> str:
    """What the file at *path* means where that is not what an empty one means, or why it means nothing."""
    try:
        edition = asdict(read(path))
    except EditionFileError as error:
        return f"{error.message}\nhint: {error.hint}".replace(f"{path.parent}/", "")
    (path.parent / "empty.toml").touch()
    empty, beside = asdict(read(path.parent / "empty.toml")), ("path", "where")
    said = (
        f"{key}: {value!r}" for key, value in edition.items() if value != empty[key] and key not in beside
    )
    return "\n".join(said).replace(f"{path.parent}/", "").replace("PosixPath", "Path")


@pytest.mark.parametrize("case", cases(HERE), ids=name)
def test_case(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "edition.toml"
    path.write_text(case.blocks["toml"], "utf-8")
    case.expect(shown(path), request)


def test_the_page_tells_every_key(request: pytest.FixtureRequest) -> None:
    document = ROOT / "docs" / "edition-file.md"
    if request.config.getoption("--update"):
        document.write_text(page(), "utf-8")
    assert document.read_text("utf-8") == page()


def test_every_example_can_be_used(tmp_path: Path) -> None:
    values = {key.name: tomllib.loads(f"value = {key.example}")["value"] for key in KEYS.values()}
    (tmp_path / "edition.toml").write_text(template(values, {}), "utf-8")
    edition = read(tmp_path / "edition.toml")
    assert edition.metadata.title == "Letters of the Embassy"
    assert edition.persons == tmp_path / "persons.csv"
    (tmp_path / "empty.toml").write_text(template({}, {}), "utf-8")
    assert read(tmp_path / "empty.toml").metadata.language == "en"


def test_the_command_line_goes_before_the_file(tmp_path: Path) -> None:
    path = tmp_path / "edition.toml"
    path.write_text('[edition]\ntitle = "A"\n[lists]\npersons = "p.csv"\n[run]\njobs = 3\n', "utf-8")
    edition = read(
        path, [override("edition.title=B"), override("run.jobs=1"), Override("lists.persons", "q")]
    )
    assert (edition.metadata.title, edition.jobs, edition.persons) == ("B", 1, Path("q"))


def test_what_the_file_says_stands_in_the_header(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(LETTER, "utf-8")
    values = {key.name: tomllib.loads(f"value = {key.example}")["value"] for key in KEYS.values()}
    values = {k: v for k, v in values.items() if k.startswith("edition.")} | {"sources.files": ["in/*"]}
    (tmp_path / "edition.toml").write_text(template(values, {}), "utf-8")
    (outcome,) = build_edition(read(tmp_path / "edition.toml"))
    assert not outcome.problem, outcome.diagnostics
    tree = etree.parse(str(tmp_path / "edition" / "tei" / "a.xml"))
    header = tree.getroot()[0]
    words = {" ".join(str(text).split()) for text in header.itertext()}
    said = [v for k, v in values.items() if k.startswith("edition.") and isinstance(v, str)]
    elsewhere = {values[f"edition.{key}"] for key in ("language", "licence_url", "url")}
    assert set(said) - elsewhere <= words
    assert set(values["edition.editors"]) <= words
    pointed = {header.find(f".//{qname(n)}"): n for n in ("licence", "language")}
    assert [dict(e.attrib) for e in pointed if e is not None] == [
        {"target": values["edition.licence_url"]},
        {"ident": "en"},
    ]


def test_folders_are_kept_apart_when_asked(tmp_path: Path) -> None:
    for folder in ("vol1", "vol2"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "d1.txt").write_text(LETTER, "utf-8")
    path = tmp_path / "edition.toml"
    path.write_text('[sources]\nfiles = ["vol*/*.txt"]\n', "utf-8")
    with pytest.raises(OutputError, match="same file"):
        select(read(path), READERS)
    edition = read(path, [override("output.layout=folders")])
    assert [source.target for source in select(edition, READERS)] == ["vol1/d1", "vol2/d1"]
    build_edition(edition)
    assert (tmp_path / "edition" / "html" / "vol2" / "d1.html").exists()
    left = read(path, [override("output.layout=folders"), override('sources.exclude=["vol1/*"]')])
    assert len(select(left, READERS)) == 2, (
        "a pattern of the command line is relative to the folder it is run in"
    )


def test_init_says_what_lies_there_and_leaves_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    for number in range(3):
        text = f"{number}. Letter From Smith to Jones[1]\n\nText.\n\n[1] A note.\n"
        (tmp_path / "letters" / f"d{number}.txt").write_text(text, "utf-8")
    (tmp_path / "persons.csv").write_text("id,name,description\np_1,Smith,\n", "utf-8")
    (tmp_path / "terms.csv").write_text("not a list", "utf-8")
    path = init(tmp_path)
    edition = read(path)
    assert edition.convention == "plain"
    assert edition.persons == tmp_path / "persons.csv"
    assert edition.terms is None
    assert [source.name for source in select(edition, READERS)] == [f"letters/d{n}.txt" for n in range(3)]
    before = path.read_bytes()
    with pytest.raises(OutputError, match="already"):
        init(tmp_path)
    assert path.read_bytes() == before
