<?xml version="1.0" encoding="UTF-8"?>
<!--
  TEI to plain text for reading: lines of a width, indented where the text is, notes after each document.

  What is written here is a tree of blocks (blocks/structure.xsl says which there are);
  tei/transform/reading.py writes it out in lines, since XSLT 1.0 cannot wrap text.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="xml" encoding="UTF-8"/>

  <!-- How many characters a line has; 0: paragraphs are not wrapped. -->
  <xsl:param name="width" select="'72'"/>
  <!-- Whether the numbers of the pages are shown: yes or no. -->
  <xsl:param name="pages" select="'yes'"/>
  <!-- Where an editor gives two readings (choice, app): original, normalised, or all, with the second in brackets. -->
  <xsl:param name="readings" select="'original'"/>

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
    <flow width="{$width}"><xsl:apply-templates mode="flow"/></flow>
  </xsl:template>

</xsl:stylesheet>
