"""The frame of exports: nothing lost, nothing half-written, nothing of others touched, the same bytes every time."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from zipfile import ZIP_STORED, ZipFile

import pytest

from tei import exporters
from tei.diagnostics import Diagnostic, Place, diagnostic
from tei.errors import ExportError, OutputError
from tei.exporters import Corpus, Options, Target, archive, export
from tei.exporters.publish import LIST
from tei.metadata import Metadata

_A_FILE = re.compile(
    "^(a|table of|list of|compilations and).*(stylesheet|file|CSV)"
)  # how the help tells of one
Write = Callable[[Corpus, Path], None]
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{}</p></body></text></TEI>'


@pytest.fixture
def source(tmp_path: Path) -> list[Path]:
    """Two TEI files."""
    files = [tmp_path / "a.xml", tmp_path / "b.xml"]
    for path in files:
        path.write_text(TEI.format(path.stem), "utf-8")
    return files


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What makes ``probe`` a target: what it writes, what it finds, and its row."""

    def add(write: Write, found: tuple[Diagnostic, ...] = (), file: str = "") -> None:
        def make(corpus: Corpus, draft: Path, options: Options) -> Iterator[Diagnostic]:
            write(corpus, draft)
            yield from found

        module = ModuleType("tei.exporters.probe")
        module.make = make  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "tei.exporters.probe", module)
        row = Target("probe", "for this test", file, {"colour": "of the cover"})
        monkeypatch.setattr(exporters, "TARGETS", {"probe": row})

    return add


def names(corpus: Corpus, draft: Path) -> None:
    for source in corpus:
        (draft / "pages").mkdir(exist_ok=True)
        (draft / "pages" / source.path.name).write_bytes(source.path.read_bytes())


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_folder_is_written_and_left_alone_when_nothing_changes(
    source: list[Path], target: Callable[..., None], tmp_path: Path
) -> None:
    target(names)
    out = tmp_path / "out" / "site"
    first = export("probe", source, out)
    assert [path.name for path in first.written] == ["a.xml", "b.xml"]
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    assert export("probe", source, out).written == ()
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == times
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["site"]


def test_what_an_export_no_longer_makes_is_removed_and_what_others_made_stays(
    source: list[Path], target: Callable[..., None], tmp_path: Path
) -> None:
    target(names)
    out = tmp_path / "out"
    export("probe", source, out)
    (out / "CNAME").write_text("example.org", "utf-8")
    export("probe", source[:1], out)
    assert sorted(content(out)) == sorted([LIST, "CNAME", "pages/a.xml"])


@pytest.mark.parametrize("change", ["edited", "foreign"])
def test_a_file_that_somebody_else_wrote_is_not_replaced(
    change: str, source: list[Path], target: Callable[..., None], tmp_path: Path
) -> None:
    target(names)
    out = tmp_path / "out"
    if change == "edited":
        export("probe", source, out)
    (out / "pages").mkdir(parents=True, exist_ok=True)
    (out / "pages" / "b.xml").write_text("by hand", "utf-8")
    before = content(out)
    source[0].write_text(TEI.format("new"), "utf-8")
    for _ in range(2):
        result = export("probe", source, out)
        assert [(d.code, d.place.file) for d in result.diagnostics] == [
            ("O008", str(out / "pages" / "b.xml"))
        ]
    assert (out / "pages" / "b.xml").read_text("utf-8") == "by hand"
    assert b"new" in content(out)["pages/a.xml"], "the others are made all the same"
    after = export("probe", source[:1], out).diagnostics
    assert after == (result.diagnostics if change == "edited" else ()), (
        "what no export made is in no way any more"
    )
    assert (out / "pages" / "b.xml").read_text("utf-8") == "by hand", "nor is it taken away"
    assert export("probe", source, out, force=True).diagnostics == ()
    assert content(out).keys() == {*before, LIST, "pages/a.xml"}
    assert content(out)["pages/b.xml"] == source[1].read_bytes()


def test_an_export_that_was_stopped_half_way_is_finished_by_the_next(
    source: list[Path], target: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target(names)
    out = tmp_path / "out"
    export("probe", source, out)
    for path in source:
        path.write_text(TEI.format("second"), "utf-8")
    replace = Path.replace

    def stop(path: Path, other: Path) -> Path:
        if other.name == "b.xml":
            raise KeyboardInterrupt
        return replace(path, other)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            export("probe", source, out)
    source[0].write_text(TEI.format("third"), "utf-8")
    export("probe", source, out)
    assert b"third" in content(out)["pages/a.xml"]
    assert b"second" in content(out)["pages/b.xml"]
    assert not list(tmp_path.glob(".tei-export-*"))


def test_a_document_that_lacks_something_stops_the_export_or_is_left_out(
    source: list[Path], target: Callable[..., None], tmp_path: Path
) -> None:
    lacks = diagnostic("O005", "lacks something", Place(str(source[1]), 1))
    target(lambda corpus, draft: draft.write_text(str(len(corpus)), "utf-8"), (lacks,), "made.txt")
    out = tmp_path / "deep" / "out"
    result = export("probe", source, out)
    assert (result.made, result.written, result.diagnostics) == (False, (), (lacks,))
    assert not (tmp_path / "deep").exists()
    result = export("probe", source, out, partial=True)
    assert (result.made, result.written) == (True, (out / "made.txt",))


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_used(
    source: list[Path], target: Callable[..., None], tmp_path: Path
) -> None:
    source[0].write_text("<TEI>", "utf-8")
    target(names)
    gone: list[Path] = []
    result = export("probe", [*source, tmp_path / "c.xml"], tmp_path / "out", partial=True, done=gone.append)
    assert [(d.code, Path(d.place.file).name) for d in result.diagnostics] == [
        ("X001", "a.xml"),
        ("X001", "c.xml"),
    ]
    assert [path.name for path in result.written] == ["b.xml"]
    assert [path.name for path in gone] == ["a.xml", "b.xml", "c.xml"]


def test_one_file_may_be_named_and_is_replaced_in_one_step(
    source: list[Path], target: Callable[..., None], tmp_path: Path
) -> None:
    target(lambda corpus, draft: draft.write_text(str(len(corpus)), "utf-8"), file="made.txt")
    assert export("probe", source, tmp_path / "mine.txt").written == (tmp_path / "mine.txt",)
    assert export("probe", source, tmp_path / "mine.txt").written == ()
    assert export("probe", source[:1], tmp_path / "mine.txt").written == (tmp_path / "mine.txt",)
    (tmp_path / "mine.txt").write_text("by hand", "utf-8")
    kept = export("probe", source, tmp_path / "mine.txt")
    assert (kept.written, [d.code for d in kept.diagnostics]) == ((), ["O008"])
    assert (tmp_path / "mine.txt").read_text("utf-8") == "by hand"
    assert export("probe", source, tmp_path / "mine.txt", force=True).written == (tmp_path / "mine.txt",)
    assert export("probe", source, tmp_path / "mine.txt").written == ()
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        export("probe", source, tmp_path / "folder.txt")


def test_wrong_names_are_explained(source: list[Path], target: Callable[..., None], tmp_path: Path) -> None:
    target(names)
    with pytest.raises(ExportError, match="no target “prob”") as wrong:
        export("prob", source, tmp_path / "out")
    assert wrong.value.hint == "did you mean probe?"
    with pytest.raises(ExportError, match="no option “color”") as wrong:
        export("probe", source, tmp_path / "out", Options(settings={"color": "red"}))
    assert wrong.value.hint == "did you mean colour?"
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        export("probe", source, tmp_path / "file" / "out")


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ({"url": "example.org/letters"}, "no address on the web", "https://example.org/letters"),
        ({"url": "ftp://example.org"}, "no address on the web", "https://"),
        ({"url": "https:///letters"}, "no address on the web", "https://"),
        ({"date": "yesterday"}, "“yesterday” is no date", "2026-01-31"),
        ({"date": "2026-02-30"}, "“2026-02-30” is no date", "2026-01-31"),
        ({"date": "2026-13"}, "“2026-13” is no date", "2026-01-31"),
        ({"language": "English language"}, "no code of a language", "de-AT"),
        ({"language": "en_GB"}, "no code of a language", "de-AT"),
    ],
)
def test_what_an_edition_cannot_say_of_itself_is_refused(
    given: dict[str, str],
    message: str,
    hint: str,
    source: list[Path],
    target: Callable[..., None],
    tmp_path: Path,
) -> None:
    target(names)
    with pytest.raises(ExportError, match=message) as wrong:
        export("probe", source, tmp_path / "out", Options(Metadata(**given)))  # type: ignore[arg-type]
    assert hint in wrong.value.hint
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "language", ["en", "de-AT", "zh-Hant-TW", "sl-rozaj-biske", "de-1996", "x-own", "tlh"]
)
def test_languages_are_tags_of_bcp_47(
    language: str, source: list[Path], target: Callable[..., None], tmp_path: Path
) -> None:
    target(names)
    metadata = Metadata(language=language, url="http://localhost:8080/a", date="2026-01")
    assert export("probe", source, tmp_path / "out", Options(metadata)).made


def test_every_row_has_its_module_and_its_page() -> None:
    docs = Path(__file__).parents[2] / "docs" / "exports"
    for name, row in exporters.TARGETS.items():
        module = __import__(f"tei.exporters.{row.module}", fromlist=["make"])
        assert callable(module.make), name
        assert (docs / f"{name}.md").is_file(), name
        assert row.options.keys() >= set(row.inputs), name
        assert {o for o, what in row.options.items() if _A_FILE.search(what)} == set(row.inputs), name


def test_an_archive_has_the_same_bytes_whenever_it_is_made(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "b").mkdir(parents=True)
        for file in ("mimetype", "b/c.txt", "a.txt") if name == "one" else ("a.txt", "b/c.txt", "mimetype"):
            (tmp_path / name / file).write_text(file * 100, "utf-8")
        archive.pack(tmp_path / name, tmp_path / f"{name}.zip", first="mimetype")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with ZipFile(tmp_path / "one.zip") as packed:
        assert packed.namelist() == ["mimetype", "a.txt", "b/c.txt"]
        assert packed.infolist()[0].compress_type == ZIP_STORED
        assert packed.testzip() is None
