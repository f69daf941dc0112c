<?xml version="1.0" encoding="UTF-8"?>
<!--
  Records: elements that describe, such as those of the header (TEI Guidelines 2), of manuscript descriptions (11) and of
  specifications (23), as labels and values. An element with text is a value, one without has its parts as a list in the list.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="*" mode="field">
    <div class="{local-name()}">
      <xsl:apply-templates select="@*" mode="attributes"/>
      <dt><xsl:call-template name="label"/></dt>
      <dd>
        <xsl:choose>
          <xsl:when test="not(node())"><xsl:call-template name="values"/></xsl:when>
          <xsl:when test="not(*) or text()[normalize-space()] or tei:p or tei:ab or tei:list or tei:ref or tei:g"><xsl:apply-templates/></xsl:when>
          <xsl:otherwise><dl><xsl:apply-templates select="*" mode="field"/></dl></xsl:otherwise>
        </xsl:choose>
      </dd>
    </div>
  </xsl:template>

  <!-- What is shown as a whole, in its own way -->
  <xsl:template match="tei:listBibl | tei:bibl | tei:biblStruct | tei:listPerson | tei:listPlace | tei:listOrg | tei:persName | tei:orgName
      | tei:placeName | tei:date | tei:egXML | tei:figure | tei:graphic" mode="field">
    <div class="{local-name()}">
      <dt><xsl:call-template name="label"/></dt>
      <dd>
        <xsl:choose>
          <xsl:when test="node() or self::tei:graphic"><xsl:apply-templates select="."/></xsl:when>
          <xsl:otherwise><xsl:call-template name="values"/></xsl:otherwise>
        </xsl:choose>
      </dd>
    </div>
  </xsl:template>

  <!-- The attributes of an element that says everything by them. -->
  <xsl:template name="values">
    <xsl:for-each select="@*[not(name() = 'xml:id')]">
      <xsl:if test="position() &gt; 1"><xsl:text>; </xsl:text></xsl:if>
      <xsl:value-of select="concat(name(), ': ', .)"/>
    </xsl:for-each>
    <xsl:if test="not(@*[not(name() = 'xml:id')])">–</xsl:if>
  </xsl:template>

  <!-- What an element is called on the page; its type, its language and its name follow. -->
  <xsl:template name="label">
    <xsl:variable name="known" select="substring-before(substring-after(concat(
      '|accMat=Accompanying material|acquisition=Acquisition|additional=Further information|additions=Additions|addName=Also called',
      '|adminInfo=Administration|altIdentifier=Other identifier|appInfo=Software|authority=Authority|availability=Availability',
      '|bindingDesc=Binding|biblScope=Extent cited|catDesc=Description|change=Change|charDecl=Characters|classCode=Class|classDecl=Classifications',
      '|collation=Collation|condition=Condition|correspAction=Correspondence|correspDesc=Correspondence|creation=Creation|custEvent=Custody',
      '|custodialHist=History of custody|decoDesc=Decoration|decoNote=Decoration|editionStmt=Edition|editorialDecl=Editorial practice',
      '|encodingDesc=Encoding|fileDesc=File|foliation=Foliation|handDesc=Hands|handNote=Hand|handNotes=Hands|idno=Shelfmark or number',
      '|langUsage=Languages|layoutDesc=Layout|listPrefixDef=Prefixes|locus=Folios|msContents=Contents|msDesc=Manuscript|msFrag=Fragment',
      '|msIdentifier=Identifier|msItem=Item|msItemStruct=Item|msName=Name|msPart=Part|musicNotation=Musical notation|notesStmt=Notes',
      '|objectDesc=Object|origDate=Date of origin|origPlace=Place of origin|particDesc=Participants|persName=Name|physDesc=Physical description',
      '|placeName=Place|profileDesc=Profile|projectDesc=Project|publicationStmt=Publication|pubPlace=Place of publication',
      '|recordHist=History of the record|refsDecl=References|resp=Responsibility|respStmt=Responsibility|revisionDesc=Revisions',
      '|samplingDecl=Sampling|scriptDesc=Scripts|scriptNote=Script|sealDesc=Seals|secFol=Second folio|seriesStmt=Series|settingDesc=Settings',
      '|sourceDesc=Source|supportDesc=Support|tagsDecl=Tags and renditions|textClass=Classification|textDesc=Kind of text|textLang=Language',
      '|titleStmt=Title|typeDesc=Type|typeNote=Type|unitDecl=Units|xenoData=Other metadata|'),
      concat('|', local-name(), '=')), '|')"/>
    <xsl:choose>
      <xsl:when test="$known"><xsl:value-of select="$known"/></xsl:when>
      <!-- a plain word is its own label -->
      <xsl:otherwise>
        <xsl:value-of select="concat(translate(substring(local-name(), 1, 1), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
          substring(local-name(), 2))"/>
      </xsl:otherwise>
    </xsl:choose>
    <!-- a second one of the same name is told apart by its number -->
    <xsl:variable name="name" select="local-name()"/>
    <xsl:variable name="earlier" select="count(preceding-sibling::*[local-name() = $name])"/>
    <xsl:if test="$earlier"><xsl:value-of select="concat(' ', $earlier + 1)"/></xsl:if>
    <xsl:if test="(@type | @n | @ident | @name)[1] and node()"><xsl:value-of select="concat(' (', (@type | @n | @ident | @name)[1], ')')"/></xsl:if>
  </xsl:template>

  <!-- Elements of the header, where they stand in a text or in one another. -->
  <xsl:template match="tei:handNote | tei:catDesc | tei:category | tei:taxonomy | tei:abstract
      | tei:correspDesc | tei:availability">
    <xsl:call-template name="block"/>
  </xsl:template>
  <xsl:template match="tei:licence | tei:change | tei:extent | tei:edition | tei:sponsor | tei:funder | tei:principal | tei:authority
      | tei:distributor | tei:classCode | tei:language | tei:idno | tei:keywords | tei:calendar | tei:interaction | tei:purpose | tei:channel
      | tei:constitution | tei:derivation | tei:domain | tei:factuality | tei:preparedness | tei:locale | tei:activity | tei:xenoData
      | tei:geoDecl | tei:creation | tei:rendition | tei:tagUsage | tei:setting">
    <xsl:call-template name="phrase"/>
  </xsl:template>
  <xsl:template mode="block" match="tei:handNote | tei:catDesc | tei:category | tei:taxonomy | tei:abstract | tei:correspDesc | tei:availability">1</xsl:template>

</xsl:stylesheet>
