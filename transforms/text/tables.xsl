<?xml version="1.0" encoding="UTF-8"?>
<!-- The cells of a row (TEI Guidelines 14.1.1) stand on one line, one space apart; an empty cell adds none. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template mode="flow" match="tei:cell">
    <xsl:value-of select="$space"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="$space"/>
  </xsl:template>

  <!-- The layout of the XML file between cells is no white space of theirs. -->
  <xsl:template mode="flow" match="tei:row">
    <xsl:call-template name="open-line"/>
    <xsl:apply-templates mode="flow" select="* | text()[normalize-space()]"/>
    <xsl:value-of select="$line"/>
  </xsl:template>

</xsl:stylesheet>
