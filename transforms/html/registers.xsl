<?xml version="1.0" encoding="UTF-8"?>
<!--
  Lists of persons, places, organisations, objects, events and terms (TEI Guidelines 14.3). Those of the header stand below
  the text, because its names lead to them; those in a text or in its stand-off stand in their place.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <!-- The @xml:id itself, for what is looked up seldom; an id() would need a parser that collects them. A key is made faster
       by a path than by a condition that is tried on every element. -->
  <xsl:key name="id" match="*/@xml:id" use="."/>

  <!-- Where a name can lead below the text: " #p_NRM1 #t_SALT1 ". A string is searched in less time than a key is made. -->
  <xsl:variable name="entries" select="string($entry-ids)"/>
  <xsl:variable name="entry-ids">
    <xsl:for-each select="$participants/descendant::tei:person | $participants/descendant::tei:personGrp[@xml:id] | $participants/descendant::tei:org[@xml:id]
        | $header/tei:profileDesc/tei:settingDesc/descendant::tei:place | $terms">
      <xsl:text> #</xsl:text>
      <xsl:value-of select="@xml:id"/>
    </xsl:for-each>
    <xsl:text> </xsl:text>
  </xsl:variable>
  <xsl:variable name="participants" select="$header/tei:profileDesc/tei:particDesc | /tei:teiCorpus/tei:TEI/tei:teiHeader/tei:profileDesc/tei:particDesc"/>
  <xsl:variable name="terms" select="/*/tei:teiHeader/tei:encodingDesc/tei:classDecl/tei:taxonomy/descendant::tei:category[tei:catDesc/tei:term]"/>

  <xsl:template name="registers">
    <xsl:variable name="profile" select="$header/tei:profileDesc | /tei:teiCorpus/tei:TEI/tei:teiHeader/tei:profileDesc"/>
    <xsl:variable name="persons" select="$participants/descendant::tei:person | $participants/descendant::tei:personGrp | $participants/descendant::tei:relation"/>
    <xsl:if test="$persons">
      <xsl:call-template name="register">
        <xsl:with-param name="id">list-of-persons</xsl:with-param>
        <xsl:with-param name="heading">Persons</xsl:with-param>
        <xsl:with-param name="entries" select="$persons"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="places" select="$profile/tei:settingDesc/descendant::tei:place[not(parent::tei:place)]"/>
    <xsl:if test="$places">
      <xsl:call-template name="register">
        <xsl:with-param name="id">list-of-places</xsl:with-param>
        <xsl:with-param name="heading">Places</xsl:with-param>
        <xsl:with-param name="entries" select="$places"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="organisations" select="$participants/descendant::tei:org[not(parent::tei:org)]"/>
    <xsl:if test="$organisations">
      <xsl:call-template name="register">
        <xsl:with-param name="id">list-of-organisations</xsl:with-param>
        <xsl:with-param name="heading">Organisations</xsl:with-param>
        <xsl:with-param name="entries" select="$organisations"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$terms">
      <xsl:call-template name="register">
        <xsl:with-param name="id">list-of-terms</xsl:with-param>
        <xsl:with-param name="heading">Terms</xsl:with-param>
        <xsl:with-param name="entries" select="$terms"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="register">
    <xsl:param name="id"/>
    <xsl:param name="heading"/>
    <xsl:param name="entries"/>
    <section class="persons" aria-labelledby="{$id}">
      <h2 id="{$id}"><xsl:value-of select="$heading"/></h2>
      <ul><xsl:apply-templates select="$entries" mode="entry"/></ul>
    </section>
  </xsl:template>

  <!-- An entry: its names in bold, then what is said about it. -->
  <xsl:template match="*" mode="entry">
    <li>
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:apply-templates select="*" mode="entry-part"/>
    </li>
  </xsl:template>

  <xsl:template match="tei:relation" mode="entry">
    <li>
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:value-of select="translate(concat(@active, ' ', @mutual), '#', '')"/>
      <b><xsl:value-of select="concat(' ', @name, ' ')"/></b>
      <xsl:value-of select="translate(@passive, '#', '')"/>
      <xsl:apply-templates select="*" mode="entry-part"/>
    </li>
  </xsl:template>

  <xsl:template match="tei:category" mode="entry">
    <li>
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:apply-templates select="tei:catDesc/* | *[not(self::tei:catDesc or self::tei:category)]" mode="entry-part"/>
    </li>
  </xsl:template>

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:eventName | tei:objectIdentifier | tei:name | tei:label | tei:term" mode="entry-part">
    <xsl:if test="position() &gt; 1">, </xsl:if>
    <b><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></b>
  </xsl:template>

  <!-- the two that every entry of an edition made here has -->
  <xsl:template match="tei:gloss | tei:note" mode="entry-part">
    <xsl:text> </xsl:text>
    <span class="description"><xsl:apply-templates select="@xml:*" mode="attributes"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="*" mode="entry-part">
    <xsl:variable name="blocks"><xsl:apply-templates select="*" mode="block"/></xsl:variable>
    <xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
    <xsl:choose>
      <xsl:when test="$blocks = ''"><span class="description"><xsl:call-template name="description"/></span></xsl:when>
      <xsl:otherwise><div class="description"><xsl:call-template name="description"/></div></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="description">
    <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class">description</xsl:with-param></xsl:apply-templates>
    <xsl:choose>
      <xsl:when test="self::tei:birth">born </xsl:when>
      <xsl:when test="self::tei:death">died </xsl:when>
    </xsl:choose>
    <xsl:choose>
      <xsl:when test="*"><xsl:call-template name="spaced"/></xsl:when>
      <xsl:when test="node()"><xsl:apply-templates/></xsl:when>
      <xsl:otherwise><xsl:value-of select="(@when | @from | @notBefore | @value)[1]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Entries within an entry, and what is a block, keep their own form. -->
  <xsl:template match="tei:place | tei:org | tei:event | tei:listEvent | tei:listPlace | tei:listOrg | tei:listPerson | tei:p | tei:listBibl | tei:figure
      | tei:bibl" mode="entry-part">
    <xsl:text> </xsl:text>
    <xsl:apply-templates select="."/>
  </xsl:template>

  <xsl:template match="tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listObject | tei:listNym | tei:listWit | tei:listApp
      | tei:listRelation | tei:listAnnotation">
    <xsl:apply-templates select="tei:head"/>
    <ul class="entries">
      <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class">entries</xsl:with-param></xsl:apply-templates>
      <xsl:for-each select="*[not(self::tei:head)]">
        <xsl:choose>
          <xsl:when test="self::tei:person or self::tei:personGrp or self::tei:place or self::tei:org or self::tei:event or self::tei:nym or self::tei:relation
              or self::tei:witness">
            <xsl:apply-templates select="." mode="entry"/>
          </xsl:when>
          <xsl:otherwise><li><xsl:apply-templates select="."/></li></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="tei:witness" mode="entry">
    <li>
      <xsl:apply-templates select="@*" mode="attributes"/>
      <xsl:if test="@xml:id"><b><xsl:value-of select="@xml:id"/></b><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <xsl:template match="tei:person | tei:personGrp | tei:place | tei:org | tei:event | tei:nym | tei:relation | tei:witness">
    <span class="{local-name()}"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates select="*" mode="entry-part"/></span>
  </xsl:template>

</xsl:stylesheet>
