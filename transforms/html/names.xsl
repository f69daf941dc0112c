<?xml version="1.0" encoding="UTF-8"?>
<!--
  Names (TEI Guidelines 3.6 and 14.1): a name whose @ref leads to an entry on this page (html/registers.xsl) is a link to
  it; one that leads to an authority on the web is a link there. What was concluded and not stated is marked (22.2).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:term | tei:rs | tei:name | tei:geogName | tei:objectName | tei:eventName">
    <xsl:choose>
      <!-- a link holds no link: one with elements in it is none -->
      <xsl:when test="contains($entries, concat(' ', @ref, ' ')) and not(*)">
        <a class="{local-name()}" href="{@ref}">
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:when test="*"><xsl:call-template name="phrase"/></xsl:when>
      <xsl:when test="not(@ref)"><xsl:call-template name="name"/></xsl:when>
      <xsl:when test="starts-with(@ref, 'https://') or starts-with(@ref, 'http://')">
        <a class="{local-name()}" href="{substring-before(concat(normalize-space(@ref), ' '), ' ')}">
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <!-- an entry of a list that stands in the text or beside it -->
      <xsl:when test="starts-with(@ref, '#') and key('id', substring-after(@ref, '#'))/parent::*[(self::tei:person or self::tei:personGrp or self::tei:org
          or self::tei:place) and ancestor::*[self::tei:text or self::tei:standOff] or (self::tei:item or self::tei:event or self::tei:object)
          and ancestor::tei:text]">
        <a class="{local-name()}" href="{@ref}">
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The link of a reference around it goes first. -->
  <xsl:template match="tei:ref//tei:persName | tei:ref//tei:placeName | tei:ref//tei:orgName | tei:ref//tei:term | tei:ref//tei:rs | tei:ref//tei:name
      | tei:ref//tei:geogName | tei:ref//tei:objectName | tei:ref//tei:eventName">
    <xsl:choose>
      <xsl:when test="*"><xsl:call-template name="phrase"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A name that leads nowhere and holds no element. -->
  <xsl:template name="name">
    <span class="{local-name()}">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- Certainty, shown with the normal form if there is one. -->
  <xsl:template match="@cert" mode="attributes">
    <xsl:attribute name="data-cert"><xsl:value-of select="."/></xsl:attribute>
    <xsl:attribute name="title">
      <xsl:choose>
        <xsl:when test="../@when"><xsl:value-of select="concat(../@when, ' (inferred; certainty: ', ., ')')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="concat('Inferred; certainty: ', .)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>
  <xsl:template match="@evidence" mode="attributes">
    <xsl:if test=". = 'conjecture' and not(../@cert)">
      <xsl:attribute name="data-cert"/>
      <xsl:attribute name="title"><xsl:value-of select="normalize-space(concat(../@when, ' inferred'))"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- The same, for a template that makes the link itself. -->
  <xsl:template name="certainty"><xsl:apply-templates select="@cert | @evidence" mode="attributes"/></xsl:template>

  <!-- The parts of names, and facts about persons and places. -->
  <xsl:template match="tei:surname | tei:forename | tei:roleName | tei:addName | tei:genName | tei:nameLink | tei:affiliation | tei:settlement
      | tei:district | tei:region | tei:country | tei:bloc | tei:geogFeat | tei:offset | tei:location | tei:geo | tei:street | tei:postCode
      | tei:postBox | tei:birth | tei:death | tei:age | tei:sex | tei:gender | tei:persPronouns | tei:nationality | tei:occupation
      | tei:residence | tei:education | tei:faith | tei:floruit | tei:socecStatus | tei:langKnown | tei:langKnowledge | tei:state | tei:trait
      | tei:climate | tei:terrain | tei:population | tei:persona | tei:objectIdentifier">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <xsl:template match="tei:email">
    <xsl:choose>
      <xsl:when test="not(*) and not(ancestor::tei:ref) and contains(., '@')"><a href="mailto:{normalize-space()}"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></a></xsl:when>
      <xsl:otherwise><xsl:call-template name="phrase"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
