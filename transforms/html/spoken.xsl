<?xml version="1.0" encoding="UTF-8"?>
<!-- Transcribed speech (TEI Guidelines 8): an utterance a paragraph with its speaker; what is heard besides in brackets. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:u | tei:writing">
    <xsl:variable name="block"><xsl:apply-templates select="." mode="block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = ''"><span class="{local-name()}"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></span></xsl:when>
      <xsl:otherwise>
        <div class="{local-name()}">
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:if test="@who"><span class="who"><xsl:value-of select="translate(@who, '#', '')"/></span><xsl:text> </xsl:text></xsl:if>
          <xsl:apply-templates/>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:vocal | tei:kinesic | tei:incident">
    <xsl:variable name="block"><xsl:apply-templates select="." mode="block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = ''"><span class="heard">[<xsl:call-template name="spaced"/>]</span></xsl:when>
      <xsl:otherwise><p class="heard">[<xsl:call-template name="spaced"/>]</p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:vocal/tei:desc | tei:kinesic/tei:desc | tei:incident/tei:desc"><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:u//tei:pause"><span class="heard" title="{normalize-space(concat('Pause ', @dur))}">(.)</span></xsl:template>
  <xsl:template match="tei:pause"><p class="heard">[pause]</p></xsl:template>
  <xsl:template match="tei:shift"/>
  <xsl:template match="tei:annotationBlock"><xsl:call-template name="block"/></xsl:template>

</xsl:stylesheet>
