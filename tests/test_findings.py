"""What is found in an edition as a whole, and how a run tells of it."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from editions import codes, edition, letter, made, run
from tei import build_edition
from tei.batch import Wish
from tei.batch.manifest import Store
from tei.editionfile import read
from tei.errors import TeiError


def test_the_indexes_tell_where_and_when(tmp_path: Path) -> None:
    made(edition(tmp_path))
    (smith,) = json.loads((tmp_path / "edition" / "index" / "persons.json").read_text("utf-8"))
    assert smith["id"] == "p_smith"
    assert [mention["document"] for mention in smith["mentions"]] == [f"d{n}.xml" for n in range(1, 5)]
    dates = json.loads((tmp_path / "edition" / "index" / "dates.json").read_text("utf-8"))
    assert [date["earliest"] for date in dates] == [f"1969-05-0{n}" for n in range(2, 6)]


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


def test_only_takes_a_code_found_by_comparing_documents(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    with closing(Store(tmp_path / "edition")) as store:
        compared = [(o["source"], d["code"]) for o in store.whole.outcomes for d in o["diagnostics"]]
    source, code = next(pair for pair in compared if pair[0].startswith("in/"))
    chosen = build_edition(read(path), Wish(only=(code,))).chosen
    assert chosen is not None
    assert source in chosen


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


def test_a_log_of_json_is_nothing_but_json_and_a_folder_stands_for_its_edition_file(tmp_path: Path) -> None:
    edition(tmp_path)
    done = run(tmp_path, "--log-json")
    _, said = done.communicate(timeout=60)
    assert [json.loads(line)["event"] for line in said.splitlines()][-1] == "end"
    assert done.returncode == 0
