"""Every code of the table has a case that raises it and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cases import Case, cases, name
from tei import render
from tei.conventions import load
from tei.diagnostics import CODES, Diagnostic
from tei.document import Document
from tei.exporters import TARGETS, Options, export
from tei.metadata import Metadata
from tei.pipeline import Settings, encode_document
from tei.readers import text, volume
from tei.records import Record, records
from tei.validation import across, parse, validate

HERE = Path(__file__).parent / "diagnostics"
# T001 is a fault of the program, so tests/test_integrity.py breaks trees by hand; S009 needs a schema with rules that
# that of the edition does not have, which tests/validation/test_validation.py brings; S011 and S012 are about
# rules of Schematron, and are in tests/validation/schematron; K codes are of files and of the edition file, and in
# tests/test_batch.py and tests/test_policy.py; O050 is of two files, and in tests/exporters/test_dts.py.
EDITION = Options(
    Metadata(
        "Letters", ("A. Jones",), publisher="The Archive", date="2026", url="https://example.org/letters"
    )
)
BY_HAND = {"T001", "S009", "S011", "S012", "K001", "K002", "K003", "K004", "O050"}


def found(case: Case, folder: Path) -> list[Diagnostic]:
    """The diagnostics for the case's file: XML is validated or exported, anything else encoded."""
    target = next((target for target in TARGETS if target.replace("-", "_") in case.blocks), "")
    if target:
        path = folder / "file.xml"
        path.write_text(case.blocks[target.replace("-", "_")], "utf-8")
        return list(export(target, [path], folder / "out", EDITION).diagnostics)
    if "rendered" in case.blocks:
        path = folder / "file.xml"
        path.write_text(case.blocks["rendered"], "utf-8")
        return [
            replace(problem, place=replace(problem.place, file=path.name))
            for outcome in render([path], "html", folder / "out")
            for problem in outcome.diagnostics
        ]
    if "xml" in case.blocks:
        return validate(case.blocks["xml"].encode("utf-8"), "file.xml")
    if "one" in case.blocks:
        return found_across(case, folder)
    if "file" in case.blocks:
        path = folder / "file.xml"
        path.write_text(case.blocks["file"], "utf-8")
        return validate(path, path.name)
    if "volume" in case.blocks:
        return volume.split(Document(case.blocks["volume"], "file", "file.txt"), load())[1]
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
