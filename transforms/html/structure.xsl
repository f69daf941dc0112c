<?xml version="1.0" encoding="UTF-8"?>
<!--
  Texts, divisions, headings and paragraphs (TEI Guidelines 4 and 3.1).

  A div of type "document" is an article with its own notes; any other outermost division has its notes at its end.
  A division with a heading is a section, one without a div. Headings follow one another without a gap: the level is the
  number of headings above, whatever the divisions are called.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:TEI | tei:text | tei:body | tei:front | tei:back"><xsl:apply-templates/></xsl:template>

  <xsl:template match="tei:group"><div class="group"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></div></xsl:template>

  <xsl:template match="tei:group/tei:text">
    <div class="text"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7 | tei:prologue | tei:epilogue">
    <xsl:choose>
      <xsl:when test="@type = 'document' and not(ancestor::tei:div[@type = 'document'])">
        <xsl:call-template name="document"/>
      </xsl:when>
      <xsl:when test="tei:head">
        <section class="{normalize-space(concat(local-name(), ' ', @type))}">
          <xsl:call-template name="division"/>
        </section>
      </xsl:when>
      <xsl:otherwise>
        <div class="{normalize-space(concat(local-name(), ' ', @type))}">
          <xsl:call-template name="division"/>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="division">
    <xsl:apply-templates select="@*" mode="attributes">
      <xsl:with-param name="class" select="normalize-space(concat(local-name(), ' ', @type))"/>
    </xsl:apply-templates>
    <xsl:apply-templates/>
    <xsl:if test="not(ancestor::tei:div or ancestor::tei:div1 or ancestor::tei:prologue or ancestor::tei:epilogue)">
      <xsl:call-template name="notes">
        <xsl:with-param name="notes" select="descendant::tei:note[not(ancestor::tei:div[@type = 'document'])]"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The outermost document: heading, what is known about it, text, notes. -->
  <xsl:template name="document">
    <article class="document">
      <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class">document</xsl:with-param></xsl:apply-templates>
      <header>
        <xsl:apply-templates select="tei:head[1]/preceding-sibling::node()"/>
        <xsl:apply-templates select="tei:head[1]"/>
        <xsl:if test="$single"><xsl:call-template name="about"/></xsl:if>
      </header>
      <xsl:choose>
        <xsl:when test="tei:head"><xsl:apply-templates select="tei:head[1]/following-sibling::node()"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="notes"><xsl:with-param name="notes" select="descendant::tei:note"/></xsl:call-template>
      <xsl:if test="not($single)"><xsl:call-template name="turn"/></xsl:if>
    </article>
  </xsl:template>

  <!-- An enclosure is a text within the text, with a heading of its own (4.3.1). -->
  <xsl:template match="tei:floatingText">
    <xsl:choose>
      <xsl:when test="descendant::tei:head or descendant::tei:seg[@type = 'enclosure']"><section class="attachment"><xsl:call-template name="attachment"/></section></xsl:when>
      <xsl:otherwise><div class="attachment"><xsl:call-template name="attachment"/></div></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="attachment">
    <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class">attachment</xsl:with-param></xsl:apply-templates>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="tei:head">
    <xsl:choose>
      <xsl:when test="not(node())"/>
      <!-- a second heading is a line below the first -->
      <xsl:when test="preceding-sibling::tei:head"><xsl:call-template name="paragraph"><xsl:with-param name="class">subhead</xsl:with-param></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="blocks"><xsl:apply-templates select="*" mode="block"/></xsl:variable>
        <xsl:call-template name="heading"><xsl:with-param name="blocks" select="string($blocks)"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- So is one that stands nowhere in particular. -->
  <xsl:template match="tei:figure/tei:head | tei:lg/tei:head | tei:castGroup/tei:head | tei:listBibl/tei:head | tei:listPerson/tei:head
      | tei:listPlace/tei:head | tei:listOrg/tei:head | tei:listEvent/tei:head | tei:listObject/tei:head | tei:listNym/tei:head | tei:listWit/tei:head
      | tei:listApp/tei:head | tei:argument/tei:head | tei:spGrp/tei:head | tei:msDesc/tei:head | tei:divGen/tei:head | tei:set/tei:head">
    <xsl:if test="node()"><xsl:call-template name="paragraph"><xsl:with-param name="class">subhead</xsl:with-param></xsl:call-template></xsl:if>
  </xsl:template>

  <!-- The current node as a heading; $deeper, if no head above says that it is one. -->
  <xsl:template name="heading">
    <xsl:param name="blocks"/>
    <xsl:param name="deeper" select="0"/>
    <xsl:variable name="depth" select="count(ancestor::*[tei:head]) + $deeper + $first-level - 1"/>
    <!-- HTML has the levels 1 to 6 -->
    <xsl:variable name="level" select="concat(substring('112345', $depth + 1, 1), substring('6', 1, number($depth &gt; 5)))"/>
    <xsl:choose>
      <xsl:when test="$blocks">
        <div role="heading" aria-level="{$level}" class="h{$level}">
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="h{$level}">
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:apply-templates/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab">
    <xsl:choose>
      <!-- a paragraph of mere words and names needs no search for blocks -->
      <xsl:when test="not(*[not(self::tei:persName or self::tei:date or self::tei:note[@n != ''][not(@target)] or self::tei:pb or self::tei:placeName
          or self::tei:term or self::tei:ref)] or */*[not(parent::tei:note)])">
        <p>
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:apply-templates/>
        </p>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="paragraph-or-block"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="paragraph-or-block">
    <xsl:variable name="blocks"><xsl:apply-templates select="*" mode="block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$blocks = ''">
        <p>
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:apply-templates/>
        </p>
      </xsl:when>
      <xsl:otherwise>
        <div class="p">
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:apply-templates/>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A quotation set off from the text, and one within a line (3.3.3). -->
  <xsl:template match="tei:quote">
    <xsl:variable name="block"><xsl:apply-templates select="." mode="block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = '' and not(contains(@rend, 'block'))">
        <q class="quote"><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></q>
      </xsl:when>
      <xsl:otherwise>
        <blockquote><xsl:apply-templates select="@*" mode="attributes"/><xsl:apply-templates/></blockquote>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:argument | tei:epigraph | tei:post"><xsl:call-template name="block"/></xsl:template>

</xsl:stylesheet>
