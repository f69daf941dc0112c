<?xml version="1.0" encoding="UTF-8"?>
<!--
  TEI to plain text, in the form the source documents have: blocks with an empty line between them, note
  numbers where the notes hang, the notes themselves at the end, [Page 9] where a page begins.

  What is written here is one flat text in which single characters mark where blocks and lines begin
  (text/marks.xsl); tei/transform/lines.py writes it out line by line, because what XSLT 1.0 knows of white space
  is too little for it and too slow.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- What stands in place of a page number: the N of "[Page N]" is the @n of the pb. -->
  <xsl:param name="page-before" select="'[Page '"/>
  <xsl:param name="page-after" select="']'"/>

  <!-- Where an editor gives two readings (choice, app): all, with the second in brackets; original; normalised. -->
  <xsl:param name="readings" select="'all'"/>

  <xsl:include href="text/marks.xsl"/>
  <xsl:include href="text/structure.xsl"/>
  <xsl:include href="text/header.xsl"/>
  <xsl:include href="text/lists.xsl"/>
  <xsl:include href="text/tables.xsl"/>
  <xsl:include href="text/inline.xsl"/>
  <xsl:include href="text/choices.xsl"/>
  <xsl:include href="text/records.xsl"/>
  <xsl:include href="text/notes.xsl"/>
  <xsl:include href="text/pages.xsl"/>
  <xsl:include href="common/unknown.xsl"/>

  <xsl:template match="/">
    <xsl:value-of select="concat($document, $block)"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="concat($notes, $block)"/>
  </xsl:template>

</xsl:stylesheet>
