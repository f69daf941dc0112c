<?xml version="1.0" encoding="UTF-8"?>
<!--
  TEI to one web page: the document as an article, its notes and the persons it names after it, and what the
  header says about it. The page needs no script, no other file and no network.

  An element that no template knows is shown as a span (a div, if it holds blocks) that names it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="html" encoding="UTF-8" indent="no"/>

  <!-- what follows the id of another document in a link to its page: d44 becomes d44.html -->
  <xsl:param name="document-suffix" select="'.html'"/>
  <!-- what precedes the id of another document in the name of its page -->
  <xsl:param name="document-prefix" select="''"/>
  <!-- the ids of the other documents that have a page, with a space around each; * stands for every document -->
  <xsl:param name="linked" select="'*'"/>
  <!-- the name of the edition, before the document in the page's head line; none if empty -->
  <xsl:param name="edition" select="''"/>
  <!-- where the head line's name of the edition leads -->
  <xsl:param name="edition-url" select="''"/>
  <!-- the TEI file the page was made of, for a link to it; none if empty -->
  <xsl:param name="source-url" select="''"/>
  <!-- the address of a stylesheet to use after the page's own -->
  <xsl:param name="css" select="''"/>

  <xsl:include href="common/notes.xsl"/>
  <xsl:include href="html/page.xsl"/>
  <xsl:include href="html/style.xsl"/>
  <xsl:include href="html/header.xsl"/>
  <xsl:include href="html/structure.xsl"/>
  <xsl:include href="html/notes.xsl"/>
  <xsl:include href="html/lists.xsl"/>
  <xsl:include href="html/tables.xsl"/>
  <xsl:include href="html/names.xsl"/>
  <xsl:include href="html/dates.xsl"/>
  <xsl:include href="html/references.xsl"/>
  <xsl:include href="html/inline.xsl"/>
  <xsl:include href="html/pages.xsl"/>

</xsl:stylesheet>
