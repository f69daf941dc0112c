<?xml version="1.0" encoding="UTF-8"?>
<!--
  TEI to a page of a book (EPUB 3.3): the HTML rendition, made anew as XHTML. What EPUB asks for besides is taken from
  the roles that the rendition gives: calls of notes, notes (each an aside, so that reading systems can show it in a
  window of its own), page breaks. Whatever else the rendition shows is kept as it is.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
  xmlns:epub="http://www.idpf.org/2007/ops" xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="exsl">

  <xsl:import href="html.xsl"/>
  <xsl:include href="common/addresses.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="no"/>

  <!-- the address of the stylesheet -->
  <xsl:param name="stylesheet" select="'style.css'"/>

  <!-- the page's own look stays behind; what the document says of its look (rendition) comes along -->
  <xsl:template name="style"/>

  <xsl:template match="/" priority="1">
    <xsl:variable name="page"><xsl:apply-imports/></xsl:variable>
    <xsl:apply-templates select="exsl:node-set($page)/html" mode="book"/>
  </xsl:template>

  <xsl:template match="html" mode="book">
    <html>
      <xsl:copy-of select="@lang | @dir"/>
      <xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute>
      <head>
        <title><xsl:value-of select="normalize-space(head/title)"/></title>
        <link rel="stylesheet" type="text/css" href="{$stylesheet}"/>
        <xsl:apply-templates select="head/style" mode="book"/>
      </head>
      <body>
        <xsl:apply-templates select="body//main/node()" mode="book"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="*" mode="book">
    <xsl:element name="{local-name()}">
      <xsl:apply-templates select="@*" mode="book"/>
      <xsl:apply-templates mode="book"/>
    </xsl:element>
  </xsl:template>

  <!-- formulas and drawings keep their namespaces -->
  <xsl:template match="*[namespace-uri()]" mode="book">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="@*" mode="book"><xsl:copy/></xsl:template>
  <xsl:template match="@loading | @tabindex" mode="book"/>

  <xsl:template match="@role[. = 'doc-noteref']" mode="book">
    <xsl:copy/>
    <xsl:attribute name="epub:type">noteref</xsl:attribute>
  </xsl:template>

  <xsl:template match="@role[. = 'doc-pagebreak']" mode="book">
    <xsl:copy/>
    <xsl:attribute name="epub:type">pagebreak</xsl:attribute>
  </xsl:template>

  <xsl:template match="@role[. = 'doc-endnotes']" mode="book">
    <xsl:copy/>
    <xsl:attribute name="epub:type">endnotes</xsl:attribute>
  </xsl:template>

  <xsl:template match="*[@role = 'doc-endnotes']/ol" mode="book">
    <xsl:apply-templates select="li" mode="note"/>
  </xsl:template>

  <xsl:template match="li" mode="note">
    <xsl:variable name="back" select=".//a[@role = 'doc-backlink'][last()]"/>
    <xsl:variable name="number">
      <xsl:choose>
        <xsl:when test="@value"><xsl:value-of select="@value"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="normalize-space(span[@class = 'sign'])"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <aside class="note" role="doc-footnote" epub:type="footnote">
      <xsl:apply-templates select="@id | @lang | @dir" mode="book"/>
      <xsl:choose>
        <xsl:when test="$back">
          <a class="number" role="doc-backlink" href="{$back/@href}" aria-label="{$back/@aria-label}">
            <xsl:value-of select="$number"/>
          </a>
        </xsl:when>
        <xsl:otherwise><span class="number"><xsl:value-of select="$number"/></span></xsl:otherwise>
      </xsl:choose>
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="node()[not(self::span[@class = 'sign'])]" mode="book"/>
    </aside>
  </xsl:template>

  <xsl:template match="a[@role = 'doc-backlink']" mode="book"/>

</xsl:stylesheet>
