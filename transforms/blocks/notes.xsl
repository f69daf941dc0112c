<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes (TEI Guidelines 3.9.1), each where it stands; what writes them out sets them at the end of a document. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template mode="flow" priority="3" match="tei:note[@n != '']">
    <note n="{@n}">
      <xsl:if test="not(@anchored = 'false')"><xsl:attribute name="called">yes</xsl:attribute></xsl:if>
      <xsl:apply-templates mode="flow"/>
    </note>
  </xsl:template>

  <!-- Between blocks a note without a number is a block. -->
  <xsl:template mode="flow" match="tei:div/tei:note | tei:body/tei:note | tei:table/tei:note | tei:note[tei:p]">
    <group><p><xsl:apply-templates mode="flow"/></p></group>
  </xsl:template>

  <!-- In a line it is an aside. -->
  <xsl:template mode="flow" match="tei:note">
    <xsl:value-of select="concat($space, '[')"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:text>]</xsl:text>
  </xsl:template>

</xsl:stylesheet>
