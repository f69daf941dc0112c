<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates (TEI Guidelines 3.6.4): the normal form for machines; a year that was inferred says so. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:date | tei:time"><xsl:call-template name="date"/></xsl:template>

  <xsl:template name="date">
    <xsl:param name="text"/>
    <xsl:variable name="from" select="(@from | @notBefore)[1]"/>
    <xsl:variable name="to" select="(@to | @notAfter)[1]"/>
    <xsl:variable name="value">
      <xsl:choose>
        <xsl:when test="@when"><xsl:value-of select="@when"/></xsl:when>
        <xsl:when test="@notBefore or @notAfter">
          <xsl:if test="@notBefore"><xsl:value-of select="concat('not before ', @notBefore)"/></xsl:if>
          <xsl:if test="@notBefore and @notAfter">, </xsl:if>
          <xsl:if test="@notAfter"><xsl:value-of select="concat('not after ', @notAfter)"/></xsl:if>
        </xsl:when>
        <xsl:when test="$from or $to"><xsl:value-of select="concat($from, ' to ', $to)"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="inferred" select="@cert or @evidence = 'conjecture' or @evidence = 'external'"/>
    <!-- only what HTML knows as a date or a time; a period is none -->
    <xsl:variable name="machine" select="@when and not(starts-with(@when, '-') and not(starts-with(@when, '--')))
      and string-length(substring-before(concat(@when, '-'), '-')) &lt; 5"/>
    <xsl:variable name="element">
      <xsl:choose><xsl:when test="$machine">time</xsl:when><xsl:otherwise>span</xsl:otherwise></xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:attribute name="class">date</xsl:attribute>
      <xsl:if test="$machine">
        <xsl:attribute name="datetime"><xsl:value-of select="@when"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="$inferred">
        <xsl:attribute name="data-cert"><xsl:value-of select="@cert"/></xsl:attribute>
        <xsl:attribute name="title">
          <xsl:value-of select="concat($value, ' (inferred')"/>
          <xsl:if test="@cert"><xsl:value-of select="concat('; certainty: ', @cert)"/></xsl:if>
          <xsl:text>)</xsl:text>
        </xsl:attribute>
      </xsl:if>
      <xsl:if test="not($inferred) and not($machine) and string($value)">
        <xsl:attribute name="title"><xsl:value-of select="$value"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:value-of select="$text"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
