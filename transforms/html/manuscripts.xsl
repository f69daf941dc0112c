<?xml version="1.0" encoding="UTF-8"?>
<!--
  Descriptions of manuscripts and objects (TEI Guidelines 11), in the header or in a text: labels and values
  (html/fields.xsl). One in the header that says more than where the source is kept stands below the text.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template name="sources">
    <xsl:variable name="described" select="$source/*[self::tei:msDesc[*[not(self::tei:msIdentifier)]] or self::tei:listObject or self::tei:object
      or self::tei:listWit or self::tei:recordingStmt or self::tei:scriptStmt]"/>
    <xsl:variable name="hands" select="$header/tei:profileDesc/tei:handNotes"/>
    <xsl:if test="$described or $hands">
      <section class="sources" aria-labelledby="about-the-source">
        <h2 id="about-the-source">The source</h2>
        <xsl:for-each select="$described">
          <xsl:choose>
            <xsl:when test="self::tei:msDesc or self::tei:listWit"><xsl:apply-templates select="."/></xsl:when>
            <xsl:otherwise><dl class="record"><xsl:apply-templates select="." mode="field"/></dl></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
        <xsl:if test="$hands"><dl class="record"><xsl:apply-templates select="$hands" mode="field"/></dl></xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:msDesc | tei:object | tei:msPart | tei:msFrag | tei:msIdentifier">
    <dl class="record {local-name()}">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:apply-templates select="*" mode="field"/>
    </dl>
  </xsl:template>

  <xsl:template match="tei:locus | tei:locusGrp | tei:material | tei:objectType | tei:watermark | tei:stamp | tei:heraldry | tei:dimensions
      | tei:height | tei:width | tei:depth | tei:dim | tei:secFol | tei:signatures | tei:catchwords | tei:rubric | tei:incipit | tei:explicit
      | tei:finalRubric | tei:colophon | tei:filiation | tei:condition | tei:origPlace | tei:repository | tei:institution | tei:collection
      | tei:msName | tei:support | tei:source | tei:custEvent">
    <xsl:call-template name="phrase"/>
  </xsl:template>

</xsl:stylesheet>
