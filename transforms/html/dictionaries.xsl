<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries (TEI Guidelines 10): an entry a paragraph that hangs below its headword, senses numbered and indented. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:entry | tei:superEntry | tei:entryFree | tei:re | tei:hom | tei:dictScrap">
    <div class="{local-name()}"><xsl:apply-templates select="@*" mode="attributes"/><xsl:call-template name="spaced"/></div>
  </xsl:template>
  <xsl:template mode="block" match="tei:re | tei:hom | tei:entryFree | tei:dictScrap">1</xsl:template>

  <xsl:template match="tei:sense">
    <div class="sense">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:if test="@n"><span class="number"><xsl:value-of select="@n"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:call-template name="spaced"/>
    </div>
  </xsl:template>
  <xsl:template mode="block" match="tei:sense">1</xsl:template>

  <xsl:template match="tei:form | tei:gramGrp | tei:etym | tei:xr"><span class="{local-name()}"><xsl:apply-templates select="@*" mode="attributes"/><xsl:call-template name="spaced"/></span></xsl:template>

  <xsl:template match="tei:orth | tei:pron | tei:hyph | tei:syll | tei:stress | tei:gram | tei:gen | tei:number | tei:case | tei:per | tei:tns
      | tei:mood | tei:iType | tei:pos | tei:subc | tei:colloc | tei:usg | tei:lbl | tei:def | tei:lang">
    <xsl:call-template name="phrase"/>
  </xsl:template>
  <xsl:template match="tei:oRef | tei:pRef">
    <xsl:choose>
      <xsl:when test="node()"><xsl:call-template name="phrase"/></xsl:when>
      <xsl:otherwise><span class="{local-name()}">~</span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
