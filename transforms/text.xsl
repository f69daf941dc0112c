<?xml version="1.0" encoding="UTF-8"?>
<!--
  TEI to plain text, in the form the source documents have: blocks with an empty line between them, note
  numbers where the notes hang, the notes themselves at the end, [Page 9] where a page begins.

  It works in two steps. Mode "flow" turns the document into one flat sequence of text, parted by the elements
  block and tight; marks for what is smaller than a block are single characters in the text, so that the text
  of a block is one node. The templates of text/layout.xsl write that sequence line by line.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="exsl">

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- What stands in place of a page number: the N of "[Page N]" is the @n of the pb. -->
  <xsl:param name="page-before" select="'[Page '"/>
  <xsl:param name="page-after" select="']'"/>

  <xsl:include href="common/notes.xsl"/>
  <xsl:include href="text/structure.xsl"/>
  <xsl:include href="text/header.xsl"/>
  <xsl:include href="text/lists.xsl"/>
  <xsl:include href="text/tables.xsl"/>
  <xsl:include href="text/inline.xsl"/>
  <xsl:include href="text/notes.xsl"/>
  <xsl:include href="text/pages.xsl"/>
  <xsl:include href="text/layout.xsl"/>

  <xsl:template match="/">
    <xsl:variable name="flow">
      <xsl:apply-templates mode="flow"/>
      <xsl:call-template name="notes">
        <xsl:with-param name="notes" select="key('called-note', '')"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:call-template name="layout">
      <xsl:with-param name="flow" select="exsl:node-set($flow)"/>
    </xsl:call-template>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
