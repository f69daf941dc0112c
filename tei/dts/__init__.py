"""Distributed Text Services 1.0 (https://dtsapi.org/versions/v1.0): an edition that programs can ask for its texts.

:mod:`tei.dts.citation` reads from a document how it may be cited, :mod:`tei.dts.passage` cuts passages out of it,
:mod:`tei.dts.answers` says what the four endpoints say. ``tei export dts`` writes the answers as files,
``tei serve`` gives them over HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tei.errors import InputError, OutputError
from tei.files import expand

if TYPE_CHECKING:
    from tei.dts.edition import Edition


def serve(
    files: Sequence[Path],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    title: str = "",
    ready: Callable[[str, int], None] | None = None,
) -> None:
    """Nothing, until it is interrupted: answers requests for the TEI *files* (files, or folders of them) over HTTP.

    *ready* is called with the address of the entry point and the number of texts once both are known; *port* 0 is any
    that is free. Raises :class:`InputError` if a file cannot be read, :class:`OutputError` if the port is taken.
    """
    from tei.dts.server import server

    served = load(files, title)
    try:
        listening = server(served, host, port)
    except OSError as error:
        message = f"port {port} of {host} cannot be used: {error.strerror}"
        raise OutputError(message, "choose another with --port") from error
    if ready:
        ready(f"http://{host}:{listening.server_port}/", len(served.resources))
    with listening:
        listening.serve_forever()


def load(files: Sequence[Path], title: str = "", done: Callable[[Path], None] | None = None) -> Edition:
    """The edition of the TEI *files*, each read once; *done* is called with each.

    Raises :class:`InputError` if one cannot be read, or if two would have the same identifier.
    """
    from tei.dts.edition import Resource, edition, resource, text

    found: dict[str, Resource] = {}
    for path in expand(files, [".xml"]):
        one = resource(path, text(path).root)
        if one.id in found:
            raise InputError(f"{path} and {found[one.id].path} have the same name", "rename one of them")
        found[one.id] = one
        if done:
            done(path)
    return edition(title, found.values())
