<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates (TEI Guidelines 3.6.4): the normal form for machines; a year that was inferred says so. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:date | tei:time | tei:docDate[@when] | tei:origDate">
    <xsl:choose>
      <!-- a day of a year, as most dates are -->
      <xsl:when test="substring(@when, 5, 1) = '-' and not(starts-with(@when, '-'))">
        <time class="date" datetime="{@when}">
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:apply-templates/>
        </time>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="date"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="date">
    <xsl:param name="text"/>
    <xsl:choose>
      <!-- only what HTML knows as a date or a time: no period, no year before the first, no day without its month -->
      <xsl:when test="@when and string-length(@when) &gt; 3 and not(contains(@when, '---') or starts-with(@when, '-') and not(string-length(@when) = 7)
          or string-length(substring-before(concat(@when, '-'), '-')) &gt; 4 and not(contains(@when, ':')))">
        <time class="date" datetime="{substring(@when, 1 + 2 * starts-with(@when, '--'))}">
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:value-of select="$text"/>
          <xsl:apply-templates/>
        </time>
      </xsl:when>
      <xsl:otherwise>
        <span class="date">
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:if test="not(@cert) and (@from | @to | @notBefore | @notAfter | @when)">
            <xsl:attribute name="title"><xsl:call-template name="period"/></xsl:attribute>
          </xsl:if>
          <xsl:value-of select="$text"/>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="period">
    <xsl:choose>
      <xsl:when test="@when"><xsl:value-of select="@when"/></xsl:when>
      <xsl:when test="@notBefore or @notAfter">
        <xsl:if test="@notBefore"><xsl:value-of select="concat('not before ', @notBefore)"/></xsl:if>
        <xsl:if test="@notBefore and @notAfter">, </xsl:if>
        <xsl:if test="@notAfter"><xsl:value-of select="concat('not after ', @notAfter)"/></xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(@from, ' to ', @to)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
