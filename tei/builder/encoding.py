"""The encodingDesc: what was done to the source, how to cite it, and what its terms mean.

Source: TEI P5, section 2.3 (The Encoding Description). All of it but the terms is the same for every document.
"""

from __future__ import annotations

from tei.authority import Authority
from tei.builder.body import ByElement
from tei.builder.markup import leaf, nest
from tei.namespaces import XML_ID
from tei.version import __version__

_DECLARATIONS = (
    "A note stands where its number stood in the text; its number is given by the attribute n. The list of notes at "
    "the end of the source is not repeated.",
    "The beginning of a page of the source is marked by pb, with the number of the page in the attribute n.",
    "A date whose year or month the text does not state, and which was inferred from the document, has the attribute "
    "cert.",
    "Names of persons, dates and references were marked by rule; a name has the attribute ref only where it is "
    "certain who is meant.",
)
_EDITORIAL = nest("editorialDecl", (leaf("p", declaration) for declaration in _DECLARATIONS))
_REFERENCES = nest(
    "refsDecl",
    nest(
        "citeStructure",
        (
            leaf("citeData", None, {"property": "http://purl.org/dc/terms/title", "use": "head"}),
            leaf("citeStructure", None, {"unit": "page", "match": ".//pb", "use": "@n", "delim": ".p"}),
            leaf("citeStructure", None, {"unit": "note", "match": ".//note", "use": "@n", "delim": ".n"}),
        ),
        {"unit": "document", "match": "//body/div[@type='document']", "use": "@xml:id"},
    ),
)
_CLASSIFICATION = nest(
    "taxonomy",
    [leaf("desc", "How the document was classified and to be handled, in the words of its source note.")],
    {XML_ID: "classification"},
)
_APPLICATION = nest(
    "appInfo",
    nest("application", [leaf("label", "tei-edition")], {"ident": "tei-edition", "version": __version__}),
)


def encoding_description(told: ByElement, authority: Authority) -> list[str]:
    """The lines of the ``encodingDesc``, with those terms of *authority* that the text uses, as *told* by its body."""
    terms = _terms(told, authority)
    return _description(terms) if terms else _WITHOUT_TERMS


def _description(terms: list[str]) -> list[str]:
    classes = nest("classDecl", [*_CLASSIFICATION, *terms])
    return nest("encodingDesc", [*_EDITORIAL, *_REFERENCES, *classes, *_APPLICATION])


_WITHOUT_TERMS = _description([])


def _terms(told: ByElement, authority: Authority) -> list[str]:
    """The ``taxonomy`` of the listed terms that the text uses; nothing if it uses none."""
    used = dict.fromkeys(t.attributes.get("ref", "")[1:] for t in told["term"])
    known = [authority.terms.entries[ident] for ident in used if ident in authority.terms.entries]
    if not known:
        return []
    categories: list[str] = []
    for entry in known:
        meaning = [leaf("term", entry.name)]
        if entry.description:
            meaning.append(leaf("gloss", entry.description))
        categories += nest("category", nest("catDesc", meaning), {XML_ID: entry.id})
    return nest("taxonomy", categories, {XML_ID: "terms"})
