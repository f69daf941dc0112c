<?xml version="1.0" encoding="UTF-8"?>
<!-- Page breaks (TEI Guidelines 3.11.3): the number of the printed page, in the margin where there is one. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:pb">
    <xsl:if test="@n">
      <xsl:if test="not(@break = 'no')"><xsl:text> </xsl:text></xsl:if>
      <span class="pb" role="doc-pagebreak" aria-label="Page {@n}">
        <xsl:apply-templates select="@xml:id" mode="attributes"/>
        <xsl:value-of select="concat('[', @n, ']')"/>
      </span>
      <xsl:if test="not(@break = 'no')"><xsl:text> </xsl:text></xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- Between blocks the number has a line of its own to hang in, without taking any room. -->
  <xsl:template match="tei:div/tei:pb[@n] | tei:body/tei:pb[@n] | tei:opener/tei:pb[@n] | tei:closer/tei:pb[@n]" priority="1">
    <div class="pb-line">
      <span class="pb" role="doc-pagebreak" aria-label="Page {@n}">
        <xsl:apply-templates select="@xml:id" mode="attributes"/>
        <xsl:value-of select="concat('[', @n, ']')"/>
      </span>
    </div>
  </xsl:template>

</xsl:stylesheet>
