"""ZIP archives that are the same bytes whenever and wherever they are made."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that the format can hold
_PLAIN_FILE = 0o100644 << 16


def pack(folder: Path, archive: Path, first: str = "") -> None:
    """Write the files of *folder* to the ZIP file *archive*, sorted by name, without the folder's own name.

    The file named *first* comes before all others and is not compressed, as the container formats that are known by
    their first bytes demand.
    """
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    with ZipFile(archive, "w") as zipped:
        for name in sorted(names, key=lambda name: name != first):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_STORED if name == first else ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _PLAIN_FILE
            with (folder / name).open("rb") as source, zipped.open(entry, "w") as target:
                while block := source.read(1 << 20):
                    target.write(block)
