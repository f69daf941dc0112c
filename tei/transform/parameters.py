"""The parameters of the built-in renditions: which there are, and which values they take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from tei.errors import TransformError
from tei.slips import did_you_mean, meant

_PARAM = "{http://www.w3.org/1999/XSL/Transform}param"
# What a parameter may be, where that is not any text; said to a person, and as a pattern.
_VALUES = {
    "readings": ("all, original or normalised", re.compile("all|original|normalised")),
    "pages": ("yes or no", re.compile("yes|no")),
    "metadata": ("brief or full", re.compile("brief|full")),
    "width": ("a number of characters, 0 to wrap nothing", re.compile(r"[0-9]{1,6}")),
}


def check(rendition: str, stylesheet: Path, params: Mapping[str, str]) -> None:
    """Nothing, if the *rendition* made by the built-in *stylesheet* takes *params*; :class:`TransformError` if not."""
    known = _declared(stylesheet)
    for name, value in params.items():
        if name not in known:
            close = meant(name, known)
            hint = did_you_mean(close) if close else f"it has {', '.join(known)}"
            raise TransformError(f"the rendition {rendition} has no parameter “{name}”", hint)
        said, pattern = _VALUES.get(name, ("", None))
        if pattern is not None and not pattern.fullmatch(value):
            raise TransformError(f"the parameter {name} may not be “{value}”", f"write {said}")


@cache
def _declared(stylesheet: Path) -> tuple[str, ...]:
    """The parameters that the built-in *stylesheet* declares, in their order."""
    return tuple(str(param.get("name")) for param in etree.parse(stylesheet).getroot().iterchildren(_PARAM))
