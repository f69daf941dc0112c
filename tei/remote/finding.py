"""Finding: which files an address means, as :func:`tei.files.expand` has it of paths."""

from __future__ import annotations

import glob
import re
from collections.abc import Callable, Collection, Sequence
from fnmatch import translate
from pathlib import Path

from tei.errors import InputError, TeiError
from tei.remote.address import Address, local, place
from tei.remote.copies import fetch, forget
from tei.remote.store import Found, find, inside


def meant(address: Address, suffixes: Collection[str]) -> list[Path]:
    """The copies of the files that *address* means: a file, a folder of files with one of *suffixes*, or a pattern.

    They come in no order. Raises :class:`InputError` if there are none, or if they cannot be read.
    """
    if glob.has_magic(str(address)):
        fitting = _fitting(address) or list(filter(None, [find(address)]))  # a name may look like a pattern
        if not fitting:
            raise InputError(f"no file fits the pattern {address}", "check its spelling, and where it begins")
        return fetch(fitting)
    one = find(address)
    if one:
        return fetch([one])
    every = inside(address)
    forget(address, every)
    wanted = [f for f in every if f.address.suffix.lower() in suffixes and f.address.name[0] != "."]
    if wanted:
        return fetch(wanted)
    if every:
        raise InputError(f"{address} holds no files that end in {' or '.join(suffixes)}", "")
    hint = (
        "check the spelling of the address, and which credentials are used; what lies deeper is meant by **"
    )
    raise InputError(f"there is no file or folder {address}", hint)


def _fitting(pattern: Address) -> list[Found]:
    """What fits *pattern*, in which ``*`` is any name and ``**`` any folders; hidden only if it says so."""
    fixed = next(number for number, part in enumerate(pattern.parts) if glob.has_magic(part))
    base, parts = Address(*pattern.parts[:fixed]), pattern.parts[fixed:]
    found = inside(base, deep=len(parts) > 1)
    forget(base, found, deep=len(parts) > 1)
    fits = re.compile("".join(map(_part, parts[:-1])) + translate(parts[-1].replace("**", "*")))
    hidden = any(part[0] == "." for part in parts)
    named = ((one, one.address.relative_to(base).parts) for one in found)
    return [
        one
        for one, names in named
        if fits.match("/".join(names)) and (hidden or not any(name[0] == "." for name in names))
    ]


def _part(part: str) -> str:
    """The expression for a *part* of a pattern that others follow."""
    if part == "**":
        return "(?:[^/]+/)*"
    return translate(part).removeprefix("(?s:").removesuffix(r")\Z").replace(".*", "[^/]*") + "/"


def copy(path: Path, suffixes: Sequence[str] = (), where: Callable[[Path], Path] = local) -> Path:
    """*path*, or if it is an address the copy of the file there.

    What such a file may name, the files with one of *suffixes* in its folder and below, is copied too. *where* says
    where the copy of what is at an address lies. Raises :class:`TeiError` if there is no such file, or if it cannot be
    read.
    """
    address = place(path)
    if not isinstance(address, Address):
        return address
    one = find(address)
    if one is None:
        raise TeiError(f"there is no file {address}", "check the spelling of the address")
    others = inside(address.parent, deep=True) if suffixes else []
    wanted = [other for other in others if other.address.suffix in suffixes and other.address != address]
    return fetch([one, *wanted], where)[0]
