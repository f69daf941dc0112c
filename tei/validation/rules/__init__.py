"""The rules that no schema says: what in a document is likely to be wrong though it is valid TEI.

Rules hold for any TEI. Those that belong to editions of numbered documents keep silent where there are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tei.diagnostics import Diagnostic, Fix, Place, diagnostic
from tei.namespaces import Paths
from tei.validation.parse import Loaded
from tei.validation.places import Places
from tei.validation.rules import blocks, characters, dates, misreadings, names, notes, pages, pointers
from tei.validation.rules.view import Problem, View

__all__ = ["check", "seen"]

Rule = Callable[[View], Iterable[Problem]]

RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (pointers.check, ("L001", "L004", "L005", "L006")),
    (notes.check, ("N003", "N005", "N006", "N007", "N008", "N009")),
    (pages.check, ("P001", "P002", "P003", "P004")),
    (dates.check, ("D001", "D002", "D003", "D006", "D007")),
    (names.check, ("A002", "A003")),
    (blocks.check, ("B004", "B005", "B006", "B009", "B010")),
    (characters.check, ("C001", "C002", "C003", "C004", "C005", "C006", "C007", "C008", "C009")),
    (misreadings.check, ("C010",)),
)


def seen(loaded: Loaded) -> View:
    """What was read of a well-formed file as the rules see it."""
    return View(loaded, pointers.POINTING)


def check(view: View, file: str) -> list[Diagnostic]:
    """What the rules find in *file*, which they see as *view*."""
    problems = [problem for rule, _ in RULES for problem in rule(view)]
    return list(_placed(problems, view, file)) if problems else []


def _placed(problems: list[Problem], view: View, file: str) -> Iterator[Diagnostic]:
    """The diagnostics for *problems*, with line, column and path."""
    places, path_to = Places(view.content), Paths()
    numbers = view.numbers(problem.element for problem in problems if problem.element is not None)
    for problem in problems:
        start, end = problem.offset, problem.offset + problem.length
        if problem.element is not None:
            number = numbers[problem.element]
            start = end = places.start(number)
            if problem.attribute and (span := places.value(number, problem.attribute)):
                start, end = span
            elif problem.phrase:
                phrase = problem.phrase.encode("utf-8")
                start = view.content.find(phrase, places.end(number) if problem.behind else start)
                end = start + len(phrase)
            path = path_to(problem.element)
        else:
            path = path_to(view.elements[places.around(start)])
        fixes = () if problem.replacement is None else (Fix(start, end, problem.replacement),)
        place = Place(file, *places.position(start), path)
        yield diagnostic(problem.code, problem.message, place, problem.hint, fixes=fixes)
