<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" expand-text="yes"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xpath-default-namespace="http://www.w3.org/1999/xhtml"
  exclude-result-prefixes="#all">
  <!-- An index of the words of a document by their first letter. -->
  <xsl:param name="title" select="'Index'"/>
  <xsl:mode on-no-match="shallow-skip"/>
  <xsl:variable name="upper" select="function($word) { upper-case(substring($word, 1, 1)) }"/>

  <xsl:template match="/">
    <index title="{$title}">
      <xsl:for-each-group select="tokenize(normalize-space(.), '\s+')" group-by="$upper(.)">
        <xsl:sort select="current-grouping-key()"/>
        <xsl:variable name="counted" select="map { 'words': count(current-group()) }"/>
        <letter is="{current-grouping-key()}" words="{map:get($counted, 'words')}">{current-group()}</letter>
      </xsl:for-each-group>
    </index>
  </xsl:template>
</xsl:stylesheet>
