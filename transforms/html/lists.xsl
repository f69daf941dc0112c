<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists (TEI Guidelines 3.8). Page breaks and labels between items move into the item beside them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:list">
    <xsl:variable name="first" select="substring(normalize-space(tei:item[1]), 1, 1)"/>
    <xsl:choose>
      <!-- a labelled list of a document's head: SUBJECT, PARTICIPANTS -->
      <xsl:when test="tei:head and tei:item and not(tei:label) and contains(' subject participants to from references ', concat(' ', @type, ' '))">
        <dl class="fields">
          <xsl:apply-templates select="@xml:*" mode="attributes"/>
          <div>
            <dt><xsl:apply-templates select="tei:head/node()"/></dt>
            <xsl:for-each select="tei:item">
              <dd><xsl:call-template name="item"/></dd>
            </xsl:for-each>
          </div>
        </dl>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="tei:head"/>
        <xsl:variable name="element">
          <xsl:choose>
            <!-- the numbers the text itself has are not set a second time -->
            <xsl:when test="@type = 'ordered' and not(tei:label) and not(contains('0123456789([•–—-', $first))">ol</xsl:when>
            <xsl:otherwise>ul</xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:element name="{$element}">
          <xsl:attribute name="class">
            <xsl:choose>
              <xsl:when test="tei:label">labelled</xsl:when>
              <xsl:when test="$element = 'ol'">ordered</xsl:when>
              <xsl:when test="@type = 'bulleted' and not(contains('([•–—-', $first))">bulleted</xsl:when>
              <xsl:otherwise>simple</xsl:otherwise>
            </xsl:choose>
          </xsl:attribute>
          <xsl:apply-templates select="@xml:*" mode="attributes"/>
          <xsl:for-each select="*[not(self::tei:head or self::tei:label[following-sibling::*[1][self::tei:item]]
              or self::tei:pb[../tei:item])]">
            <li><xsl:call-template name="item"/></li>
          </xsl:for-each>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:list/tei:head | tei:table/tei:head" priority="1">
    <xsl:call-template name="paragraph"><xsl:with-param name="class">list-head</xsl:with-param></xsl:call-template>
  </xsl:template>

  <!-- The content of the item that is the current node, with what stands between it and its neighbours. -->
  <xsl:template name="item">
    <xsl:apply-templates select="@xml:*" mode="attributes"/>
    <xsl:variable name="label" select="preceding-sibling::*[1][self::tei:label]"/>
    <xsl:apply-templates select="($label | self::*[not($label)])/preceding-sibling::*[1][self::tei:pb]" mode="carried"/>
    <xsl:if test="$label">
      <span class="label"><xsl:apply-templates select="$label/node()"/></span>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="self::tei:item">
        <xsl:choose>
          <xsl:when test="$label"><div class="item"><xsl:apply-templates/></div></xsl:when>
          <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="not(following-sibling::tei:item[1])">
      <xsl:apply-templates select="following-sibling::tei:pb"/>
    </xsl:if>
  </xsl:template>

  <!-- Page breaks before an item, the first of them first. -->
  <xsl:template match="tei:pb" mode="carried">
    <xsl:apply-templates select="preceding-sibling::*[1][self::tei:pb]" mode="carried"/>
    <xsl:apply-templates select="."/>
  </xsl:template>

  <xsl:template match="tei:label"><span class="label"><xsl:apply-templates/></span></xsl:template>

</xsl:stylesheet>
