<?xml version="1.0" encoding="UTF-8"?>
<!-- The page around the document. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:variable name="header" select="/descendant::tei:teiHeader[1]"/>
  <xsl:variable name="title" select="normalize-space($header/tei:fileDesc/tei:titleStmt/tei:title[1])"/>
  <!-- one document a page is the rule; its heading is the heading of the page -->
  <xsl:variable name="documents" select="//tei:div[@type = 'document']"/>
  <xsl:variable name="single" select="count($documents) = 1 and $documents/tei:head"/>

  <xsl:template match="/">
    <xsl:text disable-output-escaping="yes">&lt;!DOCTYPE html>&#10;</xsl:text>
    <html>
      <xsl:apply-templates select="*/@xml:lang" mode="attributes"/>
      <xsl:if test="not(*/@xml:lang)"><xsl:attribute name="lang">en</xsl:attribute></xsl:if>
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>
          <xsl:choose>
            <xsl:when test="$title"><xsl:value-of select="$title"/></xsl:when>
            <xsl:when test="$documents/tei:head">
              <xsl:apply-templates select="$documents[1]/tei:head[1]" mode="plain"/>
            </xsl:when>
            <xsl:otherwise>Untitled document</xsl:otherwise>
          </xsl:choose>
        </title>
        <xsl:call-template name="citation"/>
        <xsl:if test="$source-url">
          <link rel="alternate" type="application/tei+xml" href="{$source-url}"/>
        </xsl:if>
        <xsl:call-template name="style"/>
      </head>
      <body>
        <a class="skip" href="#main-content">Skip to the document</a>
        <xsl:call-template name="page-header"/>
        <main id="main-content" tabindex="-1">
          <xsl:if test="not($single)">
            <h1>
              <xsl:value-of select="$title"/>
              <xsl:if test="not($title)">Untitled document</xsl:if>
            </h1>
            <xsl:call-template name="about"/>
          </xsl:if>
          <xsl:apply-templates select="*"/>
          <xsl:call-template name="notes">
            <xsl:with-param name="notes" select="key('called-note', '')"/>
          </xsl:call-template>
          <xsl:call-template name="persons"/>
        </main>
        <xsl:call-template name="page-footer"/>
      </body>
    </html>
  </xsl:template>

  <!-- What a stylesheet that imports this one puts in its place: the look, and what stands above and below. -->
  <xsl:template name="style">
    <style><xsl:value-of select="$style"/></style>
    <xsl:if test="$css"><link rel="stylesheet" href="{$css}"/></xsl:if>
  </xsl:template>

  <xsl:template name="page-header">
    <xsl:if test="$edition">
      <header class="site">
        <xsl:choose>
          <xsl:when test="$edition-url"><a href="{$edition-url}"><xsl:value-of select="$edition"/></a></xsl:when>
          <xsl:otherwise><xsl:value-of select="$edition"/></xsl:otherwise>
        </xsl:choose>
      </header>
    </xsl:if>
  </xsl:template>

  <xsl:template name="page-footer">
    <xsl:call-template name="imprint"/>
  </xsl:template>

  <xsl:template match="tei:teiHeader | tei:standOff | tei:facsimile"/>

  <xsl:template match="tei:TEI | tei:teiCorpus | tei:text | tei:group">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Text for places that hold no mark-up, without the numbers and texts of notes. -->
  <xsl:template match="tei:note" mode="plain"/>
  <xsl:template match="text()" mode="plain"><xsl:value-of select="translate(., '&#10;&#9;', '  ')"/></xsl:template>

  <!-- The ids of the page are the ids of the TEI file. -->
  <xsl:template match="@xml:id" mode="attributes">
    <xsl:attribute name="id"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@xml:*" mode="attributes" priority="-1"/>

  <xsl:template match="@xml:lang" mode="attributes">
    <xsl:attribute name="lang"><xsl:value-of select="."/></xsl:attribute>
    <xsl:variable name="language" select="concat(' ', substring-before(concat(., '-'), '-'), ' ')"/>
    <xsl:variable name="script" select="concat(., '-')"/>
    <xsl:choose>
      <xsl:when test="contains($script, '-Latn-')"/>
      <xsl:when test="contains(' ar arc ckb dv fa he ku-Arab ps sd syr ug ur yi ', $language)
          or contains($script, '-Arab-') or contains($script, '-Hebr-')">
        <xsl:attribute name="dir">rtl</xsl:attribute>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
