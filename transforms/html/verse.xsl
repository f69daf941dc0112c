<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse (TEI Guidelines 6): every line a line of its own, numbered in fives; part lines begin where the line before ends, as far as CSS can. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:lg"><xsl:call-template name="block"><xsl:with-param name="class" select="normalize-space(concat('lg ', @type))"/></xsl:call-template></xsl:template>

  <xsl:template match="tei:l">
    <div class="l">
      <xsl:if test="@part = 'M' or @part = 'F'"><xsl:attribute name="class">l part</xsl:attribute></xsl:if>
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:if test="@n mod 5 = 0 and string(number(@n)) = string(@n)"><xsl:attribute name="data-n"><xsl:value-of select="@n"/></xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:caesura"><span class="caesura"><xsl:text>    </xsl:text></span></xsl:template>
  <xsl:template match="tei:rhyme | tei:metSym"><xsl:call-template name="phrase"/></xsl:template>

</xsl:stylesheet>
