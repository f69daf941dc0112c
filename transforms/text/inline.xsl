<?xml version="1.0" encoding="UTF-8"?>
<!-- Phrases pass their text (common/unknown.xsl); here are those that do not. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <!-- The commonest by name: so they are found at once, and no other pattern is tried. -->
  <xsl:template mode="flow" match="tei:persName | tei:placeName | tei:orgName | tei:name | tei:date | tei:ref | tei:hi
      | tei:term | tei:gloss | tei:seg | tei:emph | tei:title | tei:foreign | tei:abbr | tei:w | tei:pc">
    <xsl:apply-templates mode="flow"/>
  </xsl:template>

  <xsl:template mode="flow" match="tei:lb"><xsl:value-of select="$line"/></xsl:template>

  <!-- An omission without words of its own must not pass unseen (TEI Guidelines 3.5.3). -->
  <xsl:template mode="flow" match="tei:gap[not(normalize-space())]">[…]</xsl:template>

  <!-- The picture itself, as characters, is no text. -->
  <xsl:template mode="flow" match="tei:binaryObject"/>

</xsl:stylesheet>
