<?xml version="1.0" encoding="UTF-8"?>
<!--
  TEI to one web page: the document as an article, its notes and the persons, places and terms it names after it,
  and what the header says about it. The page needs no script, no other file and no network.

  Each family of elements has a file of its own, which says how the page shows it. No word is dropped: an element that
  no template knows is shown in its place, marked with its name, and reported (html/fallback.xsl).

  Templates are chosen by element name and seldom by a condition, and keys are used only where a file needs them: a
  page costs little more than reading its TEI.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="html" encoding="UTF-8" indent="no"/>

  <!-- what follows the id of another document in a link to its page: d44 becomes d44.html -->
  <xsl:param name="document-suffix" select="'.html'"/>
  <!-- what precedes the id of another document in the name of its page -->
  <xsl:param name="document-prefix"/>
  <!-- the ids of the other documents that have a page, with a space around each; * stands for every document -->
  <xsl:param name="linked" select="'*'"/>
  <!-- the name of the edition, before the document in the page's head line; none if empty -->
  <xsl:param name="edition"/>
  <!-- where the head line's name of the edition leads -->
  <xsl:param name="edition-url"/>
  <!-- the permanent address of this page, to be cited; none if empty -->
  <xsl:param name="page-url"/>
  <!-- the TEI file the page was made of, for a link to it; none if empty -->
  <xsl:param name="source-url"/>
  <!-- the address of a stylesheet to use after the page's own -->
  <xsl:param name="css"/>
  <!-- where the documents before and after this one are, and their titles; none if empty -->
  <xsl:param name="previous"/>
  <xsl:param name="previous-title"/>
  <xsl:param name="next"/>
  <xsl:param name="next-title"/>
  <!-- how much of the TEI header the page shows: "brief" for who, when, where and the manuscript, "full" for all of it -->
  <xsl:param name="metadata" select="'brief'"/>

  <xsl:include href="html/page.xsl"/>
  <xsl:include href="html/style.xsl"/>
  <xsl:include href="html/attributes.xsl"/>
  <xsl:include href="html/blocks.xsl"/>
  <xsl:include href="html/metadata.xsl"/>
  <xsl:include href="html/header.xsl"/>
  <xsl:include href="html/fields.xsl"/>
  <xsl:include href="html/contents.xsl"/>
  <xsl:include href="html/structure.xsl"/>
  <xsl:include href="html/letters.xsl"/>
  <xsl:include href="html/titlepages.xsl"/>
  <xsl:include href="html/notes.xsl"/>
  <xsl:include href="html/lists.xsl"/>
  <xsl:include href="html/tables.xsl"/>
  <xsl:include href="html/figures.xsl"/>
  <xsl:include href="html/verse.xsl"/>
  <xsl:include href="html/drama.xsl"/>
  <xsl:include href="html/spoken.xsl"/>
  <xsl:include href="html/dictionaries.xsl"/>
  <xsl:include href="html/manuscripts.xsl"/>
  <xsl:include href="html/bibliography.xsl"/>
  <xsl:include href="html/names.xsl"/>
  <xsl:include href="html/registers.xsl"/>
  <xsl:include href="html/dates.xsl"/>
  <xsl:include href="html/references.xsl"/>
  <xsl:include href="html/inline.xsl"/>
  <xsl:include href="html/choices.xsl"/>
  <xsl:include href="html/apparatus.xsl"/>
  <xsl:include href="html/transcription.xsl"/>
  <xsl:include href="html/pages.xsl"/>
  <xsl:include href="html/analysis.xsl"/>
  <xsl:include href="html/documentation.xsl"/>
  <xsl:include href="html/standoff.xsl"/>
  <xsl:include href="html/fallback.xsl"/>

</xsl:stylesheet>
