<?xml version="1.0" encoding="UTF-8"?>
<!-- Bibliographies and quotations with their source (TEI Guidelines 3.12, 3.3.3): a list of works; the parts of a structured entry are parted by full stops. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:bibl"><xsl:call-template name="either"/></xsl:template>

  <xsl:template match="tei:biblStruct | tei:biblFull | tei:bibl[not(text()[normalize-space()])]">
    <span class="{local-name()}">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:call-template name="spaced"><xsl:with-param name="between">. </xsl:with-param></xsl:call-template>
    </span>
  </xsl:template>
  <xsl:template mode="block" match="tei:biblStruct | tei:biblFull"><xsl:apply-templates select="*" mode="block"/></xsl:template>

  <xsl:template match="tei:analytic | tei:monogr | tei:imprint | tei:titleStmt | tei:editionStmt | tei:publicationStmt | tei:seriesStmt
      | tei:respStmt | tei:relatedItem | tei:series">
    <span class="{local-name()}">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:call-template name="spaced"><xsl:with-param name="between">, </xsl:with-param></xsl:call-template>
    </span>
  </xsl:template>

  <xsl:template match="tei:author | tei:editor | tei:publisher | tei:pubPlace | tei:biblScope | tei:citedRange | tei:resp | tei:textLang">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <xsl:template match="tei:listBibl">
    <xsl:apply-templates select="tei:head"/>
    <ul class="entries bibliography">
      <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class">entries bibliography</xsl:with-param></xsl:apply-templates>
      <xsl:for-each select="*[not(self::tei:head)]"><li><xsl:apply-templates select="."/></li></xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="tei:cit">
    <xsl:variable name="block"><xsl:apply-templates select="." mode="block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = ''"><span class="cit"><xsl:apply-templates select="@*" mode="attributes"/><xsl:call-template name="spaced"/></span></xsl:when>
      <xsl:otherwise><div class="cit"><xsl:apply-templates select="@*" mode="attributes"/><xsl:call-template name="spaced"/></div></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
