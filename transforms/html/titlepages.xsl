<?xml version="1.0" encoding="UTF-8"?>
<!-- Title pages and what stands before the text (TEI Guidelines 4.6): set line by line, as in print; the title is the heading of the page. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <!-- What is known of the file and its contents follow the title. -->
  <xsl:template match="tei:titlePage">
    <xsl:call-template name="block"/>
    <xsl:if test="$title-page and not($single) and tei:docTitle and parent::tei:front and not(preceding-sibling::tei:titlePage[tei:docTitle])">
      <xsl:call-template name="about"/>
      <xsl:call-template name="contents"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:docTitle">
    <xsl:choose>
      <xsl:when test="$title-page and not(ancestor::tei:floatingText or preceding::tei:docTitle)">
        <h1 class="docTitle"><xsl:apply-templates select="@*" mode="attributes"/><xsl:call-template name="spaced"/></h1>
      </xsl:when>
      <xsl:otherwise><p class="docTitle"><xsl:apply-templates select="@*" mode="attributes"/><xsl:call-template name="spaced"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:titlePart"><xsl:call-template name="phrase"/></xsl:template>
  <xsl:template match="tei:titlePage/tei:titlePart | tei:front/tei:titlePart | tei:docEdition | tei:docImprint | tei:imprimatur">
    <xsl:choose>
      <xsl:when test="parent::tei:titlePage or parent::tei:front or parent::tei:back">
        <xsl:call-template name="paragraph"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="phrase"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:docAuthor | tei:docDate | tei:meeting"><xsl:call-template name="either"/></xsl:template>

</xsl:stylesheet>
