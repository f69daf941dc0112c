<?xml version="1.0" encoding="UTF-8"?>
<!-- The critical apparatus (TEI Guidelines 13): the lemma in the line, the other readings with their witnesses in brackets behind it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:app">
    <span class="app">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:apply-templates select="tei:lem | tei:rdgGrp/tei:lem"/>
      <span class="readings">
        <xsl:text> [</xsl:text>
        <xsl:for-each select="*[not(self::tei:lem)]">
          <xsl:if test="position() &gt; 1"><xsl:text>; </xsl:text></xsl:if>
          <xsl:apply-templates select="."/>
        </xsl:for-each>
        <xsl:text>]</xsl:text>
      </span>
    </span>
  </xsl:template>

  <xsl:template match="tei:lem"><xsl:call-template name="phrase"/></xsl:template>

  <xsl:template match="tei:rdgGrp">
    <xsl:for-each select="*[not(self::tei:lem)]">
      <xsl:if test="position() &gt; 1"><xsl:text>; </xsl:text></xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:rdg">
    <span class="rdg">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:apply-templates/>
      <xsl:if test="not(node())">omitted</xsl:if>
    </span>
    <xsl:if test="@wit"><xsl:text> </xsl:text><span class="wit"><xsl:value-of select="translate(@wit, '#', '')"/></span></xsl:if>
  </xsl:template>

  <xsl:template match="tei:wit | tei:witDetail"><xsl:call-template name="phrase"/></xsl:template>
  <xsl:template match="tei:witStart | tei:witEnd | tei:lacunaStart | tei:lacunaEnd"/>
  <xsl:template mode="block" match="tei:app"><xsl:apply-templates select="*" mode="block"/></xsl:template>

</xsl:stylesheet>
