<?xml version="1.0" encoding="UTF-8"?>
<!--
  What is a block and what is a phrase. HTML allows no list, table or paragraph in a p or a span: what holds one is a div.

  Mode "block" gives something for an element that is shown as a block or holds one. A file that adds a block to the
  page adds its name here.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="*" mode="block"><xsl:apply-templates select="*" mode="block"/></xsl:template>

  <!-- always blocks -->
  <xsl:template mode="block" match="tei:p | tei:ab | tei:l | tei:lg | tei:sp | tei:spGrp | tei:table | tei:floatingText | tei:div
      | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7 | tei:castList | tei:eg | tei:msDesc
      | tei:entry | tei:superEntry | tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listObject
      | tei:listNym | tei:listWit | tei:listApp | tei:listRelation | tei:graph | tei:tree | tei:eTree | tei:forest | tei:listForest
      | tei:object | tei:schemaSpec | tei:specGrp | tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec | tei:moduleSpec
      | tei:specList | tei:annotationBlock | tei:linkGrp | tei:post | tei:titlePage">1</xsl:template>

  <xsl:template mode="block" match="tei:list"><xsl:if test="not(@type = 'inline')">1</xsl:if></xsl:template>

  <!-- blocks if they stand by themselves, phrases if they stand in a line -->
  <xsl:template mode="block" match="tei:stage | tei:camera | tei:caption | tei:sound | tei:tech | tei:view | tei:dateline
      | tei:salute | tei:signed | tei:byline | tei:trailer | tei:quote | tei:q | tei:said | tei:cit | tei:bibl | tei:biblStruct
      | tei:biblFull | tei:desc | tei:fw | tei:address | tei:notatedMusic | tei:u | tei:writing
      | tei:incident | tei:kinesic | tei:vocal | tei:interp | tei:span
      | tei:docAuthor | tei:docDate | tei:meeting | tei:join
      | tei:argument | tei:epigraph">
    <xsl:choose>
      <!-- a division holds no text of its own -->
      <xsl:when test="parent::tei:div">1</xsl:when>
      <xsl:when test="(parent::tei:opener or parent::tei:closer or parent::tei:body or parent::tei:sp or parent::tei:postscript
          or parent::tei:front or parent::tei:back or parent::tei:cit or parent::tei:epigraph or parent::tei:titlePage or parent::tei:argument
          or parent::tei:lg or parent::tei:quote or parent::tei:floatingText or parent::tei:group or parent::tei:spGrp or parent::tei:castList
          or parent::tei:div1 or parent::tei:div2 or parent::tei:div3 or parent::tei:div4 or parent::tei:div5 or parent::tei:div6 or parent::tei:div7
          or parent::tei:prologue or parent::tei:epilogue or parent::tei:performance or parent::tei:set or parent::tei:list or parent::tei:table
          or parent::tei:listBibl or parent::tei:note[tei:p] or parent::tei:figure or parent::tei:standOff or parent::tei:post
          or parent::tei:spanGrp or parent::tei:interpGrp or parent::tei:joinGrp or parent::tei:altGrp or parent::tei:linkGrp
          or parent::tei:annotationBlock) and not(../text()[normalize-space()])">1</xsl:when>
      <xsl:otherwise><xsl:apply-templates select="*" mode="block"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A block or a phrase, as it stands; named by its class. -->
  <xsl:template name="either">
    <xsl:variable name="block"><xsl:apply-templates select="." mode="block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = ''">
        <span class="{local-name()}">
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:apply-templates/>
        </span>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="paragraph"><xsl:with-param name="class" select="local-name()"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A phrase: $element, or a div if it holds a block. -->
  <xsl:template name="phrase">
    <xsl:param name="element" select="'span'"/>
    <xsl:param name="class" select="local-name()"/>
    <xsl:variable name="blocks"><xsl:apply-templates select="*" mode="block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$blocks = ''">
        <xsl:element name="{$element}">
          <xsl:if test="$element = 'span'"><xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute></xsl:if>
          <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class" select="$class"/></xsl:apply-templates>
          <xsl:apply-templates/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="block"><xsl:with-param name="class" select="$class"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="block">
    <xsl:param name="class" select="local-name()"/>
    <div class="{$class}">
      <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class" select="$class"/></xsl:apply-templates>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A paragraph: a p, or a div if it holds a block. -->
  <xsl:template name="paragraph">
    <xsl:param name="class"/>
    <xsl:variable name="blocks"><xsl:apply-templates select="*" mode="block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$blocks != ''">
        <xsl:call-template name="block"><xsl:with-param name="class" select="normalize-space(concat('p ', $class))"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <p>
          <xsl:if test="$class"><xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute></xsl:if>
          <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class" select="$class"/></xsl:apply-templates>
          <xsl:apply-templates/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The children of an element that holds no text of its own, with a space between them. -->
  <xsl:template name="spaced">
    <xsl:param name="between" select="' '"/>
    <xsl:choose>
      <xsl:when test="text()[normalize-space()]"><xsl:apply-templates/></xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="*">
          <xsl:if test="position() &gt; 1"><xsl:value-of select="$between"/></xsl:if>
          <xsl:apply-templates select="."/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
