"""How the source prints what markup says, kept in ``@rend`` where it is not the usual way.

A token is a name and the characters in brackets, such as ``call([1])``: the number of a note stands as ``[1]`` in the
text. The text rendition writes these characters again. Source: TEI Guidelines, section 1.3.1.1.3 (Rendition
Indicators); a token of ``@rend`` holds no white space (teidata.word).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import category
from urllib.parse import quote

_SIGN = re.compile(r"[\s()%]|[^\x00-\x7f]")


def token(name: str, characters: str) -> str:
    """The token *name* with *characters*; white space, brackets and what XML does not hold there as in an address."""
    return f"{name}({_SIGN.sub(_written, characters)})"


def rendered(attributes: Mapping[str, str], *tokens: str) -> dict[str, str]:
    """The *attributes* with those of *tokens* that are not empty as their ``@rend``, which they do not have yet."""
    rend = " ".join(filter(None, tokens))
    return {**attributes, "rend": rend} if rend else dict(attributes)


def _written(sign: re.Match[str]) -> str:
    kept = sign[0] not in "()%" and category(sign[0])[0] not in "CZ"
    return sign[0] if kept else quote(sign[0], safe="")
