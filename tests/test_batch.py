"""An edition of many documents: what is done again and what not, what is left alone, and that a run can be cut off."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tei import Settings, build_edition, encode
from tei.batch import Wish
from tei.batch.building import plan_of
from tei.batch.lines import NAME
from tei.batch.lock import locked
from tei.batch.manifest import JOURNAL, Store
from tei.editionfile import read
from tei.errors import EditionFileError, OutputError, TeiError
from tei.report import FORMATS
from tei.selection import _FILES, _FOLDERS
from tei.transform import RENDITIONS

ROOT = Path(__file__).parent.parent
PERSONS = 'id,name,description\np_smith,"Smith, John",\n'


def letter(number: int, to: int = 0, more: str = "") -> str:
    see = f" See Document {to}." if to else ""
    return (
        f"{number}. Letter From John Smith to Jones1\n\nRome, May {number % 28 + 1}, 1969.\n\n"
        f"Text {number}.{see}{more}\n\n  1. Source: Files.\n"
    )


def edition(folder: Path, count: int = 4) -> Path:
    """The edition file of a new edition of *count* letters in *folder*."""
    (folder / "in").mkdir(parents=True)
    for number in range(1, count + 1):
        (folder / "in" / f"d{number}.txt").write_text(letter(number, number + 1), "utf-8")
    (folder / "persons.csv").write_text(PERSONS, "utf-8")
    path = folder / "edition.toml"
    path.write_text('[sources]\nfiles = ["in/*.txt"]\n[lists]\npersons = "persons.csv"\n', "utf-8")
    return path


def made(path: Path, wish: Wish | None = None) -> dict[str, int]:
    """How many documents of the edition file at *path* were done, kept, and so on."""
    return dict(build_edition(read(path), wish).count)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file in *folder*, by its path."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def codes(path: Path, wish: Wish | None = None) -> list[str]:
    return [
        d.code for outcome in build_edition(read(path), wish) for d in outcome.diagnostics if d.code[0] == "K"
    ]


def test_what_has_not_changed_is_not_done_again(tmp_path: Path) -> None:
    path = edition(tmp_path)
    assert made(path) == {"done": 4}
    before = tree(tmp_path / "edition")
    times = {p: p.stat().st_mtime_ns for p in (tmp_path / "edition").rglob("*") if p.is_file()}
    assert made(path) == {"kept": 4}
    assert tree(tmp_path / "edition") == before
    assert {p: p.stat().st_mtime_ns for p in times} == times
    assert not (tmp_path / "edition" / ".tei").exists()


def test_a_run_with_nothing_to_do_does_not_load_the_encoder(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    code = (
        "import sys; from pathlib import Path; from tei import build_edition; from tei.editionfile import read;"
        f"build_edition(read(Path({str(path)!r}))); print('lxml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("change", "done"),
    [
        (lambda folder: (folder / "in" / "d2.txt").write_text(letter(2, 3, " More."), "utf-8"), 1),
        (lambda folder: (folder / "persons.csv").write_text(PERSONS + "p_j,Jones,\n", "utf-8"), 4),
        (lambda folder: (folder / "edition.toml").open("a").write('[edition]\ntitle = "A"\n'), 4),
        (
            lambda folder: (folder / "in" / "d5.txt").write_text(letter(5), "utf-8"),
            2,
        ),  # and d4, which links to it
        (lambda folder: (folder / "edition" / "html" / "d1.html").unlink(), 1),
        (lambda folder: os.utime(folder / "in" / "d1.txt", (1, 1)), 0),
    ],
    ids=["source", "list", "metadata", "new document", "missing output", "time alone"],
)
def test_what_a_change_touches_is_done_again_and_nothing_else(
    change: object, done: int, tmp_path: Path
) -> None:
    path = edition(tmp_path / "a")
    made(path)
    assert callable(change)
    change(tmp_path / "a")
    assert made(path).get("done", 0) == done
    shutil.copytree(tmp_path / "a", tmp_path / "b", ignore=shutil.ignore_patterns("edition"))
    made(tmp_path / "b" / "edition.toml")
    assert tree(tmp_path / "a" / "edition") == tree(tmp_path / "b" / "edition"), "as if made in one run"


def test_what_is_left_of_a_journal_when_the_power_failed_is_no_hindrance(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    before = tree(tmp_path / "edition")
    line = (tmp_path / "edition" / NAME).read_bytes().splitlines(keepends=True)[1]
    for left in (b"\0" * 9 + b"\n", line[:50] + b"\0" * 50 + b"}\n", line[:50]):
        (tmp_path / "edition" / ".tei").mkdir()
        (tmp_path / "edition" / ".tei" / JOURNAL).write_bytes(line + left)
        assert made(path) == {"kept": 4}
        assert tree(tmp_path / "edition") == before


@pytest.mark.parametrize("cut", [12, 200])
def test_a_damaged_manifest_is_told(cut: int, tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    manifest = tmp_path / "edition" / NAME
    first, *rest = manifest.read_bytes().splitlines(keepends=True)
    manifest.write_bytes(first + rest[0][:cut] + b"\n" + b"".join(rest[1:]))
    with pytest.raises(OutputError, match="is damaged") as caught:
        made(path)
    assert "take the file away" in caught.value.hint


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are characters elsewhere")
def test_a_file_whose_name_is_no_characters_is_built_as_any_other(tmp_path: Path) -> None:
    path = edition(tmp_path, 1)
    (tmp_path / "in" / os.fsdecode(b"\xe9.txt")).write_text(letter(2), "utf-8")
    assert made(path) == {"done": 2}
    assert made(path) == {"kept": 2}
    documents = json.loads((tmp_path / "edition" / "index" / "dates.json").read_bytes())
    assert [d["document"] for day in documents for d in day["documents"]] == ["d1.xml", "\udce9.xml"]


def test_a_list_that_changes_is_read_anew_in_the_same_process(tmp_path: Path) -> None:
    path = edition(tmp_path, 1)
    persons, settings = tmp_path / "persons.csv", Settings(persons=tmp_path / "persons.csv")
    for ident in ("p_smith", "p_john"):
        persons.write_text(PERSONS.replace("p_smith", ident), "utf-8")
        encode([tmp_path / "in"], tmp_path / "out", settings)
        assert f"#{ident}" in (tmp_path / "out" / "d1.xml").read_text("utf-8")
    build_edition(read(path))
    persons.write_text("id,description\np_smith,\n", "utf-8")
    with pytest.raises(EditionFileError, match="name"):
        build_edition(read(path))


def test_what_another_version_made_is_made_anew_and_known_for_its_own(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    before = tree(tmp_path / "edition")
    manifest = tmp_path / "edition" / "manifest.jsonl"
    lines = [json.loads(line) for line in manifest.read_text("utf-8").splitlines()]
    lines[0] = {"program": "another"}
    for line in lines[1:]:
        for held in (line.get("outcome"), line.get("edition")):
            if held:
                held["of-then"] = held.pop(next(iter(held)))
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert made(path) == {"done": 4}
    assert tree(tmp_path / "edition") == before


def test_moving_the_folder_changes_nothing(tmp_path: Path) -> None:
    made(edition(tmp_path / "a"))
    shutil.move(tmp_path / "a", tmp_path / "elsewhere")
    assert made(tmp_path / "elsewhere" / "edition.toml") == {"kept": 4}
    assert str(tmp_path).encode() not in b"".join(tree(tmp_path / "elsewhere" / "edition").values())


def test_a_file_changed_by_hand_is_left_and_told_of(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    mine = tmp_path / "edition" / "tei" / "d2.xml"
    good = mine.read_bytes()
    mine.write_bytes(good + b"<!-- mine -->\n")
    assert codes(path) == ["K001"]
    (tmp_path / "in" / "d2.txt").write_text(letter(2, 3, " More."), "utf-8")
    assert codes(path) == ["K001"], "also when the source has changed"
    assert mine.read_bytes() == good + b"<!-- mine -->\n"
    assert codes(path, Wish(force=True)) == []
    assert b"More." in mine.read_bytes()
    assert made(path) == {"kept": 4}


@pytest.mark.parametrize("only", [(), ("d2",)])
def test_a_package_follows_a_file_that_is_changed_by_hand_and_made_again(
    only: tuple[str, ...], tmp_path: Path
) -> None:
    path = edition(tmp_path)
    path.write_text(path.read_text("utf-8") + "[exports.epub]\n", "utf-8")
    made(path)
    output, before = tmp_path / "edition", tree(tmp_path / "edition")
    file, source = output / "tei" / "d1.xml", tmp_path / "in" / "d2.txt"
    file.write_bytes(file.read_bytes().replace(b"Text 1", b"By hand"))
    source.write_text(letter(2, 3, " More."), "utf-8")
    made(path, Wish(only))
    source.write_text(letter(2, 3), "utf-8")
    made(path, Wish(only))
    by_hand = tree(output)
    assert by_hand["exports/epub/edition.epub"] != before["exports/epub/edition.epub"]
    made(path, Wish(force=True))
    assert tree(output) == before


def test_an_index_changed_by_hand_is_told_of_each_time_and_made_again_when_asked(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    before = tree(tmp_path / "edition")
    index = tmp_path / "edition" / "index" / "dates.json"
    index.write_bytes(b"[]\n")
    assert codes(path) == codes(path) == ["K001"]
    assert index.read_bytes() == b"[]\n"
    assert codes(path, Wish(force=True)) == []
    assert tree(tmp_path / "edition") == before


def test_a_file_that_is_not_of_the_edition_is_not_written_over(tmp_path: Path) -> None:
    path = edition(tmp_path)
    other = tmp_path / "edition" / "html" / "d3.html"
    other.parent.mkdir(parents=True)
    other.write_text("mine", "utf-8")
    assert codes(path) == ["K002"]
    assert other.read_text("utf-8") == "mine"
    assert not (tmp_path / "edition" / "tei" / "d3.xml").exists()
    other.unlink()
    assert codes(path) == []


def test_what_is_made_of_no_source_is_told_of_and_pruned_when_asked(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    (tmp_path / "in" / "d4.txt").unlink()
    assert codes(path) == ["K003"]
    assert codes(path) == ["K003"], "as long as it is there"
    assert (tmp_path / "edition" / "tei" / "d4.xml").exists()
    assert codes(path, Wish(prune=True)) == []
    assert not list((tmp_path / "edition").rglob("d4.*"))
    made(edition(tmp_path / "b", 3))
    assert tree(tmp_path / "edition") == tree(tmp_path / "b" / "edition")


def test_a_renamed_folder_of_sources_takes_its_outputs_along(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    (tmp_path / "in").rename(tmp_path / "letters")
    path.write_text(path.read_text("utf-8").replace("in/*", "letters/*"), "utf-8")
    assert codes(path) == []
    assert made(path) == {"kept": 4}


def test_a_document_that_fails_now_keeps_what_was_made_of_it(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    source = tmp_path / "in" / "d1.txt"
    before = source.read_bytes()
    source.write_bytes(b"\xff")
    assert codes(path) == []
    assert (tmp_path / "edition" / "tei" / "d1.xml").exists()
    source.write_bytes(before)
    assert codes(path) == []
    assert made(path) == {"kept": 4}


def test_only_some_documents_are_looked_at(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    for number in (1, 2):
        (tmp_path / "in" / f"d{number}.txt").write_text(letter(number, 9, " More."), "utf-8")
    built = build_edition(read(path), Wish(only=("d2",)))
    assert built.count == {"done": 1}
    assert built.chosen == frozenset({"in/d2.txt"})
    for pattern in ("nosuch", "Z999"):
        with pytest.raises(TeiError, match=f"--only {pattern}: there is no such source"):
            made(path, Wish(only=(pattern,)))
    assert build_edition(read(path), Wish(only=("T001",))).chosen == frozenset()
    assert made(path) == {"done": 1, "kept": 3}


def test_a_dry_run_says_why_and_writes_nothing(tmp_path: Path) -> None:
    path = edition(tmp_path)
    assert {d.reason for d in plan_of(read(path))} == {"it is new"}
    assert not (tmp_path / "edition").exists()
    made(path)
    (tmp_path / "in" / "d2.txt").write_text(letter(2), "utf-8")
    reasons = {d.source.name: d.reason for d in plan_of(read(path)) if d.item}
    assert reasons == {"in/d2.txt": "it has changed"}


def test_a_run_ends_after_so_many_errors_and_goes_on_the_next_time(tmp_path: Path) -> None:
    path = edition(tmp_path, 6)
    for number in (1, 2, 3):
        (tmp_path / "in" / f"d{number}.txt").write_bytes(b"\xff")
    built = build_edition(read(path), Wish(most_errors=2))
    assert built.stopped
    assert len(list(built)) == 1, (
        "each of the first file's two errors counts: R001 and that it was not processed"
    )
    assert build_edition(read(path)).count == {"kept": 1, "problem": 2, "done": 3}


def test_what_was_at_work_when_a_run_ended_is_known_for_its_own(tmp_path: Path) -> None:
    path = edition(tmp_path, 60)
    many = replace(read(path), jobs=2)
    build_edition(many)
    for number in range(1, 61):
        (tmp_path / "in" / f"d{number}.txt").write_text(letter(number, 0, " Changed."), "utf-8")
    for number in (1, 2):  # the first that each process is given
        (tmp_path / "in" / f"d{number}.txt").write_bytes(b"\xff")
    ended = build_edition(many, Wish(most_errors=1))
    assert ended.stopped
    assert ended.count["done"] < 50, "the run ends soon"
    (tmp_path / "persons.csv").write_text(PERSONS.replace("p_smith", "p_john"), "utf-8")
    assert build_edition(many).count == {"done": 58, "problem": 2}


def test_two_runs_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    path = edition(tmp_path)
    with locked(tmp_path / "edition"), pytest.raises(OutputError, match="another run"):
        made(path)
    assert made(path) == {"done": 4}


def run(path: Path, *words: str, environment: Mapping[str, str] = os.environ) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tei", "build", str(path), *words],
        stderr=subprocess.PIPE,
        text=True,
        env=dict(environment),
        cwd=path.parent,
    )


MANY = 90


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("undisturbed")
    path = edition(folder, MANY)
    process = run(path, "--jobs", "1")
    assert process.wait() == 0, process.stderr
    return tree(folder / "edition")


@pytest.mark.parametrize("seed", range(3))
def test_a_run_that_is_killed_is_taken_up_by_the_next(
    seed: int, undisturbed: Mapping[str, bytes], tmp_path: Path
) -> None:
    path = edition(tmp_path, MANY)
    chance = random.Random(seed)
    for _ in range(2):
        process = run(path, "--jobs", "2")
        time.sleep(chance.uniform(0.2, 1.0))
        process.kill()
        process.wait()
        whole = {p for p in (tmp_path / "edition").rglob("*.xml") if p.parent.name == "tei"}
        assert all(p.read_bytes().endswith(b"</TEI>\n") for p in whole), "no half-written file is ever seen"
    assert run(path, "--jobs", "2").wait() == 0
    assert tree(tmp_path / "edition") == undisturbed


def test_the_same_bytes_whatever_the_surroundings(undisturbed: Mapping[str, bytes], tmp_path: Path) -> None:
    path = edition(tmp_path, MANY)
    strange = {
        "LC_ALL": "tr_TR.UTF-8",
        "TZ": "Asia/Kathmandu",
        "PYTHONHASHSEED": "7",
        "USER": "x",
        "COLUMNS": "20",
    }
    before = os.umask(0o077)
    try:
        assert run(path, "--jobs", "3", environment={**os.environ, **strange}).wait() == 0
    finally:
        os.umask(before)
    assert tree(tmp_path / "edition") == undisturbed


@pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent in another way there")
def test_an_interrupt_ends_a_run_at_once_and_keeps_what_is_finished(tmp_path: Path) -> None:
    path = edition(tmp_path, 1000)  # whose log is more than a pipe holds, so that the run is still going
    process = run(path, "--log-json", "--jobs", "2")
    assert process.stderr
    for line in process.stderr:
        if json.loads(line)["event"] == "done":
            break
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    assert process.wait() == 130
    assert time.monotonic() - start < 5, "one second on a quiet machine"
    assert "interrupted" in rest
    assert "Traceback" not in rest
    made(path, Wish(only=("d1",)))
    assert not (tmp_path / "edition" / ".tei").exists()
    assert 0 < sum(decision.item is None for decision in plan_of(read(path))) < 1000


def test_the_log_is_one_object_a_line(tmp_path: Path) -> None:
    path = edition(tmp_path)
    process = run(path, "--log-json")
    _, said = process.communicate()
    events = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert [event["event"] for event in events] == ["plan", *["done"] * 4, "end"]
    assert events[1] == {
        "event": "done",
        "source": "in/d1.txt",
        "errors": 0,
        "warnings": 0,
        "remarks": 0,
        "problem": "",
    }


def test_the_indexes_tell_where_and_when(tmp_path: Path) -> None:
    made(edition(tmp_path))
    (smith,) = json.loads((tmp_path / "edition" / "index" / "persons.json").read_text("utf-8"))
    assert smith["id"] == "p_smith"
    assert [mention["document"] for mention in smith["mentions"]] == [f"d{n}.xml" for n in range(1, 5)]
    dates = json.loads((tmp_path / "edition" / "index" / "dates.json").read_text("utf-8"))
    assert [date["earliest"] for date in dates] == [f"1969-05-0{n}" for n in range(2, 6)]


def test_a_document_links_to_those_of_the_edition_alone(tmp_path: Path) -> None:
    path = edition(tmp_path)
    path.write_text(path.read_text("utf-8").replace("[lists]", 'exclude = ["in/d3.txt"]\n[lists]'), "utf-8")
    made(path)
    page = (tmp_path / "edition" / "html" / "d2.html").read_text("utf-8")
    assert "d3.html" not in page
    assert "d2.html" in (tmp_path / "edition" / "html" / "d1.html").read_text("utf-8")
    assert made(path) == {"kept": 3}


def test_what_shows_only_across_documents_is_told_of_their_sources(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    (tmp_path / "in" / "d2.txt").unlink()
    built = build_edition(read(path), Wish(prune=True))
    found = {o.source.as_posix(): [d.place.file for d in o.diagnostics if d.code == "L002"] for o in built}
    assert found == {
        "in/d1.txt": ["edition/tei/d1.xml"],  # it refers to document 2
        "in/d3.txt": [],
        "in/d4.txt": ["edition/tei/d4.xml"],  # it refers to document 5
    }
    assert [o for o in build_edition(read(path)) if o.diagnostics] == [o for o in built if o.diagnostics]


def test_packages_are_made_of_the_edition(tmp_path: Path) -> None:
    path = edition(tmp_path)
    text = path.read_text("utf-8")
    path.write_text(f'{text}[edition]\ntitle = "A"\n[exports.cmfi]\n', "utf-8")
    with pytest.raises(TeiError, match="no target"):
        made(path)
    wanted = '[edition]\ntitle = "A"\nurl = "https://example.org"\n[exports.site]\n'
    path.write_text(text + wanted, "utf-8")
    made(path)
    before = tree(tmp_path / "edition" / "exports" / "site")
    assert before
    assert made(path) == {"kept": 4}
    assert tree(tmp_path / "edition" / "exports" / "site") == before


def test_severities_go_by_the_edition_file_and_need_no_work_anew(tmp_path: Path) -> None:
    path = edition(tmp_path)
    text = path.read_text("utf-8")
    for number in (1, 2):
        (tmp_path / "in" / f"d{number}.txt").write_text(letter(number, 9).replace("Jones1", "Jones"), "utf-8")
    built = build_edition(read(path))
    found = {(d.code, d.place.file, str(d.severity)) for o in built for d in o.diagnostics}
    noted = {("N001", f"in/d{number}.txt", "warning") for number in (1, 2)}
    assert found & noted == noted
    checks = (
        '[checks]\nN001 = "error"\n[[checks.except]]\nfiles = "in/d1.txt"\nseverity = "off"\nreason = "r"\n'
    )
    path.write_text(text + checks, "utf-8")
    built = build_edition(read(path))
    assert built.count == {"kept": 4}
    judged = [(d.place.file, str(d.severity)) for o in built for d in o.diagnostics if d.code == "N001"]
    assert judged == [("in/d2.txt", "error")]
    assert "K004" not in [d.code for o in built for d in o.diagnostics]
    report = (tmp_path / "edition" / "report.json").read_text("utf-8")
    assert report.count('"severity": "error"') == 1
    (tmp_path / "in" / "d2.txt").write_text(letter(2, 8).replace("Jones1", "Jones"), "utf-8")
    assert build_edition(read(path), Wish(most_errors=1)).stopped, "what is an error now counts as one"
    path.write_text(text + checks.replace("in/d1", "in/e1"), "utf-8")
    assert codes(path) == ["K004"]
    assert codes(path) == ["K004"], "as long as it stands there"
    path.write_text(text + '[checks]\nN999 = "off"\n', "utf-8")
    with pytest.raises(TeiError, match="no code N999"):
        made(path)


def test_a_jump_in_the_numbers_of_one_file_is_told_once(tmp_path: Path) -> None:
    path = edition(tmp_path, 1)
    volume = "\n\n".join(letter(number) for number in (1, 2, 5, 6))
    (tmp_path / "in" / "d1.txt").write_text(volume, "utf-8")
    built = build_edition(read(path))
    assert len(list((tmp_path / "edition" / "tei").iterdir())) == 4
    assert [d.place.file for o in built for d in o.diagnostics if d.code == "B003"] == ["in/d1.txt"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[schemas]\nfiles = ["no.rng"]', "edition.toml:6: the schema {}/no.rng is not there"),
        ('[schemas]\nfiles = ["bad.rng"]', "edition.toml:6: the schema"),
        ('places = "no.csv"', "edition.toml:5: the list of places {}/no.csv is not there"),
        ('terms = "in"', "edition.toml:5: the list of terms {}/in is a folder, not a file"),
        ('[renditions.html]\nxslt = "no.xsl"', "edition.toml:5: the stylesheet {}/no.xsl is not there"),
        ('[renditions.html]\nxslt = "bad.rng"', "edition.toml:5: "),
        (
            '[renditions.html]\nparameters = { metadata = "all" }',
            "edition.toml:5: the parameter metadata",
        ),
    ],
)
def test_what_is_named_and_cannot_be_used_is_an_error_and_costs_nothing(
    tmp_path: Path, table: str, said: str
) -> None:
    path = edition(tmp_path)
    (tmp_path / "bad.rng").write_text("<grammar/>", "utf-8")
    made(path)
    before = tree(tmp_path / "edition")
    path.write_text(f"{path.read_text('utf-8')}{table}\n", "utf-8")
    for _ in range(2):
        with pytest.raises(EditionFileError) as caught:
            build_edition(read(path), Wish(prune=True))
        assert caught.value.message.startswith(f"{tmp_path}/{said.format(tmp_path)}")
        left = tree(tmp_path / "edition")
        assert {name: left[name] for name in before} == before
    if "not" in said:
        with pytest.raises(EditionFileError):
            list(plan_of(read(path)))


@pytest.mark.parametrize("words", [b"\xff", None], ids=["no text", "not to be read"])
def test_a_source_that_fails_loses_nothing_to_pruning(tmp_path: Path, words: bytes | None) -> None:
    path = edition(tmp_path)
    made(path)
    before = tree(tmp_path / "edition" / "tei")
    source = tmp_path / "in" / "d1.txt"
    source.unlink()
    if words is None:
        source.symlink_to(source)  # it is there, and cannot be opened
        path.write_text(path.read_text("utf-8").replace('"in/*.txt"', '"in/*.txt", "in/d1.txt"'), "utf-8")
        with pytest.raises(TeiError):
            codes(path, Wish(prune=True))
    else:
        source.write_bytes(words)
        for _ in range(2):
            assert codes(path, Wish(prune=True)) == []
    assert tree(tmp_path / "edition" / "tei") == before


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc here")
def test_an_output_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    path = edition(tmp_path)
    path.write_text(path.read_text("utf-8") + '[output]\nfolder = "/proc/none"\n', "utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        made(path)


def test_what_was_made_is_no_source(tmp_path: Path) -> None:
    path = edition(tmp_path)
    (tmp_path / "in" / "._d1.txt").write_bytes(b"\x00\x05")
    everything = path.read_text("utf-8").replace("in/*.txt", "**/*.txt")
    path.write_text(everything, "utf-8")
    assert made(path) == {"done": 4}
    assert made(path) == {"kept": 4}
    path.write_text(everything + '[renditions]\nformats = ["html"]\n', "utf-8")
    assert made(path) == {"done": 4}
    for folder in (".", "..", "in/.."):
        path.write_text(f'{everything}[output]\nfolder = "{folder}"\n', "utf-8")
        with pytest.raises(
            EditionFileError, match=r"edition.toml:6: the output .* is the folder of the edition"
        ):
            made(path)


def test_every_part_of_the_output_is_known() -> None:
    assert set(RENDITIONS) <= _FOLDERS
    assert all(f"report{row.suffix}".startswith(_FILES) for row in FORMATS.values())


def test_a_log_of_json_is_nothing_but_json_and_a_folder_stands_for_its_edition_file(tmp_path: Path) -> None:
    edition(tmp_path)
    done = run(tmp_path, "--log-json")
    _, said = done.communicate(timeout=60)
    assert [json.loads(line)["event"] for line in said.splitlines()][-1] == "end"
    assert done.returncode == 0


def test_only_takes_a_code_found_by_comparing_documents(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    with closing(Store(tmp_path / "edition")) as store:
        compared = [(o["source"], d["code"]) for o in store.whole.outcomes for d in o["diagnostics"]]
    source, code = next(pair for pair in compared if pair[0].startswith("in/"))
    chosen = build_edition(read(path), Wish(only=(code,))).chosen
    assert chosen is not None
    assert source in chosen
