"""Where the packaged schema and stylesheets lie: in the wheel, or in a checkout.

The wheel holds them under ``tei/_data``; a checkout (and an editable install) has them beside the package.
No other module knows this.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(kind: str, name: str) -> Path:
    """The path of a packaged file: *kind* is ``"schema"``, ``"transforms"`` or ``"conventions"``.

    Raises :class:`FileNotFoundError` if there is none of that name.
    """
    roots = (_PACKAGE, _PACKAGE / "_data", _PACKAGE.parent)
    for root in roots:
        path = root / kind / name
        if path.is_file():
            return path
    raise FileNotFoundError(f"no packaged file {kind}/{name}")


def resources(kind: str, pattern: str) -> list[Path]:
    """The packaged files of a *kind* whose names match the glob *pattern*, sorted by name."""
    roots = (_PACKAGE, _PACKAGE / "_data", _PACKAGE.parent)
    return sorted(path for root in roots for path in (root / kind).glob(pattern))
