<?xml version="1.0" encoding="UTF-8"?>
<!--
  Links between the pages of an export. The export writes the address of what a reference or a name means into its
  target, after "page:"; here it becomes a link.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:ref[starts-with(@target, 'page:')] | tei:ptr[starts-with(@target, 'page:')]" priority="9">
    <a class="ref" href="{substring-after(@target, 'page:')}">
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:apply-templates/>
      <xsl:if test="not(normalize-space())"><xsl:value-of select="substring-after(@target, 'page:')"/></xsl:if>
    </a>
  </xsl:template>

  <xsl:template match="tei:persName[starts-with(@ref, 'page:')] | tei:placeName[starts-with(@ref, 'page:')]" priority="9">
    <a class="{local-name()}" href="{substring-after(@ref, 'page:')}">
      <xsl:call-template name="certainty"/>
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:apply-templates/>
    </a>
  </xsl:template>

  <!-- An image that could not be found is told of in words. -->
  <xsl:template match="tei:graphic[starts-with(@url, 'missing:')]" priority="9">
    <span class="missing">[image: <xsl:value-of select="substring-after(@url, 'missing:')"/>]</span>
    <xsl:for-each select="tei:desc | ../tei:figDesc">
      <xsl:text> </xsl:text>
      <span class="{local-name()}"><xsl:apply-templates/></span>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
