<?xml version="1.0" encoding="UTF-8"?>
<!--
  The page around the document: its head, the line above it, the text, the notes and lists below it, the imprint.
  A stylesheet that imports this one can replace style, page-header and page-footer.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:variable name="header" select="/*/tei:teiHeader"/>
  <xsl:variable name="title" select="normalize-space($header/tei:fileDesc/tei:titleStmt/tei:title[1])"/>
  <xsl:variable name="documents" select="/*/tei:text/descendant::tei:div[@type = 'document'] | /tei:teiCorpus/descendant::tei:div[@type = 'document']"/>
  <!-- one document a page is the rule; its heading, or that of the body, is the heading of the page -->
  <xsl:variable name="single" select="count(/tei:TEI/tei:text/*/tei:div) = 1 and count($documents) = 1 and $documents/tei:head
    or count(/tei:TEI/tei:text/*/tei:head) = 1 and not(/tei:TEI/tei:text/tei:front)"/>
  <xsl:variable name="title-page" select="boolean(/tei:TEI/tei:text/tei:front/tei:titlePage/tei:docTitle)"/>
  <!-- the level of the first heading in the text: 1 if it is that of the page -->
  <xsl:variable name="first-level" select="1 + not($single) + boolean(/tei:teiCorpus)"/>

  <xsl:template match="/">
    <!-- a processor of later versions of XSLT writes it itself -->
    <xsl:if test="system-property('xsl:version') &lt; 2">
      <xsl:text disable-output-escaping="yes">&lt;!DOCTYPE html>&#10;</xsl:text>
    </xsl:if>
    <html>
      <xsl:if test="not(*/@xml:lang)"><xsl:attribute name="lang">en</xsl:attribute></xsl:if>
      <xsl:apply-templates select="*/@xml:lang" mode="attributes"/>
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
        <xsl:call-template name="links"/>
        <xsl:call-template name="style"/>
        <xsl:call-template name="renditions"/>
      </head>
      <body>
        <a class="skip" href="#main-content">Skip to the document</a>
        <xsl:call-template name="page-header"/>
        <main id="main-content" tabindex="-1">
          <xsl:if test="not($single or $title-page)">
            <h1>
              <xsl:value-of select="$title"/>
              <xsl:if test="not($title)">Untitled document</xsl:if>
            </h1>
            <xsl:call-template name="about"/>
            <xsl:call-template name="contents"/>
          </xsl:if>
          <xsl:apply-templates select="*"/>
          <xsl:call-template name="notes">
            <xsl:with-param name="notes" select="tei:TEI/tei:text/descendant::tei:note[not(ancestor::tei:div or ancestor::tei:div1
                or ancestor::tei:prologue or ancestor::tei:epilogue)]"/>
          </xsl:call-template>
          <xsl:call-template name="sources"/>
          <xsl:call-template name="registers"/>
          <xsl:if test="$metadata = 'full'"><xsl:call-template name="full-header"/></xsl:if>
        </main>
        <xsl:call-template name="page-footer"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="style">
    <xsl:call-template name="look"/>
    <xsl:if test="$css"><link rel="stylesheet" href="{$css}"/></xsl:if>
  </xsl:template>

  <xsl:template name="page-header">
    <xsl:if test="$edition or $previous or $next">
      <header class="site">
        <xsl:choose>
          <xsl:when test="$edition and $edition-url"><a href="{$edition-url}"><xsl:value-of select="$edition"/></a></xsl:when>
          <xsl:otherwise><xsl:value-of select="$edition"/></xsl:otherwise>
        </xsl:choose>
      </header>
    </xsl:if>
  </xsl:template>

  <xsl:template name="page-footer">
    <xsl:if test="$previous or $next">
      <nav class="turn" aria-label="Documents before and after">
        <xsl:if test="$previous">
          <a rel="prev" href="{$previous}"><span>Previous</span><xsl:text> </xsl:text><xsl:value-of select="$previous-title"/></a>
        </xsl:if>
        <xsl:if test="$next">
          <a rel="next" href="{$next}"><span>Next</span><xsl:text> </xsl:text><xsl:value-of select="$next-title"/></a>
        </xsl:if>
      </nav>
    </xsl:if>
    <xsl:call-template name="imprint"/>
  </xsl:template>

  <xsl:template match="tei:teiHeader"/>

  <!-- A text of a corpus is an article with its own heading and notes. -->
  <xsl:template match="tei:teiCorpus"><xsl:apply-templates/></xsl:template>

  <xsl:template match="tei:teiCorpus/tei:TEI | tei:teiCorpus/tei:teiCorpus">
    <article class="document">
      <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class">document</xsl:with-param></xsl:apply-templates>
      <h2><xsl:value-of select="normalize-space(tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[1])"/></h2>
      <xsl:call-template name="about">
        <xsl:with-param name="header" select="tei:teiHeader"/>
        <xsl:with-param name="from" select="tei:teiHeader/tei:profileDesc/tei:correspDesc/tei:correspAction[@type = 'sent']/tei:persName"/>
        <xsl:with-param name="to" select="tei:teiHeader/tei:profileDesc/tei:correspDesc/tei:correspAction[@type = 'received']/tei:persName"/>
        <xsl:with-param name="date" select="(tei:teiHeader/tei:profileDesc/*/descendant::tei:date[parent::tei:creation or parent::tei:correspAction/@type = 'sent'])[1]"/>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:call-template name="notes">
        <xsl:with-param name="notes" select="tei:text/descendant::tei:note[not(ancestor::tei:div or ancestor::tei:div1
                or ancestor::tei:prologue or ancestor::tei:epilogue)]"/>
      </xsl:call-template>
    </article>
  </xsl:template>

  <!-- Text for places that hold no mark-up, without the numbers and texts of notes. -->
  <xsl:template match="*" mode="plain"><xsl:apply-templates mode="plain"/></xsl:template>
  <xsl:template match="tei:note" mode="plain"/>
  <xsl:template match="tei:lb" mode="plain"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="text()" mode="plain"><xsl:value-of select="translate(., '&#10;&#9;', '  ')"/></xsl:template>

</xsl:stylesheet>
