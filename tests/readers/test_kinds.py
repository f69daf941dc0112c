"""Sources of another kind than plain text, whatever their names say."""

from __future__ import annotations

import io
import zipfile

import pytest

from tei.readers import text


def packed(*names: str) -> bytes:
    """A zip archive of empty files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (packed("[Content_Types].xml", "word/document.xml"), "a document of Word (.docx)"),
        (packed("d1.txt"), "a zip archive"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a document of Word before 2007"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n", "HTML"),
        (b"\n<HTML lang='en'>", "HTML"),
        (b"<?xml version='1.0'?><TEI/>", "XML"),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0">', "XML"),
    ],
)
def test_what_is_no_plain_text_is_told(data: bytes, kind: str) -> None:
    document, problems = text.read(data, "d1", "d1.txt")
    assert document is None
    assert [(d.code, d.message) for d in problems] == [("R004", f"the file is {kind}, not plain text")]


@pytest.mark.parametrize("data", [b"<xmlns> is a word", b"<teicher>", b"PK is short for Park", b"[1] {\\tt}"])
def test_text_that_looks_a_little_like_it_is_read(data: bytes) -> None:
    document, problems = text.read(data, "d1", "d1.txt")
    assert document is not None
    assert not problems
