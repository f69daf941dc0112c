"""The edition file: what an edition is made of and how, in one file that people write (``edition.toml``).

:data:`KEYS` is the one table of what it may say; the reader, the documentation and ``tei init`` go by it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tei.editionfile.keys import KEYS, Key
    from tei.editionfile.model import EditionFile, Exported, Rendered, anchored, remote
    from tei.editionfile.reading import Override, file_from, override, read, unread

__all__ = [
    "KEYS", "NAME", "EditionFile", "Exported", "Key", "Override", "Rendered", "anchored", "file_from", "override",
    "read", "remote", "unread",
]  # fmt: skip

NAME = "edition.toml"

_MODULES = {
    "keys": ("KEYS", "Key"),
    "model": ("EditionFile", "Exported", "Rendered", "anchored", "remote"),
    "reading": ("Override", "file_from", "override", "read", "unread"),
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """What this package offers, loaded when it is asked for: a folder that is looked at may have no such file."""
    if name in _WHERE:
        return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    raise AttributeError(name)
