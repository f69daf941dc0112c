"""What makes a folder of TEI a package of eXist-db: its two descriptions, its index, and the query that installs this.

Sources: EXPath Packaging System; the deployment rules in the sources of eXist-db (``Deployment.java``, ``repo.xsd``).
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from tei.exporters.target import Options

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

# The collection is indexed by what is known of each document, as the lists and facets of TEI Publisher ask for it.
_INDEX = """<collection xmlns="http://exist-db.org/collection-config/1.0">
  <index xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:xs="http://www.w3.org/2001/XMLSchema">
    <lucene>
      <text match="/tei:TEI/tei:text">
        <field name="file" expression="util:document-name(.)"/>
        <field name="title" expression="ancestor::tei:TEI/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[1]"/>
        <field name="author" expression="ancestor::tei:TEI//tei:correspAction[@type = 'sent']/(tei:persName
          | tei:orgName)"/>
        <field name="language" expression="ancestor::tei:TEI/@xml:lang"/>
        <field name="category" expression="ancestor::tei:TEI/@n"/>
        <field name="date" expression="substring((ancestor::tei:TEI//tei:correspAction/tei:date/@when,
          ancestor::tei:TEI//tei:creation/tei:date/@when)[1], 1, 10)"/>
        <facet dimension="language" expression="ancestor::tei:TEI/@xml:lang"/>
        <facet dimension="person" expression=".//tei:persName/@key"/>
        <facet dimension="place" expression=".//tei:placeName/(@key, text())[1]"/>
        <facet dimension="date" hierarchical="yes" expression="tokenize(substring((
          ancestor::tei:TEI//tei:correspAction/tei:date/@when,
          ancestor::tei:TEI//tei:creation/tei:date/@when)[1], 1, 10), '-')"/>
      </text>
      <text qname="tei:div"/>
      <text qname="tei:head"/>
      <text qname="tei:note"/>
    </lucene>
    <range>
      <create qname="@xml:id" type="xs:string"/>
      <create qname="@ref" type="xs:string"/>
    </range>
  </index>
</collection>
"""

# The index must be known before the data are stored, or nothing is indexed.
_PREPARE = """xquery version "3.1";

declare variable $home external;
declare variable $dir external;
declare variable $target external;

declare function local:make($parent as xs:string, $steps as xs:string*) {
    if (exists($steps)) then (
        xmldb:create-collection($parent, head($steps)),
        local:make($parent || "/" || head($steps), tail($steps))
    ) else ()
};

local:make("/db/system/config", tokenize($target, "/")[. ne ""]),
xmldb:store-files-from-pattern("/db/system/config" || $target, $dir, "collection.xconf")
"""


def describe(options: Options) -> dict[str, bytes]:
    """The files of the package beside its data, by their names."""
    known = options.metadata
    abbreviation = options.get("abbrev") or _abbreviation(known.title)
    name = options.url or f"urn:x-edition:{abbreviation}"
    package = (
        f'<package xmlns="http://expath.org/ns/pkg" name={quoteattr(name)} abbrev={quoteattr(abbreviation)} '
        f'version={quoteattr(options.get("version", "1.0.0"))} spec="1.0">\n'
        f"  <title>{escape(known.title)}</title>\n</package>\n"
    )
    parts = [
        ("description", known.title),
        *(("author", editor) for editor in known.editors or (known.publisher or "unknown",)),
        ("website", options.url),
        ("status", "stable"),
        ("license", known.licence or known.licence_url or "unknown"),
        ("copyright", "true"),
        ("type", "application"),  # only an application is given a collection to store its data in
        ("target", abbreviation),
        ("prepare", "pre-install.xql"),
        ("finish", ""),
    ]
    lines = "".join(f"  <{element}>{escape(value)}</{element}>\n" for element, value in parts)
    repository = f'<meta xmlns="http://exist-db.org/xquery/repo">\n{lines}</meta>\n'
    return {
        "expath-pkg.xml": f"{_DECLARATION}{package}".encode(),
        "repo.xml": f"{_DECLARATION}{repository}".encode(),
        "collection.xconf": _INDEX.encode(),
        "pre-install.xql": _PREPARE.encode(),
    }


def _abbreviation(title: str) -> str:
    """A short name made of *title*: small letters and figures, a letter first."""
    words = "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:40].strip("-")
    return words if words[:1].isalpha() else f"edition-{words}".rstrip("-")
