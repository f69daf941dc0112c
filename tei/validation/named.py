"""The schemas that a file names for itself with ``<?xml-model?>``.

Source: W3C, Associating Schemas with XML documents 1.0; TEI P5 asks for it in files that are handed on (section 1.1).
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tei.diagnostics import Diagnostic, Place, diagnostic
from tei.validation.rng import SUFFIXES

_SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"


def named_schemas(tree: etree._ElementTree, source: Path, file: str) -> tuple[list[Path], list[Diagnostic]]:
    """The schemas that the file *source* names and that lie on this machine, and S008 for each that is not used.

    A path is taken from the folder of the file, which the diagnostics call *file*. Nothing is fetched from the network.
    """
    found: list[Path] = []
    problems: list[Diagnostic] = []
    for node in reversed(list(tree.getroot().itersiblings(preceding=True))):
        if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-model":
            href = str(node.get("href", ""))
            path = source.parent / href.removeprefix("file://")
            if node.get("schematypens") == _SCHEMATRON:
                reason = f"{href} is Schematron, which is not run here"
            elif "://" in href.removeprefix("file://"):
                reason = f"{href} lies on the network, and nothing is fetched from there"
            elif not path.is_file():
                reason = f"{href} is not there"
            elif path.suffix not in (*SUFFIXES, ".xsd"):
                reason = f"{href} is of a kind that cannot be used"
            else:
                found.append(path)
                continue
            place = Place(file, node.sourceline or 0)
            hint = "give a copy of the schema with --schema" if "Schematron" not in reason else ""
            problems.append(diagnostic("S008", f"the schema {reason}", place, hint))
    return found, problems
