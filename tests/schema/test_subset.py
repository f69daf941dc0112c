"""Whatever the schema of the edition accepts, TEI P5 accepts: tried on documents made by walking the schema.

TEI P5 is ``tei_all.rng``, which jing checks. It lies in ``schemas`` in a folder ``shared`` beside the
project, or where the environment variable ``TEI_ALL`` says.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from instances import Instances
from lxml import etree

from tei.namespaces import local
from tei.resources import resource
from tei.validation import is_valid, parse, validate

ROOT = Path(__file__).resolve().parents[2]
TEI_ALL = Path(os.environ.get("TEI_ALL", ROOT.parent / "shared" / "schemas" / "tei_all.rng"))
JING = shutil.which("pyjing", path=sysconfig.get_path("scripts")) or shutil.which("pyjing")
DOCUMENTS = sorted((ROOT / "tests").glob("**/documents/*.xml"))
TURNS, WILD = 4, 100

needs_jing = pytest.mark.skipif(
    not (JING and shutil.which("java") and TEI_ALL.is_file()), reason="needs jing, Java and tei_all.rng"
)


def made(instances: Instances) -> Iterator[tuple[str, etree._Element]]:
    for name in instances.elements:
        for turn in range(TURNS):
            yield f"{local(name)}-{turn}.xml", instances.saturated(name, turn)
    for seed in range(WILD):
        yield f"wild-{seed}.xml", instances.wild(seed)


@pytest.fixture(scope="module")
def instances() -> Instances:
    return Instances(resource("schema", "edition.xsd"))


@pytest.fixture(scope="module")
def files(instances: Instances, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("instances")
    for name, root in made(instances):
        etree.ElementTree(root).write(folder / name, encoding="utf-8", xml_declaration=True)
    return sorted(folder.iterdir())


def jing(files: list[Path]) -> list[str]:
    """What jing has to say against *files*, a line for each error; one process, as Java starts slowly."""
    assert JING
    run = subprocess.run([JING, str(TEI_ALL), *map(str, files)], capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    return run.stdout.splitlines()


def test_every_element_and_attribute_is_tried(instances: Instances, files: list[Path]) -> None:
    seen: set[tuple[str, str]] = set()
    for file in files:
        for element in etree.parse(file).iter(etree.Element):
            seen.add((str(element.tag), ""))
            seen.update((str(element.tag), str(name)) for name in element.attrib)
    declared = {(n, str(a)) for n, e in instances.elements.items() for a in ("", *e.attributes)}
    assert declared - seen == set()


def test_the_schema_accepts_what_is_made_of_it(files: list[Path]) -> None:
    assert [problem for file in files for problem in validate(file, rules=False)] == []


@needs_jing
def test_tei_accepts_what_the_schema_accepts(files: list[Path]) -> None:
    assert jing(files)[:10] == []


@needs_jing
def test_both_accept_the_documents_of_the_tests() -> None:
    assert DOCUMENTS
    assert [problem for document in DOCUMENTS for problem in validate(document, rules=False)] == []
    assert jing(DOCUMENTS) == []


def test_an_element_of_the_schema_is_not_a_document(instances: Instances) -> None:
    """The schema declares every element, and XSD would accept each as a root; TEI accepts TEI."""
    for name in instances.elements:
        tree, _ = parse(etree.tostring(etree.Element(name)))
        assert tree is not None
        assert not is_valid(tree)


def test_every_declaration_is_documented() -> None:
    for file in resource("schema", "edition.xsd").parent.glob("*.xsd"):
        for declaration in etree.parse(file).getroot():
            if declaration.get("name"):
                text = declaration.findtext("{*}annotation/{*}documentation") or ""
                assert text.strip(), f"{file.name}: {declaration.get('name')}"
