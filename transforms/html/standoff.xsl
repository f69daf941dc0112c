<?xml version="1.0" encoding="UTF-8"?>
<!-- Stand-off (TEI Guidelines 16.10): lists, notes and annotations kept beside the text stand below it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:standOff">
    <div class="standOff">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

</xsl:stylesheet>
