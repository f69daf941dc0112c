"""The edition file: what an edition is made of and how, in one file that people write (``edition.toml``).

:data:`KEYS` is the one table of what it may say; the reader, the documentation and ``tei init`` go by it.
"""

from tei.editionfile.keys import KEYS, Key
from tei.editionfile.model import NAME, EditionFile, Exported, Rendered, anchored, remote
from tei.editionfile.read import Override, override, read, unread

__all__ = [
    "KEYS", "NAME", "EditionFile", "Exported", "Key", "Override", "Rendered", "anchored", "override", "read", "remote",
    "unread",
]  # fmt: skip
