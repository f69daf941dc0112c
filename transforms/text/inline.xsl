<?xml version="1.0" encoding="UTF-8"?>
<!-- Phrases. Most pass their text by the built-in rule; here are those that do not. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template mode="flow" match="tei:lb"><xsl:value-of select="$line"/></xsl:template>

  <!-- Of two readings the one of the source (TEI Guidelines 3.5.1, 3.5.2, 3.6.5). -->
  <xsl:template mode="flow" match="tei:choice/tei:corr | tei:choice/tei:reg | tei:choice/tei:expan"/>

  <!-- An omission without words of its own must not pass unseen (TEI Guidelines 3.5.3). -->
  <xsl:template mode="flow" match="tei:gap[not(normalize-space())]">[…]</xsl:template>

</xsl:stylesheet>
