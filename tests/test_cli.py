"""The commands as a person runs them: their examples work, their messages help, their exit status is as documented."""

from __future__ import annotations

import json
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from tei.cli import COMMANDS

ROOT = Path(__file__).parent.parent
EXAMPLE = re.compile(r"Example:\n\s+(tei .+)")


def run(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tei", *words], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the seeds, as a person has them."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "seeds").mkdir()
    for seed in (ROOT / "seeds").iterdir():
        (folder / "seeds" / seed.name).write_bytes(seed.read_bytes())
    return folder


def test_the_examples_of_the_help_run(place: Path) -> None:
    for name in ("encode", "render", "validate", "build", "explain", "export", "init", "serve"):
        shown = EXAMPLE.search(run(name, "--help").stdout)
        assert shown, f"the help of {name} has no example"
        done = run(*shlex.split(shown[1])[1:], cwd=place)
        assert done.returncode == 0, f"{shown[1]}: {done.stderr}"
    assert len(list((place / "edition").rglob("*.*"))) == 13


def test_every_command_is_a_library_call() -> None:
    import tei as library

    assert set(COMMANDS) <= set(library.__all__)


def test_one_file_is_rendered_to_standard_output(place: Path) -> None:
    run("encode", "seeds", "-o", "one", cwd=place)
    done = run("render", "one/003_b661e008747e1171.xml", "--to", "text", cwd=place)
    assert done.stdout == (place / "seeds/003_b661e008747e1171.txt").read_text("utf-8") + "\n"
    assert done.stderr == ""


def test_problems_of_one_file_do_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"1. Letter\n\nd\x8emarche\n")
    (tmp_path / "b.txt").write_text("2. Letter From Smith to Jones\n\nText.\n", "utf-8")
    (tmp_path / "c.txt").write_text("\n", "utf-8")
    done = run("build", str(tmp_path), "--output", str(tmp_path / "out"))
    assert done.returncode == 3
    assert "R001" in done.stderr
    assert "R003" in done.stderr
    assert "hint:" in done.stderr
    assert "3 files, 2 not processed, 2 errors" in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").rglob("*.*")) == [
        "b.html",
        "b.txt",
        "b.xml",
        "dates.json",
        "manifest.jsonl",
        "persons-found.csv",
        "persons.json",
        "report.json",
        "report.txt",
    ]
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert [bool(file["problem"]) for file in report["files"]] == [True, False, True]


def test_a_failing_run_leaves_the_files_of_an_earlier_one(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("1. Letter From Smith to Jones\n\nText.\n", "utf-8")
    assert run("encode", str(source), "-o", str(tmp_path / "out")).returncode == 0
    before = (tmp_path / "out" / "a.xml").read_bytes()
    source.write_bytes(b"\xff")
    assert run("encode", str(source), "-o", str(tmp_path / "out")).returncode == 3
    assert (tmp_path / "out" / "a.xml").read_bytes() == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.xml"]


def test_an_invalid_file_is_an_error_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<text/></TEI>', "utf-8")
    done = run("validate", str(tmp_path / "a.xml"))
    assert done.returncode == 1
    assert re.search(r"a\.xml\n +\d+:\d+ +error +S00\d ", done.stderr)
    found = json.loads(run("validate", str(tmp_path / "a.xml"), "--format", "json").stdout)
    assert found["files"][0]["diagnostics"][0]["code"] == "S002"


def test_reports_are_written_beside_what_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<TEI>", "utf-8")
    reports = [word for suffix in ("sarif", "html", "xml") for word in ("--report", f"out/r.{suffix}")]
    done = run("validate", "a.xml", *reports, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "X001" in done.stderr
    assert json.loads((tmp_path / "out/r.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert "X001" in (tmp_path / "out/r.html").read_text("utf-8")
    assert etree.parse(tmp_path / "out/r.xml").getroot().get("failures") == "1"
    wrong = run("validate", "a.xml", "--report", "r.doc", cwd=tmp_path)
    assert wrong.returncode == 2
    assert ".sarif (sarif)" in wrong.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["encode", "nowhere", "-o", "x"], "there is no file or folder nowhere"),
        (["encode", "seeds", "-o", "x", "--convention", "frsu"], "there is no convention 'frsu'"),
        (["encode", "seeds", "-o", "x", "--persons", "README.md"], "id,name,description"),
        (["render", "seeds", "--to", "html"], "--output"),
        (["render", "seeds", "--to", "docx"], "docx"),
        (["render", "seeds", "--to", "html", "-o", "x", "--param", "a"], "NAME=VALUE"),
        (
            ["render", "seeds/*.txt", "--to", "html", "-o", "x", "--param", "metdata=full"],
            "did you mean metadata?",
        ),
        (["render", "seeds/*.txt", "--to", "text", "-o", "x", "--param", "foo=1"], "it has page-before"),
        (
            ["render", "seeds/*.txt", "--to", "reading", "-o", "x", "--param", "readings=foo"],
            "all, original or",
        ),
        (["render", "README.md", "--to", "reading", "--param", "width=wide"], "a number of characters"),
        (["explain", "seeds/003_b661e008747e1171.txt", "--at", "99999"], "no element touches line 99999"),
        (["validate", "schema/edition.xsd", "--phase", "quick"], "--schematron"),
        (["validate", "tests/documents", "--catalog", "README.md"], "catalog README.md is not well-formed"),
        (["validate", "tests/documents", "--schema", "tests/schema/documents/letter.xml"], "and no schema"),
        (["validate", "tests/validation/schematron"], "holds no files that end in .xml"),
        (["export", "site", "tests/schema", "-o", "x"], "tests/schema/documents holds some"),
        (["explain", "seeds"], "seeds is a folder"),
        (["explain", "Z999"], "docs/diagnostics.md"),
        (["encode", "seeds/persons.csv", "-o", "x"], "cannot be read"),
        (["validate", "seeds"], "holds no files"),
    ],
)
def test_wrong_usage_is_explained(words: list[str], message: str, tmp_path: Path) -> None:
    done = run(*words, cwd=ROOT)
    assert done.returncode in (2, 3)
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (ROOT / "x").exists()


def test_a_server_says_what_it_serves_and_ends_in_peace(place: Path) -> None:
    (place / "one.xml").write_text(
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body/></text></TEI>", "utf-8"
    )
    assert run("serve", "one.xml", "--check", cwd=place).stdout == "1 text can be served\n"
    command = [sys.executable, "-m", "tei", "serve", "one.xml", "--port", "0"]
    with subprocess.Popen(command, cwd=place, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        assert server.stderr.readline().startswith("1 text at http://127.0.0.1:")
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0
        assert server.stderr.read() == ""


def test_two_sources_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "letter.txt").write_text("1. Letter\n\nText.\n", "utf-8")
    done = run("encode", str(tmp_path / "a"), str(tmp_path / "b"), "-o", str(tmp_path / "out"))
    assert done.returncode == 3
    assert "written to the same file" in done.stderr
    assert not (tmp_path / "out").exists()


def test_what_is_not_well_formed_cannot_be_rendered(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<TEI><text></TEI>", "utf-8")
    done = run("render", str(tmp_path / "a.xml"), "--to", "html", "-o", str(tmp_path / "out"))
    assert done.returncode == 3
    assert "1:6  error    X001  <text> is not closed before </TEI> in line 1, column 12" in done.stderr
    assert "\\u{a}" not in done.stderr
    done = run("render", str(tmp_path / "a.xml"), "--to", "html")
    assert done.returncode == 3
    assert "a.xml:1:6: X001 <text> is not closed before </TEI>" in done.stderr
    assert "\nhint: write </text> where it should end" in done.stderr


def test_many_files_on_two_processes_come_in_order(tmp_path: Path) -> None:
    for number in range(60):
        text = f"{number}. Letter From Smith to Jones\n\nText.\n"
        (tmp_path / f"d{number:02}.txt").write_text(text, "utf-8")
    done = run("build", str(tmp_path), "--output", str(tmp_path / "out"), "--jobs", "2")
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert [Path(file["source"]).stem for file in report["files"]] == [f"d{n:02}" for n in range(60)]
    tree = etree.parse(str(tmp_path / "out" / "tei" / "d07.xml"))
    assert tree.getroot().tag == "{http://www.tei-c.org/ns/1.0}TEI"


def test_the_hook_runs_by_its_own_entry(place: Path, tmp_path: Path) -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    entry = re.search(r"^  entry: tei (.+)$", hook, re.MULTILINE)
    assert entry
    run("encode", "seeds", "-o", "hooked", cwd=place)
    good = [str(path) for path in sorted((place / "hooked").iterdir())]
    assert run(*shlex.split(entry[1]), *good).returncode == 0
    (tmp_path / "bad.xml").write_text("<TEI>", "utf-8")
    done = run(*shlex.split(entry[1]), *good, str(tmp_path / "bad.xml"))
    assert done.returncode == 1
    assert "bad.xml" in done.stderr


def test_validation_ends_after_so_many_errors(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number:02}.xml").write_text("<TEI>", "utf-8")
    done = run("validate", str(tmp_path), "--max-errors", "3", "--format", "json", "--jobs", "2")
    assert done.returncode == 1
    assert [Path(file["source"]).name for file in json.loads(done.stdout)["files"]] == [
        "00.xml",
        "01.xml",
        "02.xml",
    ]
    assert "--max-errors 3" in done.stderr


def test_a_schema_that_cannot_be_used_is_wrong_usage_whatever_the_files_are(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<TEI>", "utf-8")
    (tmp_path / "a.rng").write_text("<grammar/>", "utf-8")
    done = run("validate", str(tmp_path / "a.xml"), "--schema", str(tmp_path / "a.rng"))
    assert done.returncode == 2
    assert "a.rng" in done.stderr


SMALL = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>
<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>Words.</p></body></text></TEI>
"""


def test_standard_input_and_pipes_are_checked_like_files(place: Path) -> None:
    bad = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>a & b</p></body></text></TEI>'
    command = [sys.executable, "-m", "tei", "validate", "-"]
    done = subprocess.run(command, input=bad, capture_output=True, cwd=place, check=False)
    assert done.returncode == 1
    assert b"1:59  error    X001  a bare" in done.stderr
    mended = subprocess.run([*command, "--fix"], input=bad, capture_output=True, cwd=place, check=False)
    assert mended.returncode == 3
    assert b"cannot be mended: it is no file" in mended.stderr, mended.stderr


def test_a_file_is_mended_where_it_is_but_not_as_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "d1.xml"
    file.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>a & b</p></body></text></TEI>', "utf-8"
    )
    command = [sys.executable, "-m", "tei", "validate", "--fix"]
    before = Path("/dev/stdin").lstat()
    with file.open("rb") as opened:
        done = subprocess.run([*command, "-"], stdin=opened, capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, b"cannot be mended" in done.stderr) == (3, True)
    assert Path("/dev/stdin").lstat() == before
    (tmp_path / "link.xml").symlink_to(file)
    subprocess.run([*command, tmp_path / "link.xml"], capture_output=True, cwd=ROOT, check=False)
    assert (tmp_path / "link.xml").is_symlink()
    assert "a &amp; b" in file.read_text("utf-8")


def test_what_is_certain_is_mended(tmp_path: Path) -> None:
    clean = SMALL.encode("utf-8")
    wrong = clean.replace(b"Words", b"R&D")
    (tmp_path / "a.xml").write_bytes(wrong)
    shown = run("validate", "a.xml", "--fix", "--dry-run", cwd=tmp_path)
    assert "+" in shown.stdout
    assert "R&amp;D" in shown.stdout
    assert shown.stderr.startswith("1 problem would be mended in 1 file\n")
    assert (tmp_path / "a.xml").read_bytes() == wrong
    done = run("validate", "a.xml", "--fix", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.xml").read_bytes() == wrong.replace(b"R&D", b"R&amp;D")


def test_the_edition_file_says_what_matters(tmp_path: Path) -> None:
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei/a.xml").write_text(SMALL.replace("Words", "Over tbe hill"), "utf-8")
    edition = tmp_path / "edition.toml"
    assert run("validate", "tei", "--fail-on", "warning", cwd=tmp_path).returncode == 1
    edition.write_text('[checks]\nC010 = "off"\n', "utf-8")
    assert run("validate", "tei", "--fail-on", "warning", cwd=tmp_path).returncode == 0
    assert run("validate", "tei", "--edition", "edition.toml", cwd=tmp_path).returncode == 0
    edition.write_text('[checks]\nC100 = "off"\n', "utf-8")
    unknown = run("validate", "tei", cwd=tmp_path)
    assert (unknown.returncode, "did you mean C" in unknown.stderr) == (2, True), unknown.stderr
