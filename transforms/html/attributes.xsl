<?xml version="1.0" encoding="UTF-8"?>
<!--
  Attributes that every element has (TEI Guidelines 1.3.1.1): @xml:id becomes the id, unchanged; @xml:lang the language
  and, where its script asks for it, the direction; @rend and @rendition classes; @style, of which only plain CSS is kept.
  Every other attribute is for the template of its element.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="@*" mode="attributes"/>

  <xsl:template match="@xml:id" mode="attributes">
    <xsl:attribute name="id"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@rend | @rendition" mode="attributes">
    <xsl:param name="class" select="local-name(..)"/>
    <xsl:attribute name="class">
      <xsl:value-of select="normalize-space(concat($class, ' ', ../@rend, ' ', translate(../@rendition, '#', '')))"/>
    </xsl:attribute>
  </xsl:template>

  <xsl:template match="@xml:lang" mode="attributes">
    <xsl:attribute name="lang"><xsl:value-of select="."/></xsl:attribute>
    <xsl:choose>
      <xsl:when test="contains(., '-') or contains($right-to-left, concat(' ', ., ' '))">
        <xsl:variable name="direction"><xsl:call-template name="direction"/></xsl:variable>
        <xsl:if test="$direction = 'rtl'"><xsl:attribute name="dir">rtl</xsl:attribute></xsl:if>
      </xsl:when>
      <!-- back to the other direction within a text from right to left -->
      <xsl:when test="../ancestor::*[@xml:lang]">
        <xsl:variable name="around">
          <xsl:call-template name="direction"><xsl:with-param name="language" select="../ancestor::*[@xml:lang][1]/@xml:lang"/></xsl:call-template>
        </xsl:variable>
        <xsl:if test="$around = 'rtl'"><xsl:attribute name="dir">ltr</xsl:attribute></xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- languages written from right to left, unless their tag names another script (BCP 47: az-Arab, ku-Latn) -->
  <xsl:variable name="right-to-left" select="' ar arc ckb dv fa he iw ji nqo ps sam sd syc syr ug ur yi '"/>

  <xsl:template name="direction">
    <xsl:param name="language" select="string(.)"/>
    <xsl:variable name="subtags" select="concat('-', $language, '-')"/>
    <xsl:choose>
      <xsl:when test="contains($subtags, '-Latn-') or contains($subtags, '-Cyrl-')">ltr</xsl:when>
      <xsl:when test="contains($right-to-left, concat(' ', substring-before(concat($language, '-'), '-'), ' '))
        or contains($subtags, '-Arab-') or contains($subtags, '-Hebr-') or contains($subtags, '-Syrc-')
        or contains($subtags, '-Thaa-') or contains($subtags, '-Nkoo-') or contains($subtags, '-Adlm-')">rtl</xsl:when>
      <xsl:otherwise>ltr</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="@style" mode="attributes">
    <xsl:variable name="declarations">
      <xsl:call-template name="declarations"/>
    </xsl:variable>
    <xsl:if test="string($declarations)">
      <xsl:attribute name="style"><xsl:value-of select="$declarations"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- The declarations of $css that fetch nothing, close nothing and hide nothing, or those of them that set a colour. -->
  <xsl:template name="declarations">
    <xsl:param name="css" select="string(.)"/>
    <xsl:param name="colours" select="'with'"/>
    <xsl:variable name="declaration" select="normalize-space(substring-before(concat($css, ';'), ';'))"/>
    <xsl:variable name="plain" select="translate($declaration, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
    <xsl:variable name="property" select="normalize-space(substring-before($plain, ':'))"/>
    <xsl:variable name="colour" select="contains($property, 'color') or contains($property, 'background')"/>
    <xsl:if test="$property and translate($plain, '{}&lt;&gt;@\/', '') = $plain and not(contains($plain, 'url')
        or contains($plain, 'image-set') or contains($plain, 'expression') or contains($property, 'binding')
        or contains($property, 'behavior') or $property = 'position' or $property = 'content' or $property = 'display'
        or $property = 'visibility')
        and ($colours = 'with' or ($colours = 'only') = $colour)">
      <xsl:value-of select="concat($declaration, '; ')"/>
    </xsl:if>
    <xsl:if test="contains($css, ';')">
      <xsl:call-template name="declarations">
        <xsl:with-param name="css" select="substring-after($css, ';')"/>
        <xsl:with-param name="colours" select="$colours"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The renditions that the header declares in CSS (TEI Guidelines 2.3.4). A colour was chosen for white paper. -->
  <xsl:template name="renditions">
    <xsl:variable name="renditions" select="/*/tei:teiHeader/tei:encodingDesc/tei:tagsDecl//tei:rendition[@xml:id][not(@scheme) or @scheme = 'css']"/>
    <xsl:if test="$renditions">
      <style>
        <xsl:apply-templates select="$renditions" mode="css"/>
        <xsl:text>@media (prefers-color-scheme: light), print {&#10;</xsl:text>
        <xsl:apply-templates select="$renditions" mode="css"><xsl:with-param name="colours">only</xsl:with-param></xsl:apply-templates>
        <xsl:text>}</xsl:text>
      </style>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:rendition" mode="css">
    <xsl:param name="colours" select="'without'"/>
    <xsl:variable name="declarations">
      <xsl:call-template name="declarations">
        <xsl:with-param name="css" select="string(.)"/>
        <xsl:with-param name="colours" select="$colours"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="string($declarations)">
      <xsl:value-of select="concat('[class~=&quot;', @xml:id, '&quot;]')"/>
      <xsl:if test="@scope = 'before' or @scope = 'after' or @scope = 'first-line' or @scope = 'first-letter'">
        <xsl:value-of select="concat('::', @scope)"/>
      </xsl:if>
      <xsl:value-of select="concat(' { ', $declarations, '}&#10;')"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
