"""The encodingDesc: what was done to the source, how to cite it, and what its terms mean.

Source: TEI P5, section 2.3 (The Encoding Description). All of it but the terms is the same for every document.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache

from lxml import etree

from tei.authority import Authority
from tei.namespaces import TEI, XML_ID, qname
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


def encoding_description(div: etree._Element, authority: Authority) -> etree._Element:
    """The ``encodingDesc`` for the document in *div*, with those terms of *authority* that the document uses."""
    description = deepcopy(_same_for_all())
    used = dict.fromkeys(term.get("ref", "")[1:] for term in div.iter(qname("term")))
    known = [authority.terms.entries[ident] for ident in used if ident in authority.terms.entries]
    if known:
        terms = etree.SubElement(description[2], qname("taxonomy"), {XML_ID: "terms"})
        for entry in known:
            category = etree.SubElement(terms, qname("category"), {XML_ID: entry.id})
            meaning = etree.SubElement(category, qname("catDesc"))
            etree.SubElement(meaning, qname("term")).text = entry.name
            if entry.description:
                etree.SubElement(meaning, qname("gloss")).text = entry.description
    return description


@cache
def _same_for_all() -> etree._Element:
    """What every document has: editorialDecl, refsDecl, classDecl and appInfo; made once a process."""
    paragraphs = "".join(f"<p>{declaration}</p>" for declaration in _DECLARATIONS)
    return etree.fromstring(
        f'<encodingDesc xmlns="{TEI}"><editorialDecl>{paragraphs}</editorialDecl>'
        """<refsDecl>
          <citeStructure unit="document" match="//body/div[@type='document']" use="@xml:id">
            <citeData property="http://purl.org/dc/terms/title" use="head"/>
            <citeStructure unit="page" match=".//pb" use="@n" delim="/page/"/>
            <citeStructure unit="note" match=".//note" use="@n" delim="/note/"/>
          </citeStructure>
        </refsDecl>
        <classDecl><taxonomy xml:id="classification">
          <desc>How the document was classified and to be handled, in the words of its source note.</desc>
        </taxonomy></classDecl>"""
        f'<appInfo><application ident="tei-edition" version="{__version__}">'
        "<label>tei-edition</label></application></appInfo>"
        "</encodingDesc>",
        etree.XMLParser(remove_blank_text=True),
    )
