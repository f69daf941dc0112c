"""Sources and outputs at addresses, with a service that speaks S3 over HTTP on this machine."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tei
from editions import letter, tree
from remotes import PACKAGE, Bucket, apart, bucket, copies, environment, here, run
from tei.files import expand
from tei.remote import Address, local, place, shown, told
from tei.settings import Settings

__all__ = ["bucket", "copies", "environment"]  # fixtures


NO_BUCKET = "s3://no-such-bucket/x cannot be read: The specified bucket does not exist"


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
