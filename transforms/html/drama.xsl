<?xml version="1.0" encoding="UTF-8"?>
<!--
  Performance texts (TEI Guidelines 7): cast lists, speeches with their speaker above them, stage directions in italics.
  A direction that stands by itself is a line of its own, one within a speech a phrase.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:sp | tei:spGrp | tei:set | tei:performance"><xsl:call-template name="block"/></xsl:template>

  <xsl:template match="tei:speaker">
    <xsl:choose>
      <xsl:when test="parent::tei:sp"><xsl:call-template name="paragraph"><xsl:with-param name="class">speaker</xsl:with-param></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="phrase"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:stage | tei:camera | tei:caption | tei:sound | tei:tech | tei:view"><xsl:call-template name="either"/></xsl:template>
  <xsl:template match="tei:move"/>

  <xsl:template match="tei:castList">
    <xsl:apply-templates select="tei:head"/>
    <xsl:call-template name="cast"/>
    <xsl:apply-templates select="*[not(self::tei:head or self::tei:castItem or self::tei:castGroup)]"/>
  </xsl:template>
  <xsl:template match="tei:castGroup">
    <li class="castGroup">
      <xsl:apply-templates select="tei:head"/>
      <xsl:call-template name="cast"/>
      <xsl:apply-templates select="*[not(self::tei:head or self::tei:castItem or self::tei:castGroup)]"/>
    </li>
  </xsl:template>
  <xsl:template name="cast">
    <ul class="cast"><xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class">cast</xsl:with-param></xsl:apply-templates><xsl:apply-templates select="tei:castItem | tei:castGroup"/></ul>
  </xsl:template>
  <xsl:template match="tei:castItem"><li><xsl:apply-templates select="@*" mode="attributes"/><xsl:call-template name="spaced"/></li></xsl:template>
  <xsl:template match="tei:role | tei:roleDesc | tei:actor"><xsl:call-template name="phrase"/></xsl:template>
  <xsl:template match="tei:castList/tei:head | tei:castGroup/tei:head | tei:trailer[parent::tei:castList or parent::tei:castGroup]">
    <xsl:call-template name="paragraph"><xsl:with-param name="class">list-head</xsl:with-param></xsl:call-template>
  </xsl:template>
  <xsl:template mode="block" match="tei:set | tei:performance | tei:prologue | tei:epilogue | tei:speaker[parent::tei:sp]">1</xsl:template>

</xsl:stylesheet>
