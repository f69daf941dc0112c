<?xml version="1.0" encoding="UTF-8"?>
<!--
  Page breaks (TEI Guidelines 3.11.3): [Page 9], a block between blocks, a line between items, else in the line.

  What @rend says of the source is written as it was: form-feed; mark(…), what stands for [Page 9] in the line; line(…),
  what stands for it on a line of its own; tight-before and tight-after, where the mark touches a word.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template mode="flow" match="tei:pb[@n]">
    <xsl:choose>
      <xsl:when test="not(@rend or @break)">
        <xsl:value-of select="concat($foot, $space, $page-before, @n, $page-after, $space)"/>
      </xsl:when>
      <xsl:when test="contains(@rend, 'line(')">
        <xsl:value-of select="concat($foot, $line)"/>
        <xsl:call-template name="page-mark"/>
        <xsl:value-of select="$line"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="within-a-word" select="@break = 'no' and not(contains(@rend, 'spaced'))"/>
        <xsl:value-of select="$foot"/>
        <xsl:choose>
          <xsl:when test="$within-a-word or contains(@rend, 'tight-before')"><xsl:value-of select="$glue"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$space"/></xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="page-mark"/>
        <xsl:choose>
          <xsl:when test="$within-a-word or contains(@rend, 'tight-after')"><xsl:value-of select="$glue"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$space"/></xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="flow" priority="1" match="tei:div/tei:pb[@n] | tei:body/tei:pb[@n] | tei:opener/tei:pb[@n]
      | tei:closer/tei:pb[@n]">
    <xsl:value-of select="$foot"/>
    <xsl:call-template name="open-block"/>
    <xsl:call-template name="page-mark"/>
    <xsl:value-of select="$block"/>
  </xsl:template>

  <xsl:template mode="flow" priority="1" match="tei:list/tei:pb[@n] | tei:table/tei:pb[@n] | tei:row/tei:pb[@n]">
    <xsl:value-of select="$foot"/>
    <xsl:call-template name="open-line"/>
    <xsl:call-template name="page-mark"/>
    <xsl:value-of select="$line"/>
  </xsl:template>

  <!-- A page that the source begins with a form feed and does not number. -->
  <xsl:template mode="flow" priority="2" match="tei:pb[@rend = 'form-feed'][not(@n)]">
    <xsl:value-of select="concat($foot, $feed)"/>
  </xsl:template>

  <!-- The mark of a page, behind a form feed if there is one; a page with a form feed may have no other mark. -->
  <xsl:template name="page-mark">
    <xsl:choose>
      <xsl:when test="@rend"><xsl:call-template name="printed-page-mark"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($page-before, @n, $page-after)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="printed-page-mark">
    <xsl:if test="contains(@rend, 'form-feed')"><xsl:value-of select="$feed"/></xsl:if>
    <xsl:choose>
      <xsl:when test="contains(@rend, 'mark(')">
        <xsl:value-of select="concat($printed, substring-before(substring-after(@rend, 'mark('), ')'), $printed)"/>
      </xsl:when>
      <xsl:when test="contains(@rend, 'line(')">
        <xsl:value-of select="concat($printed, substring-before(substring-after(@rend, 'line('), ')'), $printed)"/>
      </xsl:when>
      <xsl:when test="not(contains(@rend, 'form-feed'))"><xsl:value-of select="concat($page-before, @n, $page-after)"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- A number at the foot of a page stands below its notes (TEI Guidelines 12.6). -->
  <xsl:template mode="flow" match="tei:fw">
    <xsl:if test="@place = 'bottom'"><xsl:value-of select="$foot"/></xsl:if>
    <xsl:call-template name="open-block"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="$block"/>
  </xsl:template>

</xsl:stylesheet>
