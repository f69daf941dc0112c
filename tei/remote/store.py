"""The store: the few things that are asked of another file system, through fsspec.

Nothing else in the package knows fsspec, which is imported when the first address is met.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

from tei.errors import InputError, OutputError, TeiError
from tei.remote.address import Address

EXTRA = "remote"
_TAGS = ("ETag", "etag", "md5Hash", "checksum", "content_md5")
_TIMES = ("LastModified", "last_modified", "mtime", "created", "modified")
_TYPES = mimetypes.MimeTypes()  # its own table, not that of the machine


class Found(NamedTuple):
    """What is at an address: its size in bytes, and a ``tag`` that is another as soon as it is written again."""

    address: Address
    size: int
    tag: str


class ChangedError(Exception):
    """What is at an address is not what was there before."""


@cache
def _system(scheme: str, host: str) -> tuple[Any, str]:
    """The file system of a scheme, and what comes before the rest of an address in its own names."""
    try:
        import fsspec
    except ImportError as error:
        raise _lacking(f"{scheme}://") from error
    try:
        system, path = fsspec.url_to_fs(f"{scheme}://{host}")
    except ImportError as error:
        raise _lacking(f"{scheme}://", str(error)) from error
    except ValueError as error:
        raise TeiError(
            f"{scheme}:// is no kind of address that is known here", "for example s3://"
        ) from error
    except Exception as error:
        raise TeiError(f"{scheme}://{host} cannot be reached: {error}") from error
    return system, str(path)


def _lacking(scheme: str, why: str = "") -> TeiError:
    """The error that the library for addresses of *scheme* is missing; the extra brings that of S3."""
    message = f"addresses such as {scheme} need a library that is not installed"
    if why and scheme != "s3://":
        return TeiError(message, why)
    return TeiError(message, f"install it with: python -m pip install 'tei-edition[{EXTRA}]'")


def check(address: Address) -> None:
    """Nothing, if addresses of such a scheme can be used; raises :class:`TeiError` if not."""
    _at(address)


def _at(address: Address) -> tuple[Any, str]:
    """The file system of *address*, and what it calls it."""
    host = address.parts[1] if len(address.parts) > 1 else ""
    system, base = _system(address.scheme, host)
    return system, "/".join((base.rstrip("/"), *address.parts[2:]))


# What may be done at an address, and the right that S3 wants for it.
_RIGHTS = {
    "read": "s3:GetObject",
    "listed": "s3:ListBucket",
    "written": "s3:PutObject",
    "removed": "s3:DeleteObject",
}
# What to do about credentials that a service does not take, by the code of its answer.
_REFUSED = {
    "InvalidAccessKeyId": "the access key is not known there: check AWS_ACCESS_KEY_ID, or the profile that AWS_PROFILE"
    " names, and that AWS_ENDPOINT_URL is the service that gave it",
    "SignatureDoesNotMatch": "the secret does not belong to the access key: check AWS_SECRET_ACCESS_KEY, or the profile"
    " that AWS_PROFILE names",
    "ExpiredToken": "the credentials are not valid any more: get new ones",
    "RequestTimeTooSkewed": "the clock of this machine is wrong: set it",
}


def _remedy(error: PermissionError, done: str) -> str:
    """What to do about *error*, which says that something may not be *done*."""
    code = getattr(error.__cause__, "response", {}).get("Error", {}).get("Code", "")
    if code == "AccessDenied":
        return f"the credentials do not have that right: ask for {_RIGHTS[done]}, or use others (AWS_PROFILE)"
    return _REFUSED.get(
        code,
        "see which credentials are used (for s3: AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), and"
        f" whether they have that right (s3: {_RIGHTS[done]}; and s3:ListBucket, to be told that something is missing)",
    )


@contextmanager
def _telling(address: Address, kind: type[TeiError], done: str) -> Iterator[None]:
    """What goes wrong at *address*, as an error that says so; that nothing is there is for the caller to tell.

    *done* is one of :data:`_RIGHTS`.
    """
    try:
        yield
    except (TeiError, FileNotFoundError, ChangedError):
        raise
    except PermissionError as error:
        raise kind(f"{address} may not be {done}: {error}", _remedy(error, done)) from error
    except Exception as error:  # each library has its own
        if any(word in str(error).lower() for word in ("credentials", "config profile")):
            hint = "give them as its own tools take them (for s3: AWS_PROFILE or AWS_ACCESS_KEY_ID)"
        else:
            hint = "check the network and the service's own address (for s3: AWS_ENDPOINT_URL), and try again"
        raise kind(f"{address} cannot be reached: {error}", hint) from error


def find(address: Address) -> Found | None:
    """What is at *address*; None if no file is. Raises :class:`InputError` if that cannot be known."""
    system, path = _at(address)
    with _telling(address, InputError, "read"):
        try:
            system.invalidate_cache(path)
            info = system.info(path)
        except FileNotFoundError:
            return None
    return _found(address, info) if info.get("type") == "file" else None


def inside(folder: Address, *, deep: bool = False) -> list[Found]:
    """What lies in *folder*, and if *deep* in the folders in it; nothing if there is no such folder.

    What no file can be called, such as a key with an empty part, is passed over. Raises :class:`InputError`.
    """
    system, path = _at(folder)
    with _telling(folder, InputError, "listed"):
        system.invalidate_cache()
        try:
            infos = list(system.find(path, detail=True).values() if deep else system.ls(path, detail=True))
        except FileNotFoundError as error:
            if "bucket does not exist" in str(error):
                raise InputError(
                    f"{folder} cannot be read: {error}", "check the name of the bucket"
                ) from error
            return []
    found = []
    for info in infos:
        parts = str(info["name"]).strip("/").removeprefix(path.strip("/")).lstrip("/").split("/")
        if info["type"] == "file" and not {"", ".", ".."} & set(parts):
            found.append(_found(folder.joinpath(*parts), info))
    return found


def _found(address: Address, info: dict[str, Any]) -> Found:
    size = int(info.get("size") or 0)
    tag = next((str(info[name]) for name in _TAGS if info.get(name)), "")
    when = next((str(info[name]) for name in _TIMES if info.get(name)), "")
    return Found(address, size, tag.strip('"') or f"{size} {when}")


def read(address: Address) -> bytes:
    """The content of what is at *address*. Raises :class:`FileNotFoundError` and :class:`InputError`."""
    system, path = _at(address)
    with _telling(address, InputError, "read"):
        content: bytes = system.cat_file(path)
    return content


def write(address: Address, content: bytes, before: str | None = None) -> Found:
    """What is at *address* once *content* has been put there, in one step.

    *before* is the tag of what is to be replaced, empty if nothing is to be: if something else is there, it stays, and
    :class:`ChangedError` is raised. S3 decides that itself, in the same step; elsewhere it is looked at just before.
    Raises :class:`OutputError` if it cannot be written.
    """
    system, path = _at(address)
    own = "s3" in system.protocol
    options: dict[str, Any] = {"ContentType": _type(address)} if own else {}
    try:
        with _telling(address, OutputError, "written"):
            if before == "":
                answer = _new(system, path, content, options)
            elif before is not None and own:
                answer = _instead(system, path, content, options, before)
            else:
                if before is not None and ((now := find(address)) is None or now.tag != before):
                    raise ChangedError(str(address))
                answer = system.pipe_file(path, content, **options)
    except FileNotFoundError as error:
        raise OutputError(
            f"{address} cannot be written: {error}", "a bucket must be there already"
        ) from error
    if isinstance(answer, dict) and answer.get("ETag"):
        return Found(address, len(content), str(answer["ETag"]).strip('"'))
    found = find(address)
    if found is None:
        raise OutputError(f"{address} was written, and is not there")
    return found


def _new(system: Any, path: str, content: bytes, options: dict[str, Any]) -> Any:
    try:
        return system.pipe_file(path, content, mode="create", **options)
    except FileExistsError as error:
        raise ChangedError(path) from error


def _instead(system: Any, path: str, content: bytes, options: dict[str, Any], before: str) -> Any:
    try:
        return system.pipe_file(path, content, IfMatch=f'"{before}"', **options)
    except FileNotFoundError as error:
        raise ChangedError(path) from error
    except OSError as error:
        answer = getattr(error.__cause__, "response", {})
        if answer.get("ResponseMetadata", {}).get("HTTPStatusCode") in (409, 412):
            raise ChangedError(path) from error
        raise


def _type(address: Address) -> str:
    """The media type that a web browser is to be told."""
    return _TYPES.guess_type(address.name)[0] or "application/octet-stream"


def remove(address: Address) -> None:
    """Take away what is at *address*, if anything is. Raises :class:`OutputError`."""
    system, path = _at(address)
    with _telling(address, OutputError, "removed"):
        try:
            system.rm_file(path)
        except FileNotFoundError:
            return
