<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables (TEI Guidelines 14.1.1): wide ones scroll by themselves, also by keyboard. Rows of labels at the top are the head. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:table">
    <div class="table" role="group" aria-label="Table" tabindex="0">
      <table>
        <xsl:apply-templates select="@*" mode="attributes"/>
        <xsl:if test="tei:head">
          <caption><xsl:apply-templates select="tei:head/node()"/></caption>
        </xsl:if>
        <xsl:variable name="top" select="tei:row[@role = 'label'][not(preceding-sibling::tei:row[not(@role = 'label')])][following-sibling::tei:row[not(@role = 'label')]]"/>
        <xsl:if test="$top"><thead><xsl:apply-templates select="$top"/></thead></xsl:if>
        <tbody>
          <xsl:apply-templates select="tei:row[count(. | $top) &gt; count($top)]"/>
        </tbody>
      </table>
    </div>
    <xsl:apply-templates select="*[not(self::tei:head or self::tei:row or self::tei:pb[following-sibling::tei:row])]"/>
  </xsl:template>

  <xsl:template match="tei:row">
    <tr>
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:apply-templates select="tei:cell"/>
    </tr>
  </xsl:template>

  <xsl:template match="tei:cell">
    <xsl:choose>
      <xsl:when test="not(@role = 'label' or ../@role = 'label') or not(normalize-space())"><td><xsl:call-template name="cell"/></td></xsl:when>
      <xsl:when test="../@role = 'label'"><th scope="col"><xsl:call-template name="cell"/></th></xsl:when>
      <xsl:otherwise><th scope="row"><xsl:call-template name="cell"/></th></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:if test="@cols &gt; 1"><xsl:attribute name="colspan"><xsl:value-of select="@cols"/></xsl:attribute></xsl:if>
    <xsl:if test="@rows &gt; 1"><xsl:attribute name="rowspan"><xsl:value-of select="@rows"/></xsl:attribute></xsl:if>
    <xsl:apply-templates select="@*" mode="attributes"/>
    <xsl:if test="not(preceding-sibling::tei:cell)">
      <xsl:apply-templates select="../preceding-sibling::*[1][self::tei:pb]" mode="carried"/>
    </xsl:if>
    <xsl:apply-templates select="preceding-sibling::*[1][self::tei:pb]" mode="carried"/>
    <xsl:apply-templates/>
    <xsl:if test="not(following-sibling::tei:cell)">
      <xsl:apply-templates select="following-sibling::tei:pb"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
