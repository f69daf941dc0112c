"""What MyDapytains, the reference implementation of DTS, finds in TEI files; run with a Python that has it.

Prints a line of JSON for each file named: the citable units in order, and the text of the passage of each.
"""

from __future__ import annotations

import json
import re
import sys

ATTRIBUTE = re.compile(r'n="([^"]*)"$')


def main() -> None:
    """Read the files on the command line."""
    from dapytains.tei.document import Document

    for path in sys.argv[1:]:
        document = Document(path)
        units: list[str] = []

        def walk(references: list, units: list[str] = units) -> None:  # type: ignore[type-arg]
            for reference in references:
                # where kinds stand beside each other it has the attribute, n="2", in place of its value
                units.append(ATTRIBUTE.sub(r"\1", reference.ref))
                walk(reference.children)

        walk(document.get_reffs())
        texts = {}
        for unit in units:
            try:
                texts[unit] = "".join("".join(document.get_passage(unit).itertext()).split())
            except TypeError:  # what it raises for passages that it cannot cut out
                texts[unit] = ""
        print(json.dumps({"units": units, "texts": texts}))


if __name__ == "__main__":
    main()
