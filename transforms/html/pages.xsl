<?xml version="1.0" encoding="UTF-8"?>
<!-- Page breaks (TEI Guidelines 3.11.3): the number of the printed page, in the margin where there is one, leading to its image if it has one. Columns, gatherings and milestones with a number say so. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:pb">
    <xsl:choose>
      <xsl:when test="not(@n or @facs)"><xsl:if test="@xml:id"><span id="{@xml:id}"/></xsl:if></xsl:when>
      <!-- Between blocks the number has a line of its own to hang in, without taking any room. -->
      <xsl:when test="parent::tei:div or parent::tei:body or parent::tei:opener or parent::tei:closer or parent::tei:front or parent::tei:back
          or parent::tei:lg or parent::tei:sp or parent::tei:text or parent::tei:titlePage or parent::tei:group or parent::tei:quote[tei:p]
          or parent::tei:note[tei:p]">
        <div class="pb-line"><xsl:call-template name="page-number"/></div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="not(@break = 'no')"><xsl:text> </xsl:text></xsl:if>
        <xsl:call-template name="page-number"/>
        <xsl:if test="not(@break = 'no')"><xsl:text> </xsl:text></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template mode="block" match="tei:lg/tei:pb | tei:sp/tei:pb | tei:quote[tei:p]/tei:pb">1</xsl:template>

  <xsl:template name="page-number">
    <span class="pb" role="doc-pagebreak" aria-label="Page {@n}">
      <xsl:apply-templates select="@xml:id" mode="attributes"/>
      <xsl:choose>
        <xsl:when test="@facs">
          <xsl:variable name="image" select="key('id', substring-after(@facs, '#'))"/>
          <xsl:variable name="url" select="normalize-space($image/descendant-or-self::tei:graphic[1]/@url | @facs[not(starts-with(., '#')) and not($image)])"/>
          <xsl:choose>
            <xsl:when test="$url and not(contains(substring-before(concat($url, '/'), '/'), ':') and not(starts-with($url, 'http')))">
              <a href="{substring-before(concat($url, ' '), ' ')}"><xsl:call-template name="page-label"/></a>
            </xsl:when>
            <xsl:otherwise><xsl:call-template name="page-label"/></xsl:otherwise>
          </xsl:choose>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="concat('[', @n, ']')"/></xsl:otherwise>
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
