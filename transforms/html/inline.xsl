<?xml version="1.0" encoding="UTF-8"?>
<!--
  Phrases that the source sets apart (TEI Guidelines 3.3). The common values of @rend have an HTML element of their own;
  every other value is a class, for the stylesheet of the edition.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:lb">
    <!-- none where the block begins a line anyway -->
    <xsl:if test="preceding-sibling::node()[self::* or normalize-space()] or not(parent::tei:p or parent::tei:ab or parent::tei:head or parent::tei:item)"><br/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:hi">
    <xsl:choose>
      <xsl:when test="@rend = 'italic' or @rend = 'italics'"><xsl:call-template name="marked"><xsl:with-param name="element">i</xsl:with-param></xsl:call-template></xsl:when>
      <xsl:when test="@rend = 'bold'"><xsl:call-template name="marked"><xsl:with-param name="element">b</xsl:with-param></xsl:call-template></xsl:when>
      <xsl:when test="@rend = 'strong'"><xsl:call-template name="marked"><xsl:with-param name="element">strong</xsl:with-param></xsl:call-template></xsl:when>
      <xsl:when test="@rend = 'underline'"><xsl:call-template name="marked"><xsl:with-param name="element">u</xsl:with-param></xsl:call-template></xsl:when>
      <xsl:when test="@rend = 'strikethrough'"><xsl:call-template name="marked"><xsl:with-param name="element">s</xsl:with-param></xsl:call-template></xsl:when>
      <xsl:when test="@rend = 'sup' or @rend = 'superscript' or @rend = 'super'"><xsl:call-template name="marked"><xsl:with-param name="element">sup</xsl:with-param></xsl:call-template></xsl:when>
      <xsl:when test="@rend = 'sub' or @rend = 'subscript'"><xsl:call-template name="marked"><xsl:with-param name="element">sub</xsl:with-param></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="phrase"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:emph"><xsl:call-template name="marked"><xsl:with-param name="element">em</xsl:with-param></xsl:call-template></xsl:template>
  <xsl:template match="tei:foreign | tei:mentioned"><xsl:call-template name="marked"><xsl:with-param name="element">i</xsl:with-param></xsl:call-template></xsl:template>

  <!-- An HTML element that says by itself what @rend says. -->
  <xsl:template name="marked">
    <xsl:param name="element"/>
    <xsl:variable name="blocks"><xsl:apply-templates select="*" mode="block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$blocks = ''">
        <xsl:element name="{$element}">
          <xsl:apply-templates select="@xml:id | @xml:lang | @style | @rendition | @rend[not(parent::tei:hi)]" mode="attributes"/>
          <xsl:apply-templates/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="block"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The title of a book is set in italics, that of an article in quotation marks, by the stylesheet. -->
  <xsl:template match="tei:title">
    <cite>
      <xsl:if test="@level = 'a' or @level = 'u'"><xsl:attribute name="class">part</xsl:attribute></xsl:if>
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:apply-templates/>
    </cite>
  </xsl:template>
  <xsl:template match="tei:titleStmt/tei:title"><xsl:call-template name="phrase"/></xsl:template>

  <!-- What is said, thought or quoted, and is not marked so by its own signs. -->
  <xsl:template match="tei:q | tei:said | tei:soCalled"><xsl:call-template name="either"/></xsl:template>

  <xsl:template match="tei:seg | tei:gloss | tei:num | tei:measure | tei:measureGrp | tei:unit | tei:distinct | tei:g | tei:rb
      | tei:ellipsis">
    <xsl:call-template name="phrase"/>
  </xsl:template>
  <xsl:template match="tei:desc"><xsl:call-template name="either"/></xsl:template>

  <xsl:template match="tei:ruby"><ruby><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates select="*"/></ruby></xsl:template>
  <xsl:template match="tei:ruby/tei:rb"><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:rt"><rt><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></rt></xsl:template>

  <!-- A character that Unicode lacks is shown by what the header maps it to, if it has no text of its own (5.2). -->
  <xsl:template match="tei:g[not(node())]">
    <xsl:variable name="char" select="key('id', substring-after(@ref, '#'))/.."/>
    <span class="g">
      <xsl:choose>
        <xsl:when test="$char/tei:mapping"><xsl:value-of select="$char/tei:mapping[1]"/></xsl:when>
        <xsl:otherwise>&#xFFFD;</xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- An entry for an index belongs to the index; its words are kept for programs. -->
  <xsl:template match="tei:index"><span class="index" hidden="hidden"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></span></xsl:template>

</xsl:stylesheet>
