<?xml version="1.0" encoding="UTF-8"?>
<!--
  Documentation of tags (TEI Guidelines 23): names of elements, attributes and values as code; examples as they are
  written; specifications as labels and values (html/fields.xsl).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:eg="http://www.tei-c.org/ns/Examples" exclude-result-prefixes="tei eg">

  <xsl:template match="tei:gi | tei:tag"><code class="{local-name()}">&lt;<xsl:apply-templates/>&gt;</code></xsl:template>
  <xsl:template match="tei:att"><code class="att">@<xsl:apply-templates/></code></xsl:template>
  <xsl:template match="tei:val"><code class="val">"<xsl:apply-templates/>"</code></xsl:template>
  <xsl:template match="tei:code | tei:ident"><code><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></code></xsl:template>

  <xsl:template match="tei:eg">
    <pre tabindex="0"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></pre>
  </xsl:template>

  <xsl:template match="eg:egXML">
    <pre tabindex="0" class="egXML"><code><xsl:apply-templates mode="written"/></code></pre>
  </xsl:template>
  <xsl:template match="eg:egXML" mode="block">1</xsl:template>

  <!-- An element as it is written. -->
  <xsl:template match="*" mode="written">
    <xsl:value-of select="concat('&lt;', name())"/>
    <xsl:for-each select="@*"><xsl:value-of select="concat(' ', name(), '=&quot;', ., '&quot;')"/></xsl:for-each>
    <xsl:choose>
      <xsl:when test="node()">
        <xsl:text>&gt;</xsl:text>
        <xsl:apply-templates mode="written"/>
        <xsl:value-of select="concat('&lt;/', name(), '&gt;')"/>
      </xsl:when>
      <xsl:otherwise>/&gt;</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec | tei:moduleSpec | tei:schemaSpec">
    <dl class="record spec">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <div><dt><xsl:value-of select="substring-before(local-name(), 'Spec')"/></dt><dd><code><xsl:value-of select="@ident"/></code></dd></div>
      <xsl:apply-templates select="*" mode="field"/>
    </dl>
  </xsl:template>
  <xsl:template match="tei:specGrp"><xsl:call-template name="block"/></xsl:template>
  <xsl:template match="tei:specGrpRef | tei:moduleRef | tei:classRef | tei:elementRef | tei:macroRef | tei:dataRef | tei:specDesc | tei:attRef | tei:memberOf">
    <code><xsl:value-of select="@target | @key | @name"/></code>
  </xsl:template>
  <xsl:template match="tei:specList">
    <ul class="simple"><xsl:for-each select="*"><li><xsl:apply-templates select="."/></li></xsl:for-each></ul>
  </xsl:template>
  <xsl:template match="tei:altIdent | tei:defaultVal | tei:valDesc | tei:constraint | tei:outputRendition"><xsl:call-template name="phrase"/></xsl:template>

</xsl:stylesheet>
