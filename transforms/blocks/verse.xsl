<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse and drama (TEI Guidelines 6, 7). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template mode="flow" match="tei:lg">
    <verse><xsl:apply-templates mode="flow"/></verse>
  </xsl:template>

  <xsl:template mode="flow" match="tei:l">
    <line>
      <xsl:if test="contains(@rend, 'indent')"><xsl:attribute name="indent">2</xsl:attribute></xsl:if>
      <xsl:apply-templates mode="flow"/>
    </line>
  </xsl:template>

  <xsl:template mode="flow" match="tei:sp">
    <speech><xsl:apply-templates mode="flow"/></speech>
  </xsl:template>

  <xsl:template mode="flow" match="tei:speaker">
    <p class="speaker"><xsl:apply-templates mode="flow"/></p>
  </xsl:template>

  <xsl:template mode="flow" match="tei:stage">
    <p class="stage"><xsl:apply-templates mode="flow"/></p>
  </xsl:template>

  <xsl:template mode="flow" match="tei:p//tei:stage | tei:l//tei:stage | tei:speaker//tei:stage">
    <em><xsl:apply-templates mode="flow"/></em>
  </xsl:template>

</xsl:stylesheet>
