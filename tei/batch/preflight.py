"""Preflight: whether what an edition file names is there and can be used, before any work is done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tei.batch import fingerprint
from tei.editionfile import EditionFile
from tei.errors import AuthorityError, ConventionError, EditionFileError, SchemaError, TeiError

_KEY_OF = {AuthorityError: "lists", ConventionError: "sources.convention"}


def there(edition: EditionFile) -> None:
    """Nothing, if every file that *edition* names can be read; raises :class:`EditionFileError` if not.

    That is asked even if nothing has to be done: what was built with a file that has gone since is not what is asked
    for.
    """
    for key, what, path in _files(edition):
        try:
            os.close(os.open(path, os.O_RDONLY))
            trouble = "is a folder, not a file" if path.is_dir() else ""
        except FileNotFoundError:
            trouble = "is not there"
        except OSError:
            trouble = "cannot be read"
        if trouble:
            raise edition.wrong(key, f"{what} {path} {trouble}", "check the path, and who may read the file")


def _files(edition: EditionFile) -> Iterator[tuple[str, str, Path]]:
    """The files that *edition* names besides its sources: the key, what the file is, and its path."""
    for kind, path in (("persons", edition.persons), ("places", edition.places), ("terms", edition.terms)):
        if path is not None:
            yield f"lists.{kind}", f"the list of {kind}", path
    if edition.convention.endswith(".toml"):
        yield "sources.convention", "the convention", Path(edition.convention)
    for path in edition.schemas:
        yield "schemas.files", "the schema", path
    for rendered in edition.renditions:
        if rendered.xslt is not None:
            yield f"renditions.{rendered.name}.xslt", "the stylesheet", rendered.xslt


def usable(edition: EditionFile, key: str) -> None:
    """Nothing, if all that *edition* names can be used; raises :class:`EditionFileError` if not.

    What this process has read of it before is read anew, unless it was read for the same *key*.
    """
    from tei import transform  # what has nothing to do does without
    from tei.batch.encoding import settings_of
    from tei.batch.encoding import usable as settings_usable
    from tei.validation import Checking, validation

    settings = settings_of(edition)
    fingerprint.renew(settings, key)
    try:
        settings_usable(settings)
    except TeiError as error:
        raise _placed(edition, _KEY_OF.get(type(error), "renditions.formats"), error) from error
    for schema in edition.schemas:
        try:
            validation(b"<x/>", "", Checking((schema,), rules=False))
        except SchemaError as error:
            raise _placed(edition, "schemas.files", error) from error
    for rendered in edition.renditions:
        try:
            if rendered.xslt is not None:
                transform.check(rendered.xslt)
            else:
                transform.check_params(rendered.name, dict(rendered.parameters))
        except TeiError as error:
            key = "xslt" if rendered.xslt is not None else "parameters"
            raise _placed(edition, f"renditions.{rendered.name}.{key}", error) from error


def _placed(edition: EditionFile, key: str, error: TeiError) -> EditionFileError:
    """*error* with the place of the edition file that names what cannot be used."""
    return edition.wrong(key, error.message, error.hint)
