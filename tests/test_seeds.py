"""The main job on the two seed documents: what comes out is what is expected, twice the same, and the seed again."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei import Settings, build, encode
from tei.batch import render_one
from tei.namespaces import qname
from tei.report import Summary

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
EXPECTED = Path(__file__).parent / "documents"
SETTINGS = Settings(persons=ROOT / "seeds" / "persons.csv")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("place") / "edition"
    outcomes = build([ROOT / "seeds"], output, SETTINGS)
    assert Summary(outcomes).exit_status() == 0
    return output


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_encoding(seed: Path, built: Path, request: pytest.FixtureRequest) -> None:
    made = (built / "tei" / f"{seed.stem}.xml").read_text("utf-8")
    expected = EXPECTED / f"{seed.stem}.xml"
    if request.config.getoption("--update"):
        expected.write_text(made, "utf-8")
    else:
        assert made == expected.read_text("utf-8")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_the_text_is_the_seed(seed: Path, built: Path) -> None:
    source = seed.read_bytes()
    assert (built / "text" / f"{seed.stem}.txt").read_bytes() == source + b"\n"
    assert render_one(built / "tei" / f"{seed.stem}.xml", "text", None, {}) == source + b"\n"


def test_a_second_run_leaves_the_same_bytes(built: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    again = tmp_path_factory.mktemp("place") / "edition"
    build([ROOT / "seeds"], again, SETTINGS, jobs=2)
    files = sorted(path.relative_to(built) for path in built.rglob("*.*"))
    assert files == sorted(path.relative_to(again) for path in again.rglob("*.*"))
    assert len(files) == 11
    for file in files:
        assert (again / file).read_bytes() == (built / file).read_bytes()


def test_names_are_found_without_a_list(built: Path, tmp_path: Path) -> None:
    encode([ROOT / "seeds"], tmp_path)
    for seed in SEEDS:
        with_list = etree.parse(str(built / "tei" / f"{seed.stem}.xml"))
        without = etree.parse(str(tmp_path / f"{seed.stem}.xml"))
        listed, found = (
            tree.findall(f".//{qname('div')}//{qname('persName')}") for tree in (with_list, without)
        )
        words = {"".join(name.itertext()) for name in listed}
        assert len(words & {"".join(name.itertext()) for name in found}) >= 0.85 * len(words)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_pointer_to_a_person_leads_somewhere(seed: Path, built: Path) -> None:
    tree = etree.parse(str(built / "tei" / f"{seed.stem}.xml"))
    ids = set(tree.xpath("//@xml:id"))
    refs = {str(ref)[1:] for ref in tree.xpath("//@ref")}
    assert refs
    assert refs <= ids
