"""From a folder of documents to a digital edition in TEI P5: encoded, checked, rendered.

The functions here are the commands of the command line, under the same names. Documents that are at hand as text,
not as files, go through :mod:`tei.pipeline`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tei.version import __version__

if TYPE_CHECKING:
    from tei.batch import build, build_edition, encode, render, validate
    from tei.diagnostics import Diagnostic, Place, Severity
    from tei.dts import serve
    from tei.editionfile import EditionFile
    from tei.errors import TeiError
    from tei.explanations import explanation
    from tei.exporters import export
    from tei.outcome import Outcome
    from tei.reasons import explain
    from tei.settings import Settings
    from tei.starting import init
    from tei.validation import Checking, schema

__all__ = [
    "Checking",
    "Diagnostic",
    "EditionFile",
    "Outcome",
    "Place",
    "Settings",
    "Severity",
    "TeiError",
    "__version__",
    "build",
    "build_edition",
    "encode",
    "explain",
    "explanation",
    "export",
    "init",
    "render",
    "schema",
    "serve",
    "validate",
]

_MODULES = {
    "batch": ("build", "build_edition", "encode", "render", "validate"),
    "dts": ("serve",),
    "diagnostics": ("Diagnostic", "Place", "Severity"),
    "editionfile": ("EditionFile",),
    "errors": ("TeiError",),
    "explanations": ("explanation",),
    "exporters": ("export",),
    "outcome": ("Outcome",),
    "settings": ("Settings",),
    "reasons": ("explain",),
    "starting": ("init",),
    "validation": ("Checking", "schema"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """A name of the package, its module loaded when it is asked for: no command needs all of them."""
    if name in _HOME:
        return getattr(import_module(f"tei.{_HOME[name]}"), name)
    raise AttributeError(f"module 'tei' has no attribute {name!r}")
