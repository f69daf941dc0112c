"""Addresses: places on other file systems, as ``s3://bucket/letters``, and where the copy of each lies here."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

if sys.platform == "win32":
    from pathlib import WindowsPath as _Native
else:
    from pathlib import PosixPath as _Native

# Two letters at least, so that it is no drive; one slash, because a path has no two of them beside each other.
_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+):[/\\]+(?P<rest>.*)", re.DOTALL)
_READ, _MADE = "read", "made"


class Address(_Native):
    """A place on another file system, written with its scheme.

    It is a path, so that it can stand wherever one is given; what is there is only read and written through
    :mod:`tei.remote`.
    """

    __slots__ = ()

    def __str__(self) -> str:
        scheme, *rest = self.parts
        return f"{scheme}//{'/'.join(rest)}"

    @property
    def scheme(self) -> str:
        """What stands before the colon: ``s3``."""
        return self.parts[0][:-1]


def place(given: str | Path) -> Path:
    """The path that is *given*: an :class:`Address` if it begins with a scheme, ``s3://`` or, cut short, ``s3:/``."""
    text = os.fspath(given)
    match = None if isinstance(given, Address) or ":" not in text else _ADDRESS.fullmatch(text)
    if not match:
        return given if isinstance(given, Path) else Path(given)
    parts = re.split(r"[/\\]+" if os.name == "nt" else "/+", match["rest"])
    return Address(f"{match['scheme'].lower()}:", *filter(None, parts))


def root(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder for copies of what lies on other file systems, which need not exist.

    ``TEI_CACHE`` if that is set; else as the XDG Base Directory Specification, Apple or Microsoft say.
    """
    own = environment.get("TEI_CACHE")
    if own:
        return Path(own).absolute()
    home = environment.get("HOME") or environment.get("USERPROFILE") or ""
    said = environment.get("LOCALAPPDATA" if platform == "win32" else "XDG_CACHE_HOME") or ""
    return _usual(platform, home, said)


@cache  # it is asked for of every path that is told
def _usual(platform: str, own: str, said: str) -> Path:
    """The folder for copies on *platform*, for one whose home is *own*, and whose environment has *said* the place."""
    home = Path(own) if own else Path.home()
    if platform == "win32":
        return (Path(said) if said else home / "AppData" / "Local") / "tei-edition" / "copies"
    if platform == "darwin":
        return home / "Library" / "Caches" / "tei-edition"
    return (Path(said) if Path(said).is_absolute() else home / ".cache") / "tei-edition"


def local(path: Path) -> Path:
    """Where the copy of what is read at the address *path* lies, there or not; *path* itself if it is no address."""
    return _within(_READ, path)


def made(path: Path) -> Path:
    """Where what is to be at the address *path* is made; *path* itself if it is no address.

    That is another place than where it is read: who reads what is there is not to disturb a run that writes.
    """
    return _within(_MADE, path)


def _within(folder: str, path: Path) -> Path:
    path = place(path)
    return Path(root(), folder, path.scheme, *path.parts[1:]) if isinstance(path, Address) else path


def shown(path: Path) -> Path:
    """What a person calls *path*: the address, if it is where the copy of what is there lies."""
    if isinstance(path, Address):
        return path
    text = os.fspath(path)
    if not any(f"{os.sep}{tree}{os.sep}" in text for tree in (_READ, _MADE)):
        return place(path)
    inside = text.removeprefix(f"{root()}{os.sep}")
    if inside == text:
        return place(path)
    folder, *parts = Path(inside).parts
    return Address(f"{parts[0]}:", *parts[1:]) if folder in (_READ, _MADE) and parts else path


def told(text: str) -> str:
    """*text* with addresses in place of the paths of copies."""
    if _READ not in text and _MADE not in text:
        return text
    copies = root()
    for folder in {f"{copies}{os.sep}", f"{copies.as_posix()}/"}:
        if folder in text:
            text = re.sub(
                re.escape(folder) + rf"(?:{_READ}|{_MADE})[/\\]([a-z][a-z0-9+.-]+)[/\\]", r"\1://", text
            )
    return text
