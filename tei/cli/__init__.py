"""The command line. One command a module, each a thin mirror of the library call of the same name."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

import click

from tei.cli.complaining import complain
from tei.errors import OutputError, TeiError
from tei.files import full
from tei.version import __version__

_UNCOLLECTED = 200_000  # objects; a document makes some thousand, and nearly all of them go by themselves
_INTERNAL = 4
_INTERRUPTED = 130
_SQLITE_FULL = 13
_NO_ROOM = OutputError(
    "there is no room left on the disk, or on that for temporary files (TMPDIR)", "make room, and run again"
)


COMMANDS = ("build", "encode", "explain", "export", "init", "render", "schema", "serve", "validate")


class Commands(click.Group):
    """The commands, each loaded when it is called or asked for its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command *cmd_name*, if there is one."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"tei.cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tei")
def tei() -> None:
    """From a folder of documents to a digital edition in TEI P5.

    \b
    Example:
      tei build seeds --persons seeds/persons.csv --output edition
    """


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status.

    0 clean; 1 a diagnostic at or above --fail-on; 2 wrong usage; 3 a file could not be read or processed; 4 a fault
    of the program; 130 interrupted.
    """
    gc.freeze()  # what is loaded by now stays to the end, and need not be looked through again and again
    gc.set_threshold(_UNCOLLECTED)
    try:
        status = tei.main(args, prog_name="tei", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("interrupted; what was finished is complete", err=True)
        status = _INTERRUPTED
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except TeiError as error:
        status = complain(error)
    except BrokenPipeError:
        status = 0
    except Exception as error:
        status = complain(_NO_ROOM) if _full(error) else _fault(error)
    sys.exit(status)


def _full(error: Exception) -> bool:
    """Whether *error* says that a disk is full, be it only that of the system's temporary files."""
    if isinstance(error, OSError):
        return full(error)
    return getattr(error, "sqlite_errorcode", 0) == _SQLITE_FULL


def _fault(error: Exception) -> int:
    """Tell of a fault of the program, and return the exit status."""
    click.echo(f"this is a fault of the program: {type(error).__name__}: {error}", err=True)
    click.echo("hint: run again with PYTHONFAULTHANDLER=1 and report what stands below", err=True)
    import traceback

    traceback.print_exc()
    return _INTERNAL
