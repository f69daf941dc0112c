<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes that are called by a number or a sign (TEI Guidelines 3.9.1), found by the document they belong to. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <!-- The key is the outermost document around the note; empty for a note outside every document. -->
  <xsl:key name="called-note" match="tei:text//tei:note[string(@n)]"
    use="generate-id(ancestor::tei:div[@type = 'document'][last()])"/>

</xsl:stylesheet>
