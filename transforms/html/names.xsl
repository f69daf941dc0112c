<?xml version="1.0" encoding="UTF-8"?>
<!-- Names (TEI Guidelines 3.6 and 14.1): a person with an entry in the list of persons is a link to it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>

  <xsl:variable name="persons" select="$header/tei:profileDesc/tei:particDesc//tei:person
    | $header/tei:profileDesc/tei:particDesc//tei:personGrp"/>

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:name | tei:rs | tei:roleName
      | tei:affiliation">
    <span class="{local-name()}">
      <xsl:call-template name="certainty"/>
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- A link holds no other link. -->
  <xsl:template match="tei:persName[starts-with(@ref, '#')]" priority="1">
    <xsl:variable name="person" select="key('id', substring(@ref, 2))[self::tei:person]"/>
    <xsl:choose>
      <xsl:when test="$person and not(ancestor::tei:ref or ancestor::tei:persName or .//tei:note or .//tei:ref)">
        <a class="persName" href="{@ref}">
          <xsl:call-template name="certainty"/>
          <xsl:apply-templates select="@xml:*" mode="attributes"/>
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span class="persName">
          <xsl:call-template name="certainty"/>
          <xsl:apply-templates select="@xml:*" mode="attributes"/>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What the encoder or an editor concluded is marked as such (TEI Guidelines 21.2). -->
  <xsl:template name="certainty">
    <xsl:if test="@cert or @evidence = 'conjecture'">
      <xsl:attribute name="data-cert"><xsl:value-of select="@cert"/></xsl:attribute>
      <xsl:attribute name="title">
        <xsl:text>Inferred</xsl:text>
        <xsl:if test="@cert"><xsl:value-of select="concat('; certainty: ', @cert)"/></xsl:if>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="persons">
    <xsl:if test="$persons">
      <section class="persons" aria-labelledby="list-of-persons">
        <h2 id="list-of-persons">Persons</h2>
        <ul>
          <xsl:for-each select="$persons">
            <li>
              <xsl:apply-templates select="@xml:*" mode="attributes"/>
              <b><xsl:apply-templates select="(tei:persName | tei:name)[1]/node()"/></b>
              <xsl:for-each select="*[not(self::tei:persName or self::tei:name)][normalize-space()]">
                <xsl:text> </xsl:text>
                <span class="description"><xsl:apply-templates/></span>
              </xsl:for-each>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
