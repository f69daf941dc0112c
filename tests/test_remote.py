"""Sources and outputs at addresses, with a service that speaks S3 over HTTP on this machine."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

import tei
from remotes import Bucket, service
from tei import build_edition
from tei.batch import Wish
from tei.batch.building import plan_of
from tei.batch.run import Event
from tei.cli import main
from tei.editionfile import read
from tei.errors import OutputError
from tei.files import expand
from tei.remote import Address, hold, local, place, shown, store, told
from tei.settings import Settings
from test_batch import PERSONS, letter, tree
from test_cluster import Start, await_workers, scheduler, start

__all__ = ["start"]  # a fixture

pytest.importorskip("moto.server", reason="needs moto[server], which stands for S3")
pytest.importorskip("s3fs", reason="needs the extra remote")


@pytest.fixture(scope="module", autouse=True)
def environment() -> Iterator[dict[str, str]]:
    with service() as settings:
        yield settings


@pytest.fixture(autouse=True)
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "copies"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "copies"


PACKAGE = Path(tei.__file__).parent.parent
NO_BUCKET = "s3://no-such-bucket/x cannot be read: The specified bucket does not exist"
_number = iter(range(10_000))


@pytest.fixture
def bucket() -> Bucket:
    """A bucket with four letters and a list of persons."""
    made = Bucket(f"bucket-{next(_number)}")
    for number in range(1, 5):
        made.put(f"in/d{number}.txt", letter(number, number + 1))
    made.put("persons.csv", PERSONS)
    return made


def run(*words: object) -> tuple[int, str, str]:
    """The exit status of a command, and what it wrote."""
    out, err = TextIOWrapper(BytesIO(), "utf-8"), TextIOWrapper(BytesIO(), "utf-8")
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        main(list(map(str, words)))
    texts = []
    for stream in (out, err):
        stream.seek(0)
        texts.append(stream.read())
    assert "Traceback" not in texts[1], texts[1]
    assert isinstance(ended.value.code, int)
    return ended.value.code, texts[0], texts[1]


def apart(*words: object) -> tuple[int, str]:
    """The exit status of a command in a process of its own, and what it wrote on standard error."""
    environment = {"PYTHONPATH": str(PACKAGE), **os.environ}
    arguments = [sys.executable, "-m", "tei", *map(str, words)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, env=environment)
    return done.returncode, done.stderr


def here(bucket: Bucket, folder: Path) -> Path:
    """What is in *bucket*, in a *folder* of this machine."""
    for key, content in bucket.tree().items():
        (folder / key).parent.mkdir(parents=True, exist_ok=True)
        (folder / key).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    "given", ["s3://b/in/d1.txt", Path("s3://b/in/d1.txt"), "s3:/b/in/d1.txt", "S3://b//in/d1.txt"]
)
def test_an_address_is_a_path_that_keeps_its_scheme(given: str | Path) -> None:
    address = place(given)
    assert isinstance(address, Address)
    assert str(address) == address.as_posix() == "s3://b/in/d1.txt"
    assert (address.scheme, address.name, address.suffix) == ("s3", "d1.txt", ".txt")
    assert str(address.parent / "d2.txt") == "s3://b/in/d2.txt"
    assert pickle.loads(pickle.dumps(address)) == address
    assert shown(local(address)) == address
    assert told(f"{local(address)}:3 and {local(address)}") == f"{address}:3 and {address}"


@pytest.mark.parametrize("given", ["letters/d1.txt", "C:/letters", "c:\\letters", "/s3:/x", "a b://c", ""])
def test_other_paths_are_no_addresses(given: str) -> None:
    assert place(given) == Path(given)
    assert not isinstance(place(given), Address)


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("in", ["d1.txt", "d2.txt", "d3.txt", "d4.txt", "d10.txt"]),
        ("in/d1.txt", ["d1.txt"]),
        ("in/d1*", ["d1.txt", "d10.txt"]),
        ("in/d[2-3].txt", ["d2.txt", "d3.txt"]),
        ("**/d1?.txt", ["d10.txt"]),
        ("**/*.csv", ["persons.csv", "persons.csv"]),
        ("*/d2.txt", ["d2.txt"]),
        ("in/.*", [".hidden.txt"]),
    ],
)
def test_patterns_mean_what_they_mean_on_this_machine(
    pattern: str, names: list[str], bucket: Bucket, tmp_path: Path
) -> None:
    for key in ("in/d10.txt", "in/.hidden.txt", "in/deep/persons.csv", "in/deep/.no/d1.txt"):
        bucket.put(key, "x")
    bucket.put("in//d9.txt", "no file has such a name")
    bucket.put("in/../../d9.txt", "nor such a one")
    assert [p.name for p in expand([place(f"{bucket}/{pattern}")], [".txt"])] == names
    for key in ("in//d9.txt", "in/../../d9.txt"):
        bucket.delete(key)
    assert [p.name for p in expand([here(bucket, tmp_path / "here") / pattern], [".txt"])] == names


def test_what_is_encoded_is_what_would_be_on_this_machine(bucket: Bucket, tmp_path: Path) -> None:
    settings = Settings(persons=place(f"{bucket}/persons.csv"))
    done = list(tei.encode([place(f"{bucket}/in")], place(f"{bucket}/out"), settings))
    assert [str(o.source) for o in done] == [f"{bucket}/in/d{n}.txt" for n in range(1, 5)]
    assert [p for o in done for p in o.written] == [f"{bucket}/out/d{n}.xml" for n in range(1, 5)]
    folder = here(bucket, tmp_path / "here")
    tei.encode([folder / "in"], tmp_path / "out", Settings(persons=folder / "persons.csv"))
    assert bucket.tree("out") == tree(tmp_path / "out")
    assert bucket.info("out/d1.xml")["ContentType"] in ("text/xml", "application/xml")


def test_what_is_the_same_is_not_sent_again(bucket: Bucket, copies: Path) -> None:
    def encoded() -> dict[str, object]:
        tei.encode([place(f"{bucket}/in")], place(f"{bucket}/out"))
        return bucket.times()

    before = encoded()
    assert encoded() == before
    bucket.put("out/d1.xml", "changed")
    bucket.delete("out/d2.xml")
    after = encoded()
    assert {path for path in before if before[path][1] != after[path][1]} == set()  # type: ignore[index]
    shutil.rmtree(copies)
    assert encoded().keys() == before.keys()


def test_tei_at_addresses_is_checked_mended_rendered_and_exported(bucket: Bucket) -> None:
    tei.encode([place(f"{bucket}/in")], place(f"{bucket}/out"))
    bucket.put("out/d4.xml", bucket.get("out/d4.xml").replace(b'when="1969-05-05"', b'when="1969-5-5"'))
    status, out, _ = run("validate", f"{bucket}/out", "--format", "json", "--fix")
    assert status == 0
    assert b'when="1969-05-05"' in bucket.get("out/d4.xml")
    assert f'"source": "{bucket}/out/d1.xml"' in out
    assert "copies" not in out
    status, _, err = run("render", f"{bucket}/out", "--to", "html", "-o", f"{bucket}/html")
    assert (status, sorted(bucket.tree("html"))) == (0, [f"d{n}.html" for n in range(1, 5)]), err
    assert bucket.info("html/d1.html")["ContentType"] == "text/html"
    assert run("render", f"{bucket}/out/d1.xml", "--to", "text")[1].encode() == bucket.get("in/d1.txt")
    assert run("explain", f"{bucket}/in/d1.txt", "--at", "//date")[1].startswith("3:7")


def test_an_export_replaces_what_it_made_and_nothing_else(bucket: Bucket, tmp_path: Path) -> None:
    tei.encode([place(f"{bucket}/in")], place(f"{bucket}/out"))
    options = ("--title", "T", "--url", "https://example.org")
    target = ("export", "dts", "-o", f"{bucket}/dts", *options)
    assert run(*target, f"{bucket}/out")[0] == 0
    folder = here(bucket, tmp_path / "here")
    assert run("export", "dts", "-o", tmp_path / "dts", *options, folder / "out")[0] == 0
    assert bucket.tree("dts") == tree(tmp_path / "dts")
    bucket.put("dts/mine.html", "mine")
    before = bucket.times()
    assert "unchanged" in run(*target, f"{bucket}/out")[2]
    assert bucket.times() == before
    assert run(*target, f"{bucket}/out/d[1-2].xml")[0] == 0
    keys = bucket.tree("dts").keys()
    assert "mine.html" in keys
    assert not [key for key in keys if "/d3/" in key]
    bucket.put("dts/collection/collections/index.jsonld", "changed by hand")
    status, _, err = run(*target, f"{bucket}/out")
    assert status == 1
    assert f"{bucket}/dts/collection/collections/index.jsonld\n" in err, err
    assert bucket.get("dts/collection/collections/index.jsonld") == b"changed by hand"
    assert run(*target, f"{bucket}/out", "--force")[0] == 0


def test_one_file_that_is_exported_is_replaced_if_an_export_made_it(bucket: Bucket, copies: Path) -> None:
    tei.encode([place(f"{bucket}/in")], place(f"{bucket}/out"))
    target = ("export", "frus-volume", "-o", f"{bucket}/volume.xml", "--title", "T")
    assert run(*target, f"{bucket}/out")[0] == 0
    shutil.rmtree(copies)
    assert run(*target, f"{bucket}/out/d[1-2].xml")[0] == 0, "also from another machine"
    made = bucket.get("volume.xml")
    bucket.put("volume.xml", "changed by hand")
    status, _, err = run(*target, f"{bucket}/out")
    assert (status, err.startswith(f"{bucket}/volume.xml\n")) == (1, True), err
    assert bucket.get("volume.xml") == b"changed by hand"
    assert run(*target, f"{bucket}/out/d[1-2].xml", "--force")[0] == 0
    assert bucket.get("volume.xml") == made


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("validate", "{}/none"), 3, "there is no file or folder {}/none"),
        (("validate", "{}/in"), 3, "{}/in holds no files that end in .xml"),
        (("validate", "{}/in/*.xml"), 3, "no file fits the pattern {}/in/*.xml"),
        (("validate", "s3://no-such-bucket/x"), 3, NO_BUCKET),
        (("encode", "{}/in", "-o", "s3://no-such-bucket/x"), 3, NO_BUCKET),
        (("encode", "{}/in", "-o", "out", "--persons", "{}/no.csv"), 2, "there is no file {}/no.csv"),
        (("validate", "{}/in/d1.txt", "--schema", "{}/no.rng"), 2, "there is no file {}/no.rng"),
        (("validate", "nowhere://x"), 2, "nowhere:// is no kind of address that is known here"),
        (("validate", "gs://x/y"), 2, "addresses such as gs:// need a library that is not installed"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(words: tuple[str, ...], status: int, said: str, bucket: Bucket) -> None:
    done = run(*(word.replace("{}", str(bucket)) for word in words))
    assert (done[0], said.replace("{}", str(bucket)) in done[2]) == (status, True), done


def test_credentials_and_services_that_do_not_work_are_said(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.delenv("AWS_ACCESS_KEY_ID")
        assert "Unable to locate credentials\nhint: give them" in apart("validate", f"{bucket}/in")[1]


def test_without_the_library_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("fsspec", "s3fs"):
        (tmp_path / "lacking").mkdir(exist_ok=True)
        (tmp_path / "lacking" / f"{module}.py").write_text("raise ImportError('not installed')")
        path = f"{tmp_path / 'lacking'}{os.pathsep}{PACKAGE}"
        monkeypatch.setenv("PYTHONPATH", path)
        status, err = apart("validate", "s3://bucket/x")
        assert (status, "install it with: python -m pip install 'tei-edition[remote]'" in err) == (2, True), (
            err
        )
        (tmp_path / "lacking" / f"{module}.py").unlink()


def test_files_of_this_machine_need_no_library() -> None:
    code = (
        "import sys, tei.files, tei.batch.building, tei.cli.build;"
        "print({'fsspec', 's3fs', 'tei.remote.store'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


EDITION = """
[sources]
files = ["in/*.txt"]
[lists]
persons = "persons.csv"
[exports.EXPORT]
[edition]
title = "T"
editors = ["E"]
publisher = "P"
date = "2026"
url = "https://example.org"
"""
MANY = 60


def letters(bucket: Bucket, count: int = 4, export: str = "cmif") -> Address:
    """The address of the edition file of *count* letters in *bucket*."""
    for number in range(1, count + 1):
        bucket.put(f"in/d{number}.txt", letter(number, number + 1))
    bucket.put("edition.toml", EDITION.replace("EXPORT", export))
    path = place(f"{bucket}/edition.toml")
    assert isinstance(path, Address)
    return path


def counts(path: Path, wish: Wish | None = None) -> dict[str, int]:
    return dict(build_edition(read(path), wish).count)


def alike(bucket: Bucket, folder: Path) -> None:
    """What was built in *bucket* is what is built of the same on this machine."""
    for key, content in bucket.tree().items():
        if not key.startswith("edition/"):
            (folder / key).parent.mkdir(parents=True, exist_ok=True)
            (folder / key).write_bytes(content)
    build_edition(read(folder / "edition.toml"))
    assert bucket.tree("edition") == tree(folder / "edition")


def test_an_edition_in_a_bucket_is_what_it_would_be_on_this_machine(bucket: Bucket, tmp_path: Path) -> None:
    path = letters(bucket)
    assert counts(path) == {"done": 4}
    alike(bucket, tmp_path / "here")
    before = bucket.times()
    assert counts(path) == {"kept": 4}
    assert bucket.times() == before


def test_another_machine_goes_on_where_this_one_was(bucket: Bucket, copies: Path, tmp_path: Path) -> None:
    path = letters(bucket, export="dts")
    counts(path)
    shutil.rmtree(copies)
    before = bucket.times()
    assert counts(path) == {"kept": 4}
    assert bucket.times() == before
    bucket.put("in/d2.txt", letter(2, 3, " More."))
    bucket.delete("edition/html/d3.html")
    shutil.rmtree(copies)
    assert counts(path) == {"kept": 2, "done": 2}
    alike(bucket, tmp_path / "here")


def test_what_was_changed_by_hand_at_the_address_is_kept(bucket: Bucket) -> None:
    path = letters(bucket)
    counts(path)
    mine = bucket.get("edition/tei/d1.xml").replace(b"Text 1", b"Text I")
    bucket.put("edition/tei/d1.xml", mine)
    bucket.delete("in/d4.txt")
    built = build_edition(read(path))
    found = {d.code: d for o in built for d in o.diagnostics if d.code[0] == "K"}
    assert found["K001"].place.file == "edition/tei/d1.xml"
    assert "the source is not there any more" in found["K003"].message
    assert bucket.get("edition/tei/d1.xml") == mine
    assert counts(path, Wish(force=True, prune=True))["done"] == 1
    assert bucket.get("edition/tei/d1.xml") != mine
    assert not [key for key in bucket.tree("edition") if "d4." in key]


def test_sources_far_and_output_near_and_the_other_way_round(bucket: Bucket, tmp_path: Path) -> None:
    lines = f'[sources]\nfiles = ["{bucket}/in/*.txt"]\n[lists]\npersons = "{bucket}/persons.csv"\n'
    near = tmp_path / "near.toml"
    near.write_text(lines, "utf-8")
    assert counts(near) == {"done": 4}
    report = (tmp_path / "edition" / "report.txt").read_text("utf-8")
    assert f"{bucket}/in/d1.txt\n" in report
    assert str(tmp_path) not in report
    (tmp_path / "in").mkdir()
    for number in (1, 2):
        (tmp_path / "in" / f"d{number}.txt").write_text(letter(number), "utf-8")
    far = tmp_path / "far.toml"
    far.write_text(f'[sources]\nfiles = ["in/*.txt"]\n[output]\nfolder = "{bucket}/edition"\n', "utf-8")
    assert counts(far) == {"done": 2}
    assert counts(far) == {"kept": 2}
    assert sorted(bucket.tree("edition/tei")) == ["d1.xml", "d2.xml"]
    told = bucket.get("edition/report.json") + bucket.get("edition/manifest.jsonl")
    assert str(tmp_path).encode() not in told
    assert [d.reason for d in plan_of(read(far)) if d.item] == []


def interrupted(path: Path, folder: Path, after: int) -> None:
    """A run on *path*, in a process of its own, is killed when it has told of *after* documents."""
    environment = {"PYTHONPATH": str(PACKAGE), **os.environ, "TEI_CACHE": str(folder)}
    code = "from tei.batch import afar; afar._EVERY = 0.2; from tei.cli import main; main()"
    arguments = [sys.executable, "-c", code, "build", str(path), "--log-json", "--jobs", "2"]
    process = subprocess.Popen(
        arguments, stderr=subprocess.PIPE, env=environment, start_new_session=True, text=True
    )
    assert process.stderr
    seen = 0
    for line in process.stderr:
        seen += json.loads(line)["event"] == "done"
        if seen == after:
            break
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="a process is killed in another way there")
@pytest.mark.parametrize("same", [True, False], ids=["this machine", "another machine"])
def test_a_run_that_was_killed_is_taken_up(
    same: bool, bucket: Bucket, copies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = letters(bucket, MANY)
    interrupted(path, copies if same else tmp_path / "other", MANY * 3 // 4)
    monkeypatch.setattr(hold, "WATCH", 0.5)
    done = counts(path)
    assert done["done"] <= MANY
    assert sum(done.values()) == MANY
    alike(bucket, tmp_path / "here")
    assert not [key for key in bucket.tree("edition") if key.startswith(".tei")]


def test_two_runs_at_once_do_not_write_to_one_place(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = place(f"{bucket}/edition")
    assert isinstance(output, Address)
    monkeypatch.setattr(hold, "BEAT", 0.05)
    monkeypatch.setattr(hold, "WATCH", 2)
    with hold.held(output, tmp_path / "one") as first:
        with (
            pytest.raises(OutputError, match="another run is writing to s3://"),
            hold.held(output, tmp_path / "two"),
        ):
            pass
        first.check()
        bucket.put("edition/.tei/hold.000002", "taken over")
        with pytest.raises(OutputError, match="another run"):
            first.check()


def test_what_somebody_else_writes_meanwhile_is_kept(bucket: Bucket) -> None:
    path = letters(bucket)

    def meanwhile(event: Event) -> None:
        if event.kind == "plan":
            bucket.put("edition/html/d2.html", "somebody else's")

    with pytest.raises(OutputError, match="somebody else wrote in the meantime") as raised:
        build_edition(read(path), tell=meanwhile)
    assert f"{bucket}/edition/html/d2.html" in str(raised.value)
    assert bucket.get("edition/html/d2.html") == b"somebody else's"
    assert [d.code for o in build_edition(read(path)) for d in o.diagnostics if d.code[0] == "K"] == ["K001"]


def test_a_source_that_goes_while_it_is_fetched_is_one_that_cannot_be_read(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = letters(bucket)
    fetched = store.read

    def gone(address: Address) -> bytes:
        if address.name == "d2.txt":
            bucket.delete("in/d2.txt")
        content: bytes = fetched(address)
        return content

    monkeypatch.setattr(store, "read", gone)
    built = build_edition(read(path))
    problems = {str(o.source): o.problem for o in built if o.problem}
    assert problems == {"in/d2.txt": "in/d2.txt cannot be read: No such file or directory"}
    assert sorted(bucket.tree("edition/tei")) == ["d1.xml", "d3.xml", "d4.xml"]


def test_a_cluster_reads_and_sends_without_a_shared_folder(
    bucket: Bucket, tmp_path: Path, start: Start
) -> None:
    path = letters(bucket, 12)
    address, _ = scheduler(start, tmp_path)
    for number in range(2):
        start("worker", "--nthreads", "1", "--host", "127.0.0.1", TEI_CACHE=str(tmp_path / f"worker{number}"))
    await_workers(address, 2)
    here = replace(read(path), executor=address)
    assert dict(build_edition(here).count) == {"done": 12}
    alike(bucket, tmp_path / "here")
    bucket.put("persons.csv", PERSONS.replace("Smith, John", "Smith, Jack"))
    assert dict(build_edition(here).count) == {"done": 12}
    alike(bucket, tmp_path / "again")


def test_folders_of_a_bucket_are_kept_apart(bucket: Bucket, tmp_path: Path) -> None:
    for key in ("in/a/d1.txt", "in/b/d1.txt", "in/b/c/d1.txt"):
        bucket.put(key, letter(1))
    near = tmp_path / "near.toml"
    near.write_text(
        f'[sources]\nfiles = ["{bucket}/in/*/**/d1.txt"]\n[output]\nlayout = "folders"\n', "utf-8"
    )
    assert counts(near) == {"done": 3}
    found = sorted(
        p.relative_to(tmp_path / "edition/tei").as_posix() for p in (tmp_path / "edition/tei").rglob("*.xml")
    )
    assert found == ["a/d1.xml", "b/c/d1.xml", "b/d1.xml"]


def test_a_list_of_copies_that_is_damaged_is_told(bucket: Bucket, copies: Path) -> None:
    run("encode", f"{bucket}/in", "-o", "out")
    content = bytearray((copies / "copies.sqlite").read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    (copies / "copies.sqlite").write_bytes(content)
    status, _, said = run("encode", f"{bucket}/in", "-o", "out")
    assert (status, "cannot be used" in said, "TEI_CACHE" in said) == (3, True, True), said


def test_a_name_that_looks_like_a_pattern_is_a_name_if_nothing_fits_it(bucket: Bucket) -> None:
    bucket.put("in/d[9].txt", letter(9))
    status, _, said = run("encode", f"{bucket}/in/d[9].txt", "-o", "out")
    assert (status, [path.name for path in Path("out").iterdir()]) == (0, ["d[9].xml"]), said
