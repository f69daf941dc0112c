"""Facets: the parameters of XML Schema's types."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tei.relaxng.lexical import Kind
from tei.relaxng.regex import compiled

_COUNT = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class Facet:
    """A condition on values: its parameter, the test, the condition in words, and why a value breaks it."""

    name: str
    text: str
    test: Callable[[str, Any], bool]
    words: str
    reason: str

    def holds(self, form: str, value: object) -> bool:
        """Whether the value, written *form*, keeps the condition."""
        return self.test(form, value)


def facet(kind: Kind, name: str, text: str) -> Facet:
    """The condition that the parameter *name* with the value *text* puts on values of *kind*.

    Raises :class:`ValueError`, in words, if *kind* does not take it or the value makes no sense.
    """
    if name not in kind.facets:
        raise ValueError(f"the type “{kind.name}” takes no parameter “{name}”")
    if name == "pattern":
        return Facet(name, text, _matching(text), f"of the form {text}", f"it is not of the form {text}")
    if name in _LENGTHS or name in _DIGITS:
        return _counted(kind, name, text)
    limit = kind.value(text, {})
    if limit is None or limit == "NaN":
        raise ValueError(f"the parameter “{name}” must be {kind.words}, not “{text}”")
    test, words, reason = _LIMITS[name]
    return Facet(name, text, _limited(test, limit), f"{words} {text}", f"it is {reason} {text}")


def _counted(kind: Kind, name: str, text: str) -> Facet:
    form = text.strip(" \t\r\n").removeprefix("+")
    if not _COUNT.fullmatch(form) or (name == "totalDigits" and int(form) == 0):
        raise ValueError(f"the parameter “{name}” must be a number, not “{text}”")
    number = int(form)
    if name in _LENGTHS:
        unit = "word" if kind.name.endswith("S") else "byte" if kind.name.endswith("Binary") else "character"
        test, words = _LENGTHS[name]
        words = f"{words} {number} {unit}{'s' * (number != 1)}"
        return Facet(name, text, _long(test, number), f"of {words}", f"it is not of {words}")
    count, words = _DIGITS[name]
    words = f"{words} {number}"
    return Facet(name, text, lambda _form, value: count(value) <= number, words, f"it has not {words}")


def _long(test: Callable[[int, int], bool], number: int) -> Callable[[str, Any], bool]:
    return lambda form, value: test(
        len(value) if isinstance(value, bytes | list) else _size(form, value), number
    )


def _size(form: str, value: object) -> int:
    """The length of a value: of a list its items, of a text its characters (a qualified name has two parts)."""
    words = form.split()
    return len(value) if isinstance(value, tuple) and len(words) == len(value) else len(form)


_LENGTHS: dict[str, tuple[Callable[[int, int], bool], str]] = {
    "length": (lambda size, number: size == number, "exactly"),
    "minLength": (lambda size, number: size >= number, "at least"),
    "maxLength": (lambda size, number: size <= number, "at most"),
}


def _limited(test: Callable[[Any, Any], bool], limit: object) -> Callable[[str, Any], bool]:
    def holds(_form: str, value: object) -> bool:
        try:
            return test(value, limit)
        except TypeError:  # NaN is not ordered
            return False

    return holds


_LIMITS: dict[str, tuple[Callable[[Any, Any], bool], str, str]] = {
    "minInclusive": (lambda value, limit: limit <= value, "not less than", "less than"),
    "maxInclusive": (lambda value, limit: value <= limit, "not more than", "more than"),
    "minExclusive": (lambda value, limit: limit < value, "more than", "not more than"),
    "maxExclusive": (lambda value, limit: value < limit, "less than", "not less than"),
}


def _digits(value: Decimal) -> int:
    _sign, digits, exponent = value.normalize().as_tuple()
    places = exponent if isinstance(exponent, int) else 0
    return max(len(digits) + max(places, 0), -places)


def _fraction(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


_DIGITS: dict[str, tuple[Callable[[Decimal], int], str]] = {
    "totalDigits": (_digits, "digits of at most"),
    "fractionDigits": (_fraction, "decimal places of at most"),
}


def _matching(text: str) -> Callable[[str, Any], bool]:
    pattern = compiled(text)
    return lambda form, _value: pattern.matches(form)
