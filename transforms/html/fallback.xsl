<?xml version="1.0" encoding="UTF-8"?>
<!--
  What no template knows is shown all the same, in its place and marked with its name (data-tei); a message, one for each
  such element, becomes the diagnostic V001. To give it a form, import this stylesheet and add a template.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="*">
    <xsl:message><xsl:value-of select="concat('V001 ', name())"/></xsl:message>
    <xsl:variable name="blocks"><xsl:apply-templates select="*" mode="block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$blocks != '' or parent::tei:div or parent::tei:body or parent::tei:front or parent::tei:back or parent::tei:text or not(parent::*)">
        <div class="tei-{local-name()}" data-tei="{name()}"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></div>
      </xsl:when>
      <xsl:otherwise>
        <span class="tei-{local-name()}" data-tei="{name()}"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
