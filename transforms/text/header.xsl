<?xml version="1.0" encoding="UTF-8"?>
<!-- What is said about the document is not its text (TEI Guidelines 2 and 11.1, 16.9). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template mode="flow" match="tei:teiHeader | tei:standOff | tei:facsimile"/>

</xsl:stylesheet>
