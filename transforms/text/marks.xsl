<?xml version="1.0" encoding="UTF-8"?>
<!--
  The marks: noncharacters, which Unicode sets aside for use inside a program (section 23.7). No text holds them,
  and none is written; tei/transform/lines.py has the same list.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- where a line begins or ends; lines without words do not count -->
  <xsl:variable name="line" select="'&#xFDD0;'"/>
  <!-- at the start of a line: an empty line comes before it -->
  <xsl:variable name="spaced" select="'&#xFDD1;'"/>
  <!-- no layout of the file may part what stands before and after -->
  <xsl:variable name="glue" select="'&#xFDD2;'"/>
  <!-- one space, unless there is one already or the line ends here -->
  <xsl:variable name="space" select="'&#xFDD3;'"/>
  <!-- where a block begins or ends, with an empty line; and without one -->
  <xsl:variable name="block" select="'&#xFDD4;'"/>
  <!-- the same written out, which costs less than a variable -->
  <xsl:template name="block-edge"><xsl:text>&#xFDD4;</xsl:text></xsl:template>
  <xsl:variable name="tight" select="'&#xFDD5;'"/>
  <!-- where a document begins whose notes are set at its end, and where they are set -->
  <xsl:variable name="document" select="'&#xFDD9;'"/>
  <xsl:variable name="notes" select="'&#xFDDA;'"/>
  <!-- around a note and its number, which ends with the first line: each of its lines is a line of the list -->
  <xsl:variable name="note" select="'&#xFDD6;'"/>
  <xsl:variable name="end-note" select="'&#xFDD7;'"/>
  <!-- where a page ends, at whose foot notes may stand -->
  <xsl:variable name="foot" select="'&#xFDDD;'"/>
  <!-- before the number of a note: after how many pages it stands at the foot of one, and the line above it -->
  <xsl:variable name="as-printed" select="'&#xFDDF;'"/>
  <!-- around characters as @rend holds them -->
  <xsl:variable name="printed" select="'&#xFDDE;'"/>
  <!-- a form feed, which XML cannot hold -->
  <xsl:variable name="feed" select="'&#xFDD8;'"/>

</xsl:stylesheet>
