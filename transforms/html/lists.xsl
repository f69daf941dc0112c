<?xml version="1.0" encoding="UTF-8"?>
<!--
  Lists (TEI Guidelines 3.8). Page breaks and labels between items move into the item beside them; what stands before
  or after the items stands before or after the list. A list of the type "gloss" is a list of terms and definitions.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:list">
    <xsl:choose>
      <xsl:when test="@type = 'inline'"><span class="list"><xsl:apply-templates select="@*" mode="attributes"/><xsl:call-template name="spaced"/></span></xsl:when>
      <!-- a labelled list of a document's head: SUBJECT, PARTICIPANTS -->
      <xsl:when test="tei:head and tei:item and not(tei:label) and contains(' subject participants to from references ', concat(' ', @type, ' '))">
        <dl class="fields">
          <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class">fields</xsl:with-param></xsl:apply-templates>
          <div>
            <dt><xsl:apply-templates select="tei:head/node()"/></dt>
            <xsl:for-each select="tei:item">
              <dd><xsl:call-template name="item"/></dd>
            </xsl:for-each>
          </div>
        </dl>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="tei:head | tei:item[1]/preceding-sibling::*[not(self::tei:label or self::tei:pb or self::tei:head
          or self::tei:headLabel or self::tei:headItem)]"/>
        <xsl:choose>
          <xsl:when test="@type = 'gloss' and tei:label"><xsl:call-template name="glossary"/></xsl:when>
          <xsl:otherwise><xsl:call-template name="items"/></xsl:otherwise>
        </xsl:choose>
        <xsl:apply-templates select="tei:item[last()]/following-sibling::*[not(self::tei:pb)] | self::*[not(tei:item)]/*[not(self::tei:head)]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="items">
    <xsl:variable name="first" select="substring(normalize-space(tei:item[1]), 1, 1)"/>
    <!-- the numbers and signs the text itself has are not set a second time -->
    <xsl:variable name="class">
      <xsl:choose>
        <xsl:when test="tei:label">labelled</xsl:when>
        <xsl:when test="(@type = 'ordered' or @rend = 'numbered') and not(contains('0123456789([•–—-', $first))">ordered</xsl:when>
        <xsl:when test="(@type = 'bulleted' or @rend = 'bulleted') and not(contains('([•–—-', $first))">bulleted</xsl:when>
        <xsl:otherwise>simple</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="rows" select="tei:item | tei:item[1]/following-sibling::*[not(self::tei:item)][following-sibling::tei:item]
      [not(self::tei:pb or self::tei:label[following-sibling::*[1][self::tei:item]])]"/>
    <xsl:choose>
      <xsl:when test="not($rows)"/>
      <xsl:when test="$class = 'ordered'">
        <ol class="{$class}">
          <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class" select="string($class)"/></xsl:apply-templates>
          <xsl:for-each select="$rows"><li><xsl:call-template name="item"/></li></xsl:for-each>
        </ol>
      </xsl:when>
      <xsl:otherwise>
        <ul class="{$class}">
          <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class" select="string($class)"/></xsl:apply-templates>
          <xsl:for-each select="$rows"><li><xsl:call-template name="item"/></li></xsl:for-each>
        </ul>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="glossary">
    <dl class="gloss">
      <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class">gloss</xsl:with-param></xsl:apply-templates>
      <xsl:if test="tei:headLabel or tei:headItem">
        <div class="column-heads">
          <dt><xsl:apply-templates select="tei:headLabel/node()"/></dt>
          <dd><xsl:apply-templates select="tei:headItem/node()"/></dd>
        </div>
      </xsl:if>
      <xsl:for-each select="tei:item">
        <div>
          <xsl:for-each select="preceding-sibling::*[1][self::tei:label]">
            <dt><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates select="preceding-sibling::*[1][self::tei:pb]" mode="carried"/><xsl:apply-templates/></dt>
          </xsl:for-each>
          <xsl:if test="not(preceding-sibling::*[1][self::tei:label])"><dt>–</dt></xsl:if>
          <dd>
            <xsl:apply-templates select="@*" mode="attributes"/>
            <xsl:apply-templates/>
            <xsl:if test="not(following-sibling::tei:item)"><xsl:apply-templates select="following-sibling::tei:pb"/></xsl:if>
          </dd>
        </div>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <!-- The content of the item that is the current node, with what stands between it and its neighbours. -->
  <xsl:template name="item">
    <xsl:apply-templates select="@*" mode="attributes"/>
    <xsl:choose>
      <xsl:when test="self::tei:item and not(preceding-sibling::*[1][self::tei:label or self::tei:pb])"><xsl:apply-templates/></xsl:when>
      <xsl:otherwise><xsl:call-template name="item-with-neighbours"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="not(following-sibling::tei:item[1])">
      <xsl:apply-templates select="following-sibling::tei:pb"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="item-with-neighbours">
    <xsl:variable name="label" select="preceding-sibling::*[1][self::tei:label]"/>
    <xsl:apply-templates select="($label | self::*[not($label)])/preceding-sibling::*[1][self::tei:pb]" mode="carried"/>
    <xsl:if test="$label">
      <xsl:apply-templates select="$label"/>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="not(self::tei:item)"><xsl:apply-templates select="."/></xsl:when>
      <xsl:when test="$label"><div class="item"><xsl:apply-templates/></div></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:item"><xsl:call-template name="phrase"/></xsl:template>
  <xsl:template match="tei:headLabel | tei:headItem"><xsl:call-template name="phrase"/></xsl:template>

  <xsl:template match="tei:list/tei:head | tei:table/tei:head" priority="1">
    <xsl:call-template name="paragraph"><xsl:with-param name="class">list-head</xsl:with-param></xsl:call-template>
  </xsl:template>

  <!-- Page breaks before an item, the first of them first. -->
  <xsl:template match="tei:pb" mode="carried">
    <xsl:apply-templates select="preceding-sibling::*[1][self::tei:pb]" mode="carried"/>
    <xsl:apply-templates select="."/>
  </xsl:template>

  <xsl:template match="tei:label"><xsl:call-template name="phrase"/></xsl:template>

</xsl:stylesheet>
