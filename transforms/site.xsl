<?xml version="1.0" encoding="UTF-8"?>
<!--
  TEI to a page of a site: the HTML rendition, with comments where the site puts what all its pages have (the
  address of the stylesheet, the head line, the foot).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:import href="html.xsl"/>
  <xsl:include href="common/addresses.xsl"/>

  <xsl:template name="style"><xsl:comment>site:head</xsl:comment></xsl:template>
  <xsl:template name="page-header"><xsl:comment>site:header</xsl:comment></xsl:template>
  <xsl:template name="page-footer"><xsl:comment>site:after</xsl:comment></xsl:template>

</xsl:stylesheet>
