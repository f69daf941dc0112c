"""A volume in the form of *Foreign Relations of the United States*: one TEI file of many documents.

The model is the volumes of the Office of the Historian (repository HistoryAtState/frus): a short header, a title page
and the lists of terms and persons in front, and in the body compilations, chapters and documents. The file is written
as the documents are read, so an edition of any size needs the memory of one file and of the lists.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from tei.diagnostics import Diagnostic
from tei.errors import ExportError
from tei.exporters.corpus import Corpus
from tei.exporters.frus.document import FRUS, is_name
from tei.exporters.frus.front import Lists, beginning
from tei.exporters.frus.structure import Structure
from tei.exporters.frus.volume import Volume
from tei.exporters.target import Options
from tei.namespaces import TEI


def make(corpus: Corpus, draft: Path, options: Options) -> Iterator[Diagnostic]:
    """Write the volume *draft*; yield the documents that cannot stand in it, and what others lack.

    Raises :class:`ExportError` if an option or the table of the structure, and :class:`tei.errors.AuthorityError` if a
    list cannot be used.
    """
    own = options.switch("frus", False)
    if options.get("id") and not is_name(options.get("id")):
        raise ExportError(
            f"“{options.get('id')}” cannot be an xml:id", "an id begins with a letter and has no spaces"
        )
    lists, structure = Lists(options), Structure(options)
    scratch = draft.with_name("body")
    with scratch.open("wb") as out:
        volume = Volume(out, structure, lists, own)
        for source in corpus:
            yield from volume.add(source)
        out.write(structure.end())
    if not volume.documents:
        return
    structure.check()
    yield from volume.dangling()
    ident = f' xml:id="{options.get("id")}"' if options.get("id") else ""
    spaces = f'xmlns="{TEI}"' + (f' xmlns:frus="{FRUS}"' if own else "")
    with draft.open("wb") as out, scratch.open("rb") as body:
        out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI {spaces}{ident}>\n'.encode())
        out.write(beginning(options, lists, b"".join(volume.front)) + b"<body>\n")
        shutil.copyfileobj(body, out)
        back = b"".join(volume.back)
        out.write(b"</body>\n" + (b"<back>\n" + back + b"</back>\n" if back else b"") + b"</text>\n</TEI>\n")
