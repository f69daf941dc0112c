"""What stands for all that the outputs depend on: it changes with it, and with nothing else."""

from __future__ import annotations

from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from tei.batch import fingerprint
from tei.editionfile import EditionFile
from tei.editionfile.model import Rendered

XSLT = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'


def keys(folder: Path, edition: EditionFile, library: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many keys *edition* has with two versions of *library*, and without it."""
    found = set()
    for version in ("12.5", "13.1", ""):
        home = folder / f"site {version}"
        (home / library).mkdir(parents=True)
        (home / f"{library}-{version}.dist-info").mkdir()
        spec = ModuleSpec(library, None, origin=str(home / f"{library}.so"))
        if library != "saxonche":  # which is one file
            spec = ModuleSpec(library, None, origin=str(home / library / "__init__.py"), is_package=True)
        monkeypatch.setattr(
            fingerprint, "find_spec", lambda name, s=spec, v=version: s if name == library and v else None
        )
        found.add(fingerprint.of_edition(edition))
    return len(found)


@pytest.mark.parametrize(
    ("library", "schemas", "xslt", "plain"),
    [("saxonche", 3, 3, 1), ("xmlschema", 3, 1, 1), ("elementpath", 3, 1, 1), ("another", 1, 1, 1)],
)
def test_libraries_count_where_something_of_the_editions_own_may_need_them(
    library: str, schemas: int, xslt: int, plain: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").mkdir()
    file = tmp_path / "own" / "a.xsl"
    file.write_text(XSLT, "utf-8")
    fingerprint.program()
    for number, (edition, count) in enumerate(
        (
            (EditionFile(base=tmp_path, schemas=(file.with_suffix(".sch"),)), schemas),
            (EditionFile(base=tmp_path, renditions=(Rendered("own", file),)), xslt),
            (EditionFile(base=tmp_path), plain),
        )
    ):
        assert keys(tmp_path / str(number), edition, library, monkeypatch) == count
