<?xml version="1.0" encoding="UTF-8"?>
<!-- Documents, headings, paragraphs and the blocks of a letter (TEI Guidelines 4 and 3.1). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <!-- The outermost document: heading, what is known about it, text, notes. -->
  <xsl:template match="tei:div[@type = 'document'][not(ancestor::tei:div/@type = 'document')]" priority="2">
    <article class="document">
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <header>
        <xsl:apply-templates select="tei:head[1]/preceding-sibling::node() | tei:head[1]"/>
        <xsl:if test="$single"><xsl:call-template name="about"/></xsl:if>
      </header>
      <xsl:choose>
        <xsl:when test="tei:head"><xsl:apply-templates select="tei:head[1]/following-sibling::node()"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="notes">
        <xsl:with-param name="notes" select="key('called-note', generate-id())"/>
      </xsl:call-template>
    </article>
  </xsl:template>

  <xsl:template match="tei:div | tei:front | tei:back">
    <xsl:variable name="element">
      <xsl:choose><xsl:when test="tei:head">section</xsl:when><xsl:otherwise>div</xsl:otherwise></xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:call-template name="block-attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:body"><xsl:apply-templates/></xsl:template>

  <!-- An enclosure is a text within the text, with a heading of its own (4.3.1). -->
  <xsl:template match="tei:floatingText">
    <section class="attachment">
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <xsl:template match="tei:head">
    <xsl:variable name="depth" select="count(ancestor::tei:div | ancestor::tei:floatingText)
      + not($single and ancestor::tei:div[@type = 'document'])"/>
    <xsl:variable name="level">
      <xsl:choose>
        <xsl:when test="$single and parent::tei:div[@type = 'document']">1</xsl:when>
        <xsl:when test="$depth &lt; 2">2</xsl:when>
        <xsl:when test="$depth &gt; 6">6</xsl:when>
        <xsl:otherwise><xsl:value-of select="$depth"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <!-- a second heading, or one that stands nowhere in particular, is a line below the first -->
      <xsl:when test="preceding-sibling::tei:head
          or not(parent::tei:div or parent::tei:body or parent::tei:front or parent::tei:back)">
        <xsl:call-template name="paragraph"><xsl:with-param name="class">subhead</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="h{$level}">
          <xsl:apply-templates select="@xml:*" mode="attributes"/>
          <xsl:apply-templates/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab"><xsl:call-template name="paragraph"/></xsl:template>

  <xsl:template match="tei:dateline | tei:salute | tei:signed | tei:byline | tei:trailer">
    <xsl:choose>
      <xsl:when test="parent::tei:div or parent::tei:body or parent::tei:opener or parent::tei:closer
          or parent::tei:postscript">
        <xsl:call-template name="paragraph"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <span class="{local-name()}">
          <xsl:apply-templates select="@xml:*" mode="attributes"/>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The line that says that an enclosure begins is its heading. -->
  <xsl:template match="tei:opener/tei:seg[@type = 'enclosure']" priority="1">
    <h2><xsl:apply-templates select="@xml:*" mode="attributes"/><xsl:apply-templates/></h2>
  </xsl:template>

  <xsl:template match="tei:opener/tei:seg | tei:closer/tei:seg | tei:div/tei:seg | tei:postscript/tei:seg">
    <xsl:call-template name="paragraph"><xsl:with-param name="class" select="normalize-space(concat('seg ', @type))"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:opener | tei:closer | tei:postscript | tei:argument | tei:epigraph | tei:sp">
    <div>
      <xsl:call-template name="block-attributes"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:quote">
    <blockquote>
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:apply-templates/>
    </blockquote>
  </xsl:template>

  <xsl:template match="tei:head//tei:quote[not(ancestor::tei:note[@n])]">
    <q class="quoted"><xsl:apply-templates/></q>
  </xsl:template>

  <xsl:template match="tei:lg | tei:l | tei:speaker">
    <div>
      <xsl:call-template name="block-attributes"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:figure">
    <figure>
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:apply-templates select="tei:graphic"/>
      <xsl:if test="node()[not(self::tei:graphic)][normalize-space()]">
        <figcaption><xsl:apply-templates select="node()[not(self::tei:graphic)]"/></figcaption>
      </xsl:if>
    </figure>
  </xsl:template>

  <xsl:template match="tei:graphic">
    <img src="{@url}" alt="{normalize-space(../tei:figDesc)}" loading="lazy"/>
  </xsl:template>

  <!-- A p that holds a list or another block is a div in HTML, where a p holds phrases only. The blocks of a
       note inside it do not count: they are shown elsewhere. -->
  <xsl:template name="paragraph">
    <xsl:param name="class"/>
    <xsl:variable name="notes" select="count(ancestor::tei:note[@n])"/>
    <xsl:variable name="blocks" select="descendant::*[self::tei:list or self::tei:table or self::tei:quote
      or self::tei:p or self::tei:lg or self::tei:l or self::tei:floatingText or self::tei:figure]
      [count(ancestor::tei:note[@n]) = $notes]"/>
    <xsl:variable name="layout"><xsl:apply-templates select="@rend" mode="layout"/></xsl:variable>
    <xsl:variable name="classes">
      <xsl:if test="$blocks">p </xsl:if>
      <xsl:value-of select="concat($class, ' ', $layout)"/>
    </xsl:variable>
    <xsl:variable name="element">
      <xsl:choose><xsl:when test="$blocks">div</xsl:when><xsl:otherwise>p</xsl:otherwise></xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:if test="normalize-space($classes)">
        <xsl:attribute name="class"><xsl:value-of select="normalize-space($classes)"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template name="block-attributes">
    <xsl:attribute name="class">
      <xsl:value-of select="local-name()"/>
      <xsl:if test="@type"><xsl:value-of select="concat(' ', translate(@type, ' ', '-'))"/></xsl:if>
    </xsl:attribute>
    <xsl:apply-templates select="@xml:*" mode="attributes"/>
  </xsl:template>

  <!-- How the source sets a paragraph, as far as the page follows it. -->
  <xsl:template match="@rend" mode="layout">
    <xsl:choose>
      <xsl:when test="contains(., 'subheading')">subheading</xsl:when>
      <xsl:when test="contains(., 'center') or contains(., 'sectiontitle')">center</xsl:when>
      <xsl:when test="contains(concat(' ', ., ' '), ' right ')">right</xsl:when>
      <xsl:when test="contains(., 'flushleft')">flush</xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- What no template knows is shown all the same. -->
  <xsl:template match="*">
    <xsl:variable name="element">
      <xsl:choose>
        <xsl:when test="tei:p | tei:list | tei:table | tei:div | tei:quote | tei:head">div</xsl:when>
        <xsl:when test="parent::tei:div or parent::tei:body or parent::tei:front or parent::tei:back">div</xsl:when>
        <xsl:otherwise>span</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:attribute name="class"><xsl:value-of select="concat('tei-', local-name())"/></xsl:attribute>
      <xsl:attribute name="data-tei"><xsl:value-of select="local-name()"/></xsl:attribute>
      <xsl:apply-templates select="@xml:*" mode="attributes"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
