<?xml version="1.0" encoding="UTF-8"?>
<!--
  Elements that hold data in parts, often without white space between them: entries of a dictionary (TEI
  Guidelines 10), persons and places (14), manuscripts (11), bibliographic records (3.12.2), feature structures
  (19), specifications (23). One space parts what nothing else parts.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template name="parts">
    <xsl:for-each select="node()">
      <xsl:if test="self::* and preceding-sibling::node()[1]/self::*"><xsl:value-of select="$space"/></xsl:if>
      <xsl:apply-templates mode="flow" select="."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="flow" match="tei:entryFree | tei:analytic | tei:monogr | tei:imprint | tei:respStmt | tei:relatedItem
      | tei:form | tei:gramGrp | tei:sense | tei:hom | tei:re | tei:etym
      | tei:rdg | tei:measureGrp | tei:ruby | tei:location | tei:interpGrp | tei:spanGrp | tei:linkGrp | tei:joinGrp | tei:altGrp
      | tei:fs | tei:f | tei:vColl | tei:vNot | tei:vMerge | tei:vLabel
      | tei:msIdentifier | tei:msContents | tei:msItem | tei:msItemStruct | tei:physDesc | tei:history | tei:additional
      | tei:adminInfo | tei:msPart | tei:msFrag | tei:objectIdentifier
      | tei:node | tei:arc | tei:root | tei:iNode | tei:leaf | tei:eLeaf | tei:triangle
      | tei:attDef | tei:attList | tei:valList | tei:valItem | tei:classes | tei:paramList | tei:paramSpec
      | tei:listTranspose | tei:transpose | tei:model">
    <xsl:call-template name="parts"/>
  </xsl:template>

  <!-- A record that is an entry of a list begins a line. -->
  <xsl:template mode="flow" match="tei:castItem | tei:entry | tei:superEntry | tei:biblStruct | tei:biblFull | tei:person | tei:personGrp | tei:place | tei:org | tei:event
      | tei:object | tei:nym
      | tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec | tei:moduleSpec | tei:schemaSpec
      | tei:constraintSpec | tei:exemplum | tei:remarks">
    <xsl:value-of select="$line"/>
    <xsl:call-template name="parts"/>
    <xsl:value-of select="$line"/>
  </xsl:template>

</xsl:stylesheet>
