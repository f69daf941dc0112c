<?xml version="1.0" encoding="UTF-8"?>
<!-- Page breaks (TEI Guidelines 3.11.3): the number of the printed page, in the margin where there is one, leading to its image if it has one. Columns, gatherings and milestones with a number say so. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:pb">
    <xsl:choose>
      <xsl:when test="not(@n or @facs)"><xsl:call-template name="unnumbered-page"/></xsl:when>
      <xsl:when test="@break = 'no'"><xsl:call-template name="page-number"/></xsl:when>
      <xsl:otherwise>
        <xsl:text> </xsl:text>
        <xsl:call-template name="page-number"/>
        <xsl:text> </xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Between blocks the number has a line of its own to hang in, without taking any room. -->
  <xsl:template match="tei:div/tei:pb | tei:body/tei:pb | tei:opener/tei:pb | tei:closer/tei:pb | tei:front/tei:pb | tei:back/tei:pb | tei:lg/tei:pb
      | tei:sp/tei:pb | tei:text/tei:pb | tei:titlePage/tei:pb | tei:group/tei:pb | tei:quote[tei:p]/tei:pb | tei:note[tei:p]/tei:pb">
    <xsl:choose>
      <xsl:when test="@n or @facs"><div class="pb-line"><xsl:call-template name="page-number"/></div></xsl:when>
      <xsl:otherwise><xsl:call-template name="unnumbered-page"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="unnumbered-page"><xsl:if test="@xml:id"><span id="{@xml:id}"/></xsl:if></xsl:template>

  <xsl:template mode="block" match="tei:lg/tei:pb | tei:sp/tei:pb | tei:quote[tei:p]/tei:pb">1</xsl:template>

  <xsl:template name="page-number">
    <span class="pb" role="doc-pagebreak" aria-label="Page {@n}">
      <xsl:apply-templates select="@xml:id" mode="attributes"/>
      <xsl:choose>
        <xsl:when test="@facs">
          <xsl:variable name="image" select="key('id', substring-after(@facs, '#'))/.."/>
          <xsl:variable name="url" select="normalize-space($image/descendant-or-self::tei:graphic[1]/@url | @facs[not(starts-with(., '#')) and not($image)])"/>
          <xsl:choose>
            <xsl:when test="$url and not(contains(substring-before(concat($url, '/'), '/'), ':') and not(starts-with($url, 'http')))">
              <a href="{substring-before(concat($url, ' '), ' ')}"><xsl:call-template name="page-label"/></a>
            </xsl:when>
            <xsl:otherwise><xsl:call-template name="page-label"/></xsl:otherwise>
          </xsl:choose>
        </xsl:when>
        <xsl:otherwise>
          <xsl:text>[</xsl:text>
          <xsl:value-of select="@n"/>
          <xsl:text>]</xsl:text>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template name="page-label">
    <xsl:text>[</xsl:text>
    <xsl:value-of select="@n"/>
    <xsl:if test="not(@n)">image</xsl:if>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <xsl:template match="tei:cb | tei:gb | tei:milestone">
    <xsl:if test="@n">
      <span class="milestone">
        <xsl:apply-templates select="@*" mode="attributes"/>
        <xsl:text>[</xsl:text>
        <xsl:choose>
          <xsl:when test="self::tei:cb">column</xsl:when>
          <xsl:when test="self::tei:gb">gathering</xsl:when>
          <xsl:otherwise><xsl:value-of select="@unit"/></xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="concat(' ', @n, ']')"/>
      </span>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
