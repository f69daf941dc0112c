"""Every code of the table has a case that raises it and nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from cases import Case, cases, name
from tei import render
from tei.conventions import load
from tei.diagnostics import CODES, Diagnostic
from tei.document import Document
from tei.exporters import TARGETS, Options, export
from tei.integrity import prove
from tei.metadata import Metadata
from tei.pipeline import Settings, encode_document
from tei.policy import Judge, Policy
from tei.readers import text, volume
from tei.records import Record, records
from tei.validation import Checking, across, parse, validate, validation

HERE = Path(__file__).parent / "diagnostics"
# K codes are of the files of an edition, and in tests/test_left_alone.py.
EDITION = Options(
    Metadata(
        "Letters", ("A. Jones",), publisher="The Archive", date="2026", url="https://example.org/letters"
    )
)
BY_HAND = {"K001", "K002", "K003"}


def found(case: Case, folder: Path) -> list[Diagnostic]:
    """The diagnostics for the case's file: XML is validated or exported, anything else encoded."""
    target = next((target for target in TARGETS if target.replace("-", "_") in case.blocks), "")
    if target:
        return found_by_export(case, folder, target)
    return next((of for block, of in WAYS.items() if block in case.blocks), found_by_encoding)(case, folder)


def found_by_export(case: Case, folder: Path, target: str) -> list[Diagnostic]:
    """The diagnostics of an export; the case may name its file, have an image beside it, or something in the way."""
    path = folder / case.blocks.get("name", "file.xml").strip()
    path.write_text(case.blocks[target.replace("-", "_")], "utf-8")
    if "svg" in case.blocks:
        path.with_suffix(".svg").write_text(case.blocks["svg"], "utf-8")
    if "there" in case.blocks:
        (folder / "out").mkdir()
        (folder / "out" / TARGETS[target].file).write_text(case.blocks["there"], "utf-8")
    return list(export(target, [path], folder / "out", EDITION).diagnostics)


def found_in_rendition(case: Case, folder: Path) -> list[Diagnostic]:
    path = folder / "file.xml"
    path.write_text(case.blocks["rendered"], "utf-8")
    return [
        replace(problem, place=replace(problem.place, file=path.name))
        for outcome in render([path], "html", folder / "out")
        for problem in outcome.diagnostics
    ]


def found_by_proof(case: Case, _folder: Path) -> list[Diagnostic]:
    """What differs between a text and what is said to be its encoding."""
    proof = prove(Document(case.blocks["text"], "file", "file.txt"), etree.fromstring(case.blocks["encoded"]))
    return [proof.failure] if proof.failure else []


def found_by_policy(case: Case, _folder: Path) -> list[Diagnostic]:
    """What is left of the diagnostics when an edition file has had its say."""
    judge = Judge(Policy.of(tomllib.loads(case.blocks["toml"])["checks"], "edition.toml"))
    problems = validate(case.blocks["xml"].encode("utf-8"), "file.xml")
    return [*judge.judged(problems, "file.xml"), *judge.unused()]


def found_by_schematron(case: Case, folder: Path) -> list[Diagnostic]:
    rules = folder / "rules.sch"
    rules.write_text(case.blocks["sch"], "utf-8")
    return validation(
        case.blocks["xml"].encode("utf-8"), "file.xml", Checking(schematron=(rules,))
    ).diagnostics


def found_in_file(case: Case, folder: Path) -> list[Diagnostic]:
    path = folder / "file.xml"
    path.write_text(case.blocks["file"], "utf-8")
    return validate(path, path.name)


def found_in_volume(case: Case, _folder: Path) -> list[Diagnostic]:
    return volume.split(Document(case.blocks["volume"], "file", "file.txt"), load())[1]


def found_by_encoding(case: Case, folder: Path) -> list[Diagnostic]:
    if "bytes" in case.blocks:
        data = case.blocks["bytes"].encode("ascii").decode("unicode_escape").encode("latin-1")
    else:
        data = case.blocks["text"].encode("utf-8")
    document, problems = text.read(data, "file", "file.txt")
    if document is None:
        return problems
    persons = None
    if "persons" in case.blocks:
        persons = folder / "persons.csv"
        persons.write_text(case.blocks["persons"], "utf-8")
    return [*problems, *encode_document(document, Settings(persons=persons)).diagnostics]


def found_across(case: Case, folder: Path) -> list[Diagnostic]:
    """The diagnostics for two files that belong together, besides those of each by itself."""
    found: list[Diagnostic] = []
    seen: list[Record] = []
    for block in ("one", "two"):
        content = case.blocks[block].encode("utf-8")
        found += validate(content, f"{block}.xml")
        path = folder / f"{block}.xml"
        path.write_bytes(content)
        tree, _ = parse(path)
        assert tree is not None
        seen += records(tree.getroot(), str(path))
    for d in across(seen):
        plain = d.message.replace(f"{folder}/", "")
        found.append(replace(d, message=plain, place=replace(d.place, file=Path(d.place.file).name)))
    return found


# By the block that a case has; of two, the earlier decides.
WAYS: dict[str, Callable[[Case, Path], list[Diagnostic]]] = {
    "rendered": found_in_rendition,
    "encoded": found_by_proof,
    "toml": found_by_policy,
    "sch": found_by_schematron,
    "xml": lambda case, _folder: validate(case.blocks["xml"].encode("utf-8"), "file.xml"),
    "one": found_across,
    "file": found_in_file,
    "volume": found_in_volume,
}


@pytest.mark.parametrize("case", cases(HERE), ids=name)
def test_case(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    diagnostics = found(case, tmp_path)
    case.expect("\n".join(map(str, diagnostics)).replace(f"{tmp_path}/", ""), request)
    assert {d.code for d in diagnostics} == {case.path.stem[:4]}


def test_every_code_has_a_case() -> None:
    assert {case.path.stem[:4] for case in cases(HERE)} == set(CODES) - BY_HAND


def test_messages_can_be_read() -> None:
    for case in cases(HERE):
        for line in case.blocks["expected"].splitlines():
            assert len(line) <= 300
