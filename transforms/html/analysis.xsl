<?xml version="1.0" encoding="UTF-8"?>
<!--
  Linguistic and other analysis (TEI Guidelines 18 to 20, 22): words are phrases; interpretations, feature structures,
  graphs and trees are shown in their place as lists.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:s | tei:cl | tei:phr | tei:w | tei:m | tei:c | tei:pc">
    <span class="{local-name()}"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="tei:interp | tei:span | tei:join"><xsl:call-template name="either"/></xsl:template>
  <xsl:template match="tei:interpGrp | tei:spanGrp | tei:joinGrp | tei:altGrp | tei:linkGrp | tei:timeline | tei:annotation">
    <div class="{local-name()}"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></div>
  </xsl:template>
  <xsl:template match="tei:link | tei:alt | tei:when"><xsl:if test="@xml:id"><span id="{@xml:id}"/></xsl:if></xsl:template>
  <xsl:template mode="block" match="tei:interpGrp | tei:spanGrp | tei:joinGrp | tei:altGrp | tei:timeline | tei:annotation">1</xsl:template>

  <xsl:template match="tei:certainty | tei:precision | tei:respons">
    <xsl:if test="*"><span class="note" role="note"><xsl:apply-templates/></span></xsl:if>
  </xsl:template>

  <!-- [lemma: analyse; plural: true] -->
  <xsl:template match="tei:fs | tei:fLib | tei:fvLib">
    <span class="fs">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:text>[</xsl:text>
      <xsl:for-each select="*">
        <xsl:if test="position() &gt; 1"><xsl:text>; </xsl:text></xsl:if>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
      <xsl:text>]</xsl:text>
    </span>
  </xsl:template>
  <xsl:template match="tei:f"><xsl:value-of select="concat(@name, ': ')"/><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:vColl | tei:vAlt | tei:vNot | tei:vMerge | tei:vLabel">
    <span class="{local-name()}">
      <xsl:if test="self::tei:vNot">not </xsl:if>
      <xsl:call-template name="spaced"><xsl:with-param name="between">, </xsl:with-param></xsl:call-template>
    </span>
  </xsl:template>
  <xsl:template match="tei:string"><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:symbol | tei:binary | tei:numeric | tei:default | tei:fsdLink"><xsl:value-of select="@value"/></xsl:template>
  <xsl:template mode="block" match="tei:fs | tei:fLib | tei:fvLib"/>

  <xsl:template match="tei:graph | tei:tree | tei:eTree | tei:triangle | tei:forest | tei:listForest">
    <div class="{local-name()}">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:apply-templates select="tei:label"/>
      <ul class="simple">
        <xsl:for-each select="*[not(self::tei:label)]"><li><xsl:apply-templates select="."/></li></xsl:for-each>
      </ul>
    </div>
  </xsl:template>
  <xsl:template match="tei:node | tei:arc | tei:root | tei:iNode | tei:leaf | tei:eLeaf"><xsl:call-template name="phrase"/></xsl:template>
  <xsl:template mode="block" match="tei:triangle">1</xsl:template>

</xsl:stylesheet>
