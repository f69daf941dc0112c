<?xml version="1.0" encoding="UTF-8"?>
<!-- Phrases (TEI Guidelines 3.3, 3.5, 3.7). What has no template passes its text (common/unknown.xsl). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template mode="flow" match="tei:lb"><br/></xsl:template>

  <xsl:template mode="flow" match="tei:hi">
    <xsl:variable name="rend" select="concat(' ', @rend, ' ', translate(@rendition, '#', ' '), ' ')"/>
    <xsl:choose>
      <xsl:when test="contains($rend, 'bold') or contains($rend, ' strong ')"><strong><xsl:apply-templates mode="flow"/></strong></xsl:when>
      <xsl:when test="contains($rend, ' strike')"><del><xsl:apply-templates mode="flow"/></del></xsl:when>
      <xsl:when test="contains($rend, ' sup')"><sup><xsl:apply-templates mode="flow"/></sup></xsl:when>
      <xsl:when test="contains($rend, ' sub')"><sub><xsl:apply-templates mode="flow"/></sub></xsl:when>
      <xsl:when test="contains($rend, ' ital') or contains($rend, ' underline') or contains($rend, ' spaced ')"><em><xsl:apply-templates mode="flow"/></em></xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="flow"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="flow" match="tei:emph | tei:foreign | tei:mentioned | tei:title[not(@level = 'a')]">
    <em><xsl:apply-templates mode="flow"/></em>
  </xsl:template>

  <xsl:template mode="flow" match="tei:del"><del><xsl:apply-templates mode="flow"/></del></xsl:template>

  <xsl:template mode="flow" match="tei:code | tei:gi | tei:att | tei:val | tei:tag">
    <code><xsl:apply-templates mode="flow"/></code>
  </xsl:template>

  <!-- Only what leads out of the edition is a link here; other targets need the pages of an edition around them. -->
  <xsl:template mode="flow" match="tei:ref[starts-with(@target, 'http://') or starts-with(@target, 'https://')]">
    <link href="{@target}"><xsl:apply-templates mode="flow"/></link>
  </xsl:template>
  <xsl:template mode="flow" match="tei:ptr[starts-with(@target, 'http://') or starts-with(@target, 'https://')]">
    <link href="{@target}"><xsl:value-of select="@target"/></link>
  </xsl:template>

  <!-- An omission without words of its own must not pass unseen (TEI Guidelines 3.5.3). -->
  <xsl:template mode="flow" match="tei:gap[not(normalize-space())]">[…]</xsl:template>

  <!-- Words an editor supplied stand in brackets, the source's own brackets if it has them. -->
  <xsl:template mode="flow" match="tei:supplied[not(starts-with(normalize-space(), '['))]">
    <xsl:text>[</xsl:text>
    <xsl:apply-templates mode="flow"/>
    <xsl:text>]</xsl:text>
  </xsl:template>

</xsl:stylesheet>
