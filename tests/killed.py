"""Kill builds at random moments, many times, and see that what comes of them is what an undisturbed run makes.

    python tests/killed.py [KILLS] [SEED]

Each edition is killed with SIGKILL until a run comes to its end, and then compared, every byte of it. At no moment may
there be a file that is not complete. The exit status is 1 if anything differs.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

DOCUMENTS = 150
ENDS = {".xml": b"</TEI>\n", ".html": b"</html>\n"}  # what a complete file ends in
TEXT = """{n}. Letter From John Smith to Mary Jones1

Rome, May {day}, 1969.

The words of document {n}. See Document {next}, and p. {n}.2

  1. Source: Files, Box {n}.

  2. Not printed.
"""


def edition(folder: Path, documents: int = DOCUMENTS) -> Path:
    """The edition file of a new edition of so many letters in *folder*."""
    (folder / "in").mkdir(parents=True)
    for n in range(1, documents + 1):
        text = TEXT.format(n=n, day=n % 28 + 1, next=n + 1)
        (folder / "in" / f"d{n}.txt").write_text(text, "utf-8")
    path = folder / "edition.toml"
    path.write_text('[sources]\nfiles = ["in/*.txt"]\n[run]\njobs = 2\n', "utf-8")
    return path


def build(path: Path) -> subprocess.Popen[bytes]:
    """A run over the edition file at *path*."""
    return subprocess.Popen([sys.executable, "-m", "tei", "build", str(path)], stderr=subprocess.DEVNULL)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file in *folder*, by its path."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def halves(folder: Path) -> Iterator[Path]:
    """The files of the edition in *folder* that are there and not complete."""
    for kind in ("tei", "html", "text"):
        for path in (folder / kind).glob("*"):
            content = path.read_bytes()
            if not content.endswith(ENDS.get(path.suffix, b"\n")):
                yield path


def main(kills: int, seed: int) -> int:
    """The exit status, once so many runs have been killed."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        base = Path(place)
        undisturbed = edition(base / "undisturbed")
        start = time.monotonic()
        build(undisturbed).wait()
        longest = 1.1 * (time.monotonic() - start)
        wanted = tree(base / "undisturbed" / "edition")
        killed = finished = 0
        while killed < kills:
            folder = base / str(finished)
            path = edition(folder)
            while True:
                run = build(path)
                try:
                    run.wait(chance.uniform(0.1, longest) if killed < kills else None)
                    break
                except subprocess.TimeoutExpired:
                    run.kill()
                    run.wait()
                    killed += 1
                if half := next(halves(folder / "edition"), None):
                    print(f"{half} is not complete")
                    return 1
            finished += 1
            if (found := tree(folder / "edition")) != wanted:
                differ = [name for name in wanted | found if wanted.get(name) != found.get(name)]
                print(f"after {killed} kills {', '.join(differ[:5])} differ from those of an undisturbed run")
                return 1
        print(f"{killed} runs killed, {finished} editions finished after that, each the same, byte for byte")
    return 0


if __name__ == "__main__":
    KILLS, SEED = (int(word) for word in (sys.argv[1:] + ["50", "1"][len(sys.argv) - 1 :]))
    sys.exit(main(KILLS, SEED))
