<?xml version="1.0" encoding="UTF-8"?>
<!-- Phrases: what the source sets apart (TEI Guidelines 3.3) and what an editor did to it (3.5, 12.3). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:lb"><br/></xsl:template>

  <xsl:template match="tei:hi">
    <span>
      <xsl:if test="@rend"><xsl:attribute name="class"><xsl:value-of select="@rend"/></xsl:attribute></xsl:if>
      <xsl:call-template name="phrase"/>
    </span>
  </xsl:template>
  <xsl:template match="tei:hi[@rend = 'italic' or @rend = 'italics']" priority="1"><i><xsl:call-template name="phrase"/></i></xsl:template>
  <xsl:template match="tei:hi[@rend = 'bold']" priority="1"><b><xsl:call-template name="phrase"/></b></xsl:template>
  <xsl:template match="tei:hi[@rend = 'strong']" priority="1"><strong><xsl:call-template name="phrase"/></strong></xsl:template>
  <xsl:template match="tei:hi[@rend = 'underline']" priority="1"><u><xsl:call-template name="phrase"/></u></xsl:template>
  <xsl:template match="tei:hi[@rend = 'strikethrough']" priority="1"><s><xsl:call-template name="phrase"/></s></xsl:template>
  <xsl:template match="tei:hi[starts-with(@rend, 'sup')]" priority="1"><sup><xsl:call-template name="phrase"/></sup></xsl:template>
  <xsl:template match="tei:hi[starts-with(@rend, 'sub')]" priority="1"><sub><xsl:call-template name="phrase"/></sub></xsl:template>

  <xsl:template match="tei:emph"><em><xsl:call-template name="phrase"/></em></xsl:template>
  <xsl:template match="tei:foreign"><i><xsl:call-template name="phrase"/></i></xsl:template>
  <xsl:template match="tei:title"><cite><xsl:call-template name="phrase"/></cite></xsl:template>
  <xsl:template match="tei:del"><del><xsl:call-template name="phrase"/></del></xsl:template>
  <xsl:template match="tei:add"><ins><xsl:call-template name="phrase"/></ins></xsl:template>
  <xsl:template match="tei:abbr"><abbr><xsl:call-template name="phrase"/></abbr></xsl:template>

  <xsl:template match="tei:seg | tei:term | tei:gloss | tei:q | tei:num | tei:measure | tei:choice | tei:orig
      | tei:expan | tei:c | tei:w | tei:s">
    <span class="{local-name()}"><xsl:call-template name="phrase"/></span>
  </xsl:template>

  <!-- Both readings are shown, the editor's in brackets. -->
  <xsl:template match="tei:choice/tei:corr | tei:choice/tei:reg | tei:choice/tei:expan" priority="1">
    <xsl:text> </xsl:text>
    <span class="editorial">[<xsl:call-template name="phrase"/>]</span>
  </xsl:template>
  <xsl:template match="tei:choice/text()[not(normalize-space())]"/>

  <xsl:template match="tei:sic"><span class="sic" title="So in the source"><xsl:call-template name="phrase"/></span></xsl:template>
  <xsl:template match="tei:corr"><span class="editorial"><xsl:call-template name="phrase"/></span></xsl:template>

  <!-- Words an editor supplied stand in brackets, the source's own brackets if it has them. -->
  <xsl:template match="tei:supplied">
    <xsl:variable name="bare" select="not(starts-with(normalize-space(), '['))"/>
    <span class="editorial">
      <xsl:if test="$bare">[</xsl:if>
      <xsl:call-template name="phrase"/>
      <xsl:if test="$bare">]</xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="tei:unclear">
    <span class="unclear" title="Hard to read in the source{substring(concat(': ', @reason), 1, string-length(@reason) * 99)}">
      <xsl:call-template name="phrase"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:gap">
    <span class="gap" title="Omission{substring(concat(': ', @reason), 1, string-length(@reason) * 99)}">
      <xsl:choose>
        <xsl:when test="normalize-space()"><xsl:call-template name="phrase"/></xsl:when>
        <xsl:otherwise>[…]</xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template name="phrase">
    <xsl:apply-templates select="@xml:*" mode="attributes"/>
    <xsl:apply-templates/>
  </xsl:template>

</xsl:stylesheet>
