<?xml version="1.0" encoding="UTF-8"?>
<!--
  TEI to Markdown: CommonMark with footnotes and tables.

  What is written here is a tree of blocks (blocks/structure.xsl says which there are);
  tei/transform/markdown.py writes it out, since every character that means something to Markdown must be escaped.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="xml" encoding="UTF-8"/>

  <!-- Whether the numbers of the pages are shown: yes or no. -->
  <xsl:param name="pages" select="'yes'"/>
  <!-- Where an editor gives two readings (choice, app): all, with the second in brackets; original; normalised. -->
  <xsl:param name="readings" select="'all'"/>

  <xsl:include href="text/marks.xsl"/>
  <xsl:include href="text/choices.xsl"/>
  <xsl:include href="text/records.xsl"/>
  <xsl:include href="blocks/structure.xsl"/>
  <xsl:include href="blocks/lists.xsl"/>
  <xsl:include href="blocks/verse.xsl"/>
  <xsl:include href="blocks/inline.xsl"/>
  <xsl:include href="blocks/notes.xsl"/>
  <xsl:include href="common/unknown.xsl"/>

  <xsl:template match="/">
    <flow><xsl:apply-templates mode="flow"/></flow>
  </xsl:template>

</xsl:stylesheet>
