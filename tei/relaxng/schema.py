"""A loaded schema, and what a caller does with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from tei.relaxng.automaton import Automaton
from tei.relaxng.build import build
from tei.relaxng.errors import Error, InvalidError
from tei.relaxng.events import read_stream, read_tree
from tei.relaxng.identifiers import identifiers
from tei.relaxng.restrictions import restrict
from tei.relaxng.source import Find, on_this_machine
from tei.relaxng.walker import Walker

Source = str | os.PathLike[str] | bytes | BinaryIO | etree._Element | etree._ElementTree


class Schema:
    """A RELAX NG schema, ready to validate any number of documents.

    A source is a path, the bytes of a document, an open binary file, or a tree of lxml. A schema is sent to other
    processes as its path, and read there again.
    """

    def __init__(self, path: Path, find: Find = on_this_machine) -> None:
        self.path = path
        self.find = find
        built = build(path, find)
        restrict(built.start, built.elements, str(path))
        self._identifiers = identifiers(built.elements)
        self._automaton = Automaton(built.make, built.start, built.elements)

    def __reduce__(self) -> tuple[type[Schema], tuple[Path, Find]]:
        return Schema, (self.path, self.find)

    def iter_errors(self, source: Source) -> Iterator[Error]:
        """The faults of a document, found while it is read; a document that is not well-formed ends with that.

        Raises :class:`OSError` if the file cannot be read and :class:`tei.relaxng.SchemaError` if the schema proves too
        complex.
        """
        if isinstance(source, etree._Element | etree._ElementTree):
            yield from read_tree(source, self._walker)
        elif isinstance(source, str | os.PathLike):
            with Path(source).open("rb") as stream:
                yield from read_stream(stream, self._walker)
        else:
            yield from read_stream(source, self._walker)

    def is_valid(self, source: Source) -> bool:
        """Whether a document is valid; reads no further than to the first fault."""
        return next(self.iter_errors(source), None) is None

    def validate(self, source: Source) -> None:
        """Nothing; raises :class:`tei.relaxng.InvalidError` with the first fault of a document that is not valid."""
        error = next(self.iter_errors(source), None)
        if error is not None:
            raise InvalidError(error)

    def _walker(self) -> Walker:
        return Walker(self._automaton, self._identifiers)


def load(path: str | os.PathLike[str], find: Find = on_this_machine) -> Schema:
    """The schema in the file *path*: compact syntax if its name ends in ``.rnc``, else XML.

    What it includes is at the address that it gives, on this machine; *find* may say of an address where its file lies.
    Raises :class:`tei.relaxng.SchemaError` with file and line if it cannot be read or breaks a rule of RELAX NG.
    """
    return Schema(Path(path), find)
