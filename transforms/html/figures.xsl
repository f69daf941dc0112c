<?xml version="1.0" encoding="UTF-8"?>
<!--
  Figures, formulae and music (TEI Guidelines 14). The description of a figure is the text that stands for its image;
  without an image it is shown. MathML is shown as such, any other notation as it is written.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:mml="http://www.w3.org/1998/Math/MathML" exclude-result-prefixes="tei mml">

  <xsl:template match="tei:figure">
    <xsl:variable name="block"><xsl:apply-templates select="." mode="block"/></xsl:variable>
    <xsl:variable name="images" select="tei:graphic | tei:binaryObject | tei:media"/>
    <xsl:choose>
      <xsl:when test="$block = ''">
        <span class="figure"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates select="$images | *[not($images)]"/></span>
      </xsl:when>
      <xsl:otherwise>
        <figure>
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:apply-templates select="$images"/>
          <xsl:variable name="words" select="*[not(self::tei:graphic or self::tei:binaryObject or self::tei:media or self::tei:figDesc[$images])]"/>
          <xsl:if test="$words"><figcaption><xsl:apply-templates select="$words"/></figcaption></xsl:if>
        </figure>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A figure in a line is a phrase if it is no more than an image. -->
  <xsl:template match="tei:figure" mode="block">
    <xsl:if test="not(parent::tei:p or parent::tei:ab or parent::tei:head or parent::tei:hi or parent::tei:seg or parent::tei:note or parent::tei:cell)
      or tei:head or tei:p or tei:figure or tei:ab">1</xsl:if>
  </xsl:template>

  <xsl:template match="tei:figDesc"><xsl:call-template name="phrase"/></xsl:template>

  <xsl:template match="tei:graphic">
    <img src="{@url}" loading="lazy">
      <xsl:apply-templates select="@xml:id" mode="attributes"/>
      <xsl:attribute name="alt">
        <xsl:choose>
          <xsl:when test="tei:desc"><xsl:value-of select="normalize-space(tei:desc)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="normalize-space(../tei:figDesc)"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
    </img>
    <!-- both descriptions are kept -->
    <xsl:if test="tei:desc and ../tei:figDesc"><span class="figDesc"><xsl:apply-templates select="../tei:figDesc/node()"/></span></xsl:if>
  </xsl:template>

  <xsl:template match="tei:binaryObject">
    <xsl:choose>
      <xsl:when test="starts-with(@mimeType, 'image/') and not(@encoding and @encoding != 'base64')">
        <img src="data:{@mimeType};base64,{translate(normalize-space(text()), ' ', '')}" alt="{normalize-space(../tei:figDesc)}"/>
      </xsl:when>
      <xsl:otherwise><span class="binaryObject">[data: <xsl:value-of select="@mimeType"/>]</span></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <xsl:template match="tei:media">
    <xsl:choose>
      <xsl:when test="starts-with(@mimeType, 'audio/')"><audio controls="controls" preload="none" src="{@url}"/></xsl:when>
      <xsl:when test="starts-with(@mimeType, 'video/')"><video controls="controls" preload="none" src="{@url}"/></xsl:when>
      <xsl:when test="starts-with(@mimeType, 'image/')"><img src="{@url}" alt="{normalize-space(tei:desc)}"/></xsl:when>
      <xsl:otherwise><a href="{@url}"><xsl:value-of select="@url"/></a></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="not(starts-with(@mimeType, 'image/'))"><xsl:text> </xsl:text><xsl:apply-templates/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:formula">
    <xsl:choose>
      <xsl:when test="contains(@rend, 'display') or contains(@rend, 'block')">
        <span class="formula display">
          <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class">formula display</xsl:with-param></xsl:apply-templates>
          <xsl:apply-templates/>
          <xsl:if test="@n"><span class="number"><xsl:value-of select="concat(' ', @n)"/></span></xsl:if>
        </span>
      </xsl:when>
      <xsl:otherwise><span class="formula"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:formula" mode="block"/>

  <!-- MathML as HTML has it: without prefixes, links and scripts, and only by the names it knows. -->
  <xsl:template match="mml:*">
    <xsl:variable name="element">
      <xsl:choose>
        <xsl:when test="contains(' math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose
          msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mlabeledtr semantics annotation ',
          concat(' ', local-name(), ' '))"><xsl:value-of select="local-name()"/></xsl:when>
        <xsl:otherwise>mrow</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:for-each select="@*[not(starts-with(name(), 'on') or contains(name(), 'href') or name() = 'src' or contains(name(), ':'))]">
        <xsl:attribute name="{name()}"><xsl:value-of select="."/></xsl:attribute>
      </xsl:for-each>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:notatedMusic">
    <xsl:call-template name="either"/>
  </xsl:template>

</xsl:stylesheet>
