<?xml version="1.0" encoding="UTF-8"?>
<!--
  Transcriptions of primary sources (TEI Guidelines 12): the text in its order, with what the hand did as classes; a new
  hand and an empty space are named; running heads are set small. Images of pages are links.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:mod | tei:restore | tei:retrace | tei:metamark | tei:undo | tei:redo"><xsl:call-template name="phrase"/></xsl:template>
  <xsl:template match="tei:fw"><xsl:call-template name="either"/></xsl:template>

  <xsl:template match="tei:handShift">
    <xsl:variable name="hand" select="key('id', substring-after(@new, '#'))/.."/>
    <span class="milestone">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:text>[</xsl:text>
      <xsl:choose>
        <xsl:when test="$hand"><xsl:value-of select="normalize-space($hand)"/></xsl:when>
        <xsl:otherwise>new hand</xsl:otherwise>
      </xsl:choose>
      <xsl:text>]</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="tei:space">
    <span class="gap" title="{normalize-space(concat('Space in the source ', @quantity, ' ', @unit))}">
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:text>[</xsl:text>
      <xsl:apply-templates/>
      <xsl:if test="not(*)">&#xA0;&#xA0;&#xA0;</xsl:if>
      <xsl:text>]</xsl:text>
    </span>
  </xsl:template>

  <!-- Spans that begin here and end at an anchor carry no text. -->
  <xsl:template match="tei:addSpan | tei:delSpan | tei:damageSpan">
    <xsl:if test="@xml:id"><span id="{@xml:id}"/></xsl:if>
  </xsl:template>
  <xsl:template match="tei:listTranspose | tei:transpose | tei:path"/>
  <xsl:template match="tei:substJoin"><xsl:apply-templates/></xsl:template>

  <xsl:template match="tei:facsimile | tei:sourceDoc">
    <div class="{local-name()}">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>
  <xsl:template match="tei:surfaceGrp | tei:surface | tei:zone"><xsl:call-template name="block"/></xsl:template>
  <xsl:template match="tei:facsimile//tei:graphic | tei:sourceDoc//tei:graphic">
    <a class="facsimile" href="{@url}"><xsl:apply-templates select="@xml:id" mode="attributes"/>Image <xsl:value-of select="@url"/></a>
    <xsl:apply-templates select="*"/>
  </xsl:template>
  <xsl:template match="tei:line"><xsl:call-template name="block"/></xsl:template>
  <xsl:template mode="block" match="tei:surfaceGrp | tei:surface | tei:zone | tei:line">1</xsl:template>

</xsl:stylesheet>
