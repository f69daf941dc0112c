<?xml version="1.0" encoding="UTF-8"?>
<!--
  What an editor did to the text (TEI Guidelines 3.5, 12.3): both readings are shown, the editor’s in brackets; what was
  deleted, added, supplied or left out is marked as such, with its reason.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:choice">
    <span class="choice">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:for-each select="*">
        <xsl:choose>
          <xsl:when test="position() = 1"><xsl:apply-templates select="."/></xsl:when>
          <xsl:otherwise>
            <xsl:text> </xsl:text>
            <span class="editorial">[<xsl:apply-templates select="." mode="reading"/>]</span>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </span>
  </xsl:template>

  <xsl:template match="*" mode="reading"><xsl:apply-templates select="."/></xsl:template>
  <xsl:template match="tei:corr | tei:reg | tei:expan | tei:sic | tei:orig | tei:abbr" mode="reading">
    <xsl:apply-templates select="@xml:id | @xml:lang" mode="attributes"/>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="tei:sic"><span class="sic" title="So in the source"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="tei:corr"><span class="editorial"><xsl:apply-templates select="@xml:*" mode="attributes"/><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="tei:orig | tei:reg | tei:expan | tei:ex | tei:am | tei:surplus | tei:secl"><xsl:call-template name="phrase"/></xsl:template>
  <xsl:template match="tei:abbr"><xsl:call-template name="marked"><xsl:with-param name="element">abbr</xsl:with-param></xsl:call-template></xsl:template>

  <xsl:template match="tei:del"><xsl:call-template name="marked"><xsl:with-param name="element">del</xsl:with-param></xsl:call-template></xsl:template>
  <xsl:template match="tei:add"><xsl:call-template name="marked"><xsl:with-param name="element">ins</xsl:with-param></xsl:call-template></xsl:template>
  <xsl:template match="tei:subst"><span class="subst"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates select="*"/></span></xsl:template>

  <!-- Words an editor supplied stand in brackets, the source’s own brackets if it has them. -->
  <xsl:template match="tei:supplied">
    <xsl:variable name="bare" select="not(starts-with(normalize-space(), '['))"/>
    <span class="editorial">
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:if test="$bare">[</xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="$bare">]</xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="tei:unclear">
    <span class="unclear" title="Hard to read in the source{substring(concat(': ', @reason), 1, string-length(@reason) * 99)}">
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="tei:damage">
    <span class="unclear" title="Damaged in the source{substring(concat(': ', @agent), 1, string-length(@agent) * 99)}">
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="tei:gap">
    <span class="gap" title="Omission{substring(concat(': ', @reason), 1, string-length(@reason) * 99)}">
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:choose>
        <xsl:when test="tei:desc">[<xsl:apply-templates select="tei:desc/node()"/>]</xsl:when>
        <xsl:when test="normalize-space()"><xsl:apply-templates/></xsl:when>
        <xsl:otherwise>[…]</xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

</xsl:stylesheet>
