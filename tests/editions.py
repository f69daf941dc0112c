"""An edition of a few letters, for tests: made, built, and looked at."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tei import build_edition
from tei.batch import Wish
from tei.editionfile import read

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


def run(path: Path, *words: str, environment: Mapping[str, str] = os.environ) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tei", "build", str(path), *words],
        stderr=subprocess.PIPE,
        text=True,
        env=dict(environment),
        cwd=path.parent,
    )
