"""From a folder of documents to a digital edition in TEI P5: encoded, checked, rendered.

The functions here are the commands of the command line, under the same names. Documents that are at hand as text,
not as files, go through :mod:`tei.pipeline`.
"""

from tei.batch import build, build_edition, encode, render, validate
from tei.diagnostics import Diagnostic, Place, Severity
from tei.errors import TeiError
from tei.explanations import explanation
from tei.exporters import export
from tei.pipeline import Outcome, Settings
from tei.reasons import explain
from tei.starting import init
from tei.version import __version__

__all__ = [
    "Diagnostic",
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
    "validate",
]
