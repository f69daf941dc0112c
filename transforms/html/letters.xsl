<?xml version="1.0" encoding="UTF-8"?>
<!--
  The parts of a letter (TEI Guidelines 4.2): opener, dateline, salutation, signature, postscript, address. Each is a
  paragraph if it stands by itself, and a phrase if it stands in a line.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:opener | tei:closer | tei:postscript"><xsl:call-template name="block"/></xsl:template>

  <xsl:template match="tei:dateline | tei:salute | tei:signed | tei:byline | tei:trailer | tei:address">
    <xsl:call-template name="either"/>
  </xsl:template>

  <xsl:template match="tei:addrLine | tei:address/*"><span class="{local-name()}"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></span></xsl:template>

  <!-- The line that says that an enclosure begins is its heading. -->
  <xsl:template match="tei:opener/tei:seg | tei:closer/tei:seg | tei:div/tei:seg | tei:postscript/tei:seg">
    <xsl:choose>
      <xsl:when test="@type = 'enclosure' and parent::tei:opener">
        <xsl:call-template name="heading"><xsl:with-param name="deeper" select="1"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="paragraph"><xsl:with-param name="class" select="normalize-space(concat('seg ', @type))"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="block" match="tei:opener | tei:closer | tei:postscript">1</xsl:template>

</xsl:stylesheet>
