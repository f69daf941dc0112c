<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists and tables (TEI Guidelines 3.8, 14.1). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template mode="flow" match="tei:list">
    <group>
      <xsl:apply-templates mode="flow" select="tei:head"/>
      <list>
        <xsl:if test="@type = 'ordered' or contains(concat(' ', @rend, ' '), ' numbered ')">
          <xsl:attribute name="type">ordered</xsl:attribute>
        </xsl:if>
        <xsl:apply-templates mode="flow" select="node()[not(self::tei:head or self::tei:trailer)]"/>
      </list>
      <xsl:apply-templates mode="flow" select="tei:trailer"/>
    </group>
  </xsl:template>

  <!-- A list within a sentence. -->
  <xsl:template mode="flow" match="tei:list[@type = 'inline'] | tei:list[@type = 'inline']/tei:item">
    <xsl:value-of select="$space"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="$space"/>
  </xsl:template>

  <!-- The label of an item is the one before it, or the number it has. -->
  <xsl:template mode="flow" match="tei:item">
    <xsl:variable name="label" select="preceding-sibling::*[1][self::tei:label]"/>
    <item>
      <xsl:if test="@n and not($label)"><xsl:attribute name="label"><xsl:value-of select="@n"/></xsl:attribute></xsl:if>
      <xsl:if test="$label">
        <label><xsl:apply-templates mode="flow" select="$label/node()"/></label>
        <xsl:value-of select="$space"/>
      </xsl:if>
      <xsl:apply-templates mode="flow"/>
    </item>
  </xsl:template>

  <xsl:template mode="flow" match="tei:label[following-sibling::*[1][self::tei:item]]"/>
  <xsl:template mode="flow" match="tei:list/tei:headLabel | tei:list/tei:headItem">
    <p class="caption"><xsl:apply-templates mode="flow"/></p>
  </xsl:template>

  <xsl:template mode="flow" match="tei:table">
    <group>
      <xsl:apply-templates mode="flow" select="tei:head"/>
      <table><xsl:apply-templates mode="flow" select="tei:row | tei:pb"/></table>
      <xsl:apply-templates mode="flow" select="*[not(self::tei:head or self::tei:row or self::tei:pb)]"/>
    </group>
  </xsl:template>

  <xsl:template mode="flow" match="tei:row">
    <row>
      <xsl:if test="@role = 'label'"><xsl:attribute name="head">yes</xsl:attribute></xsl:if>
      <xsl:apply-templates mode="flow" select="* | text()[normalize-space()]"/>
    </row>
  </xsl:template>

  <xsl:template mode="flow" match="tei:cell">
    <cell>
      <xsl:if test="@cols &gt; 1"><xsl:attribute name="cols"><xsl:value-of select="@cols"/></xsl:attribute></xsl:if>
      <xsl:apply-templates mode="flow"/>
    </cell>
  </xsl:template>

</xsl:stylesheet>
