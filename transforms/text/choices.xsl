<?xml version="1.0" encoding="UTF-8"?>
<!--
  Readings (TEI Guidelines 3.5, 3.6.5, 12.1, 13.1). The parameter readings says which are written: all, the first
  as it stands and the others in brackets behind it; original, what the source has; normalised, what the editor
  would have. A reading without an alternative is always written.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template mode="flow" match="tei:choice">
    <xsl:variable name="editor" select="tei:corr | tei:reg | tei:expan"/>
    <xsl:variable name="source" select="*[not(self::tei:corr or self::tei:reg or self::tei:expan)]"/>
    <xsl:choose>
      <xsl:when test="$readings = 'normalised' and $editor"><xsl:apply-templates mode="flow" select="$editor[1]"/></xsl:when>
      <xsl:when test="$readings != 'all' and $source"><xsl:apply-templates mode="flow" select="$source[1]"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="readings"><xsl:with-param name="all" select="$source"/></xsl:call-template>
        <xsl:if test="$source and $editor"><xsl:value-of select="$space"/></xsl:if>
        <xsl:call-template name="readings">
          <xsl:with-param name="all" select="$editor"/>
          <xsl:with-param name="first" select="number(not($source))"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- In an apparatus the lemma is the reading of the edition; without one it is the first that is given. -->
  <xsl:template mode="flow" match="tei:app">
    <xsl:variable name="all" select="tei:lem | tei:rdg | tei:rdgGrp/tei:lem | tei:rdgGrp/tei:rdg"/>
    <xsl:variable name="lemma" select="$all[self::tei:lem]"/>
    <xsl:choose>
      <xsl:when test="$readings != 'all'">
        <xsl:apply-templates mode="flow" select="$lemma | $all[not($lemma)][1]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="readings"><xsl:with-param name="all" select="*"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="flow" match="tei:listApp/tei:app">
    <xsl:value-of select="$line"/>
    <xsl:call-template name="readings"><xsl:with-param name="all" select="*"/></xsl:call-template>
    <xsl:value-of select="$line"/>
  </xsl:template>

  <xsl:template mode="flow" match="tei:rdgGrp">
    <xsl:call-template name="readings"><xsl:with-param name="all" select="*"/></xsl:call-template>
  </xsl:template>

  <!-- $all, one space apart, in brackets but for the one at $first. -->
  <xsl:template name="readings">
    <xsl:param name="all"/>
    <xsl:param name="first" select="1"/>
    <xsl:for-each select="$all">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="$space"/></xsl:if>
      <xsl:choose>
        <xsl:when test="position() = $first or not(normalize-space())"><xsl:apply-templates mode="flow" select="."/></xsl:when>
        <xsl:otherwise>
          <xsl:text>[</xsl:text>
          <xsl:apply-templates mode="flow" select="."/>
          <xsl:text>]</xsl:text>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- What was struck out and what was written for it are two words (TEI Guidelines 12.3.1.5). -->
  <xsl:template mode="flow" match="tei:subst">
    <xsl:for-each select="*">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="$space"/></xsl:if>
      <xsl:apply-templates mode="flow" select="."/>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
