<?xml version="1.0" encoding="UTF-8"?>
<!-- Page breaks (TEI Guidelines 3.11.3): [Page 9], a block between blocks, a line between items, else in the line. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template mode="flow" match="tei:pb[@n]">
    <xsl:variable name="edge">
      <xsl:choose>
        <xsl:when test="@break = 'no'"><xsl:value-of select="$glue"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$space"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:value-of select="concat($edge, $page-before, @n, $page-after, $edge)"/>
  </xsl:template>

  <xsl:template mode="flow" priority="1" match="tei:div/tei:pb[@n] | tei:body/tei:pb[@n] | tei:opener/tei:pb[@n]
      | tei:closer/tei:pb[@n]">
    <xsl:call-template name="open-block"/>
    <xsl:value-of select="concat($page-before, @n, $page-after, $block)"/>
  </xsl:template>

  <xsl:template mode="flow" priority="1" match="tei:list/tei:pb[@n] | tei:table/tei:pb[@n] | tei:row/tei:pb[@n]">
    <xsl:call-template name="open-line"/>
    <xsl:value-of select="concat($page-before, @n, $page-after, $line)"/>
  </xsl:template>

  <!-- A page that the source begins with a form feed and does not number. -->
  <xsl:template mode="flow" priority="2" match="tei:pb[@rend = 'form-feed'][not(@n)]">
    <xsl:value-of select="$feed"/>
  </xsl:template>

</xsl:stylesheet>
