"""RELAX NG: load a schema, and find the faults of documents.

>>> schema = load("tei_all.rng")                      # doctest: +SKIP
>>> for error in schema.iter_errors("volume.xml"):    # doctest: +SKIP
...     print(error.line, error.message)

Needs no Java, and of :mod:`tei` only what says why a value is wrong (:mod:`tei.values`) and what a slip of the pen was
meant for (:mod:`tei.slips`).
"""

from __future__ import annotations

from tei.relaxng.errors import ComplexityError, Error, InvalidError, SchemaError
from tei.relaxng.schema import Schema, load

__all__ = ["ComplexityError", "Error", "InvalidError", "Schema", "SchemaError", "load"]
