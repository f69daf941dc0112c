<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists (TEI Guidelines 3.8): an empty line before and after, each item on a line of its own. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template mode="flow" match="tei:list | tei:table | tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg
      | tei:listEvent | tei:listObject | tei:listNym | tei:listWit | tei:listApp | tei:listForest">
    <xsl:call-template name="open-block"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="$block"/>
  </xsl:template>

  <xsl:template mode="flow" match="tei:item | tei:label | tei:headLabel | tei:headItem">
    <xsl:call-template name="open-line"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="$line"/>
  </xsl:template>

  <xsl:template mode="flow" priority="1" match="tei:list/tei:head | tei:table/tei:head">
    <xsl:call-template name="open-line"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="$line"/>
  </xsl:template>

</xsl:stylesheet>
