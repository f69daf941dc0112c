<?xml version="1.0" encoding="UTF-8"?>
<!--
  Notes (TEI Guidelines 3.9.1): a link where the note stands, and the note with a link back at the end of its document.

  A note is called if it has a number or a sign (@n), or if its place is the foot of the page or the end: such notes
  without @n are counted. Any other note stays where it is: between blocks as a note of the edition, in a line as an
  aside. One that stands elsewhere and points to its place (@target) is linked to and from that place.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:set="http://exslt.org/sets" exclude-result-prefixes="tei set">

  <xsl:key name="note-number" match="tei:text//tei:note[@n != '' or @place = 'bottom' or @place = 'foot' or @place = 'end']" use="string(@n)"/>
  <xsl:key name="note-on" match="tei:note[@target]" use="substring-after(@target, '#')"/>

  <xsl:template match="tei:note">
    <xsl:choose>
      <!-- the most of them -->
      <xsl:when test="@n != '' and @xml:id and not(@target or @anchored) and ancestor::tei:text"><xsl:call-template name="numbered-call"/></xsl:when>
      <xsl:when test="(@n != '' or @place = 'bottom' or @place = 'foot' or @place = 'end') and ancestor::tei:text and not(@target and @xml:id)">
        <xsl:if test="not(@anchored = 'false')"><xsl:call-template name="call"/></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="block"><xsl:apply-templates select="." mode="block"/></xsl:variable>
        <xsl:choose>
          <xsl:when test="$block = ''">
            <span class="note" role="note">
              <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class" select="normalize-space(concat('note ', @place))"/></xsl:apply-templates>
              <xsl:apply-templates/>
              <xsl:call-template name="back-to-place"/>
            </span>
          </xsl:when>
          <xsl:otherwise>
            <div class="note" role="note">
              <xsl:apply-templates select="@*" mode="attributes"><xsl:with-param name="class" select="normalize-space(concat('note ', @place))"/></xsl:apply-templates>
              <xsl:apply-templates/>
              <xsl:call-template name="back-to-place"/>
            </div>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The blocks of a called note are shown elsewhere. -->
  <xsl:template match="tei:note" mode="block">
    <xsl:choose>
      <xsl:when test="@n != '' and not(@target)"/>
      <xsl:when test="(@n != '' or @place = 'bottom' or @place = 'foot' or @place = 'end') and not(@target and @xml:id)"/>
      <xsl:when test="parent::tei:div or parent::tei:body or parent::tei:back or parent::tei:front or parent::tei:list or parent::tei:table
        or parent::tei:noteGrp or parent::tei:standOff or parent::tei:listAnnotation or parent::tei:annotation">1</xsl:when>
      <xsl:otherwise><xsl:apply-templates select="*" mode="block"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:noteGrp"><xsl:apply-templates/></xsl:template>

  <xsl:template name="call">
    <xsl:choose>
      <xsl:when test="@xml:id and @n">
        <xsl:call-template name="numbered-call"/>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="made-call"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="numbered-call">
    <sup class="call">
      <xsl:call-template name="next-call"/>
      <a id="{@xml:id}-ref" href="#{@xml:id}" role="doc-noteref" aria-label="Note {@n}"><xsl:value-of select="@n"/></a>
    </sup>
  </xsl:template>

  <!-- The same for a note that lacks its id or its number. -->
  <xsl:template name="made-call">
    <xsl:variable name="id"><xsl:call-template name="note-id"/></xsl:variable>
    <xsl:variable name="label"><xsl:call-template name="note-label"/></xsl:variable>
    <sup class="call">
      <xsl:call-template name="next-call"/>
      <a id="{$id}-ref" href="#{$id}" role="doc-noteref" aria-label="Note {$label}"><xsl:value-of select="$label"/></a>
    </sup>
  </xsl:template>

  <!-- A call directly after another one is set apart from it; a style sheet cannot see whether there is text between them. -->
  <xsl:template name="next-call">
    <xsl:if test="preceding-sibling::node()[1]/self::tei:note"><xsl:attribute name="class">call next</xsl:attribute></xsl:if>
  </xsl:template>

  <!-- The list of those of $notes that are called, if there are any. -->
  <xsl:template name="notes">
    <xsl:param name="notes"/>
    <xsl:variable name="called" select="$notes[@n != '' or @place = 'bottom' or @place = 'foot' or @place = 'end'][not(@target and @xml:id)]"/>
    <xsl:if test="$called">
      <xsl:choose>
        <xsl:when test="$single">
          <section class="notes" role="doc-endnotes" aria-label="Notes">
            <h2>Notes</h2>
            <ol><xsl:apply-templates select="$called" mode="listed"/></ol>
          </section>
        </xsl:when>
        <xsl:otherwise>
          <!-- where a page holds several documents, each list of notes says whose it is -->
          <xsl:variable name="label">
            <xsl:text>Notes</xsl:text>
            <xsl:choose>
              <xsl:when test="not(parent::*)"/>
              <xsl:when test="@n"><xsl:value-of select="concat(' to ', local-name(.), ' ', @n)"/></xsl:when>
              <xsl:when test="tei:head"><xsl:text> to “</xsl:text><xsl:apply-templates select="tei:head[1]" mode="plain"/>”</xsl:when>
              <xsl:when test="tei:teiHeader"><xsl:value-of select="concat(' to “', normalize-space(tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[1]), '”')"/></xsl:when>
            </xsl:choose>
          </xsl:variable>
          <section class="notes" role="doc-endnotes" aria-label="{normalize-space($label)}">
            <p class="notes-heading">Notes</p>
            <ol><xsl:apply-templates select="$called" mode="listed"/></ol>
          </section>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="listed">
    <xsl:choose>
      <!-- a number, as most notes have -->
      <xsl:when test="@xml:id and string(number(@n)) = @n">
        <li id="{@xml:id}">
          <xsl:call-template name="listed-attributes"/>
          <xsl:attribute name="value"><xsl:value-of select="@n"/></xsl:attribute>
          <xsl:apply-templates/>
          <xsl:if test="not(@anchored) or @anchored != 'false'">
            <xsl:text> </xsl:text>
            <a href="#{@xml:id}-ref" role="doc-backlink" aria-label="Back to the call of note {@n}">↩</a>
          </xsl:if>
        </li>
      </xsl:when>
      <xsl:when test="@xml:id and @n != ''">
        <xsl:call-template name="listed-note"><xsl:with-param name="id" select="@xml:id"/><xsl:with-param name="label" select="@n"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="id"><xsl:call-template name="note-id"/></xsl:variable>
        <xsl:variable name="label"><xsl:call-template name="note-label"/></xsl:variable>
        <xsl:call-template name="listed-note"><xsl:with-param name="id" select="string($id)"/><xsl:with-param name="label" select="string($label)"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="listed-note">
    <xsl:param name="id"/>
    <xsl:param name="label"/>
    <li id="{$id}">
      <xsl:call-template name="listed-attributes"/>
      <xsl:choose>
        <xsl:when test="string(number($label)) = $label"><xsl:attribute name="value"><xsl:value-of select="$label"/></xsl:attribute></xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="class">sign</xsl:attribute>
          <span class="sign"><xsl:value-of select="$label"/></span>
          <xsl:text> </xsl:text>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates/>
      <xsl:if test="not(@anchored = 'false')">
        <xsl:text> </xsl:text>
        <a href="#{$id}-ref" role="doc-backlink" aria-label="Back to the call of note {$label}">↩</a>
      </xsl:if>
    </li>
  </xsl:template>

  <xsl:template name="listed-attributes">
    <xsl:apply-templates select="@rend[not(contains(., '('))]" mode="attributes"/>
    <!-- the language it has where it is called, if that is another than the document's -->
    <xsl:apply-templates select="ancestor-or-self::*[@xml:lang][1][not(self::tei:TEI or self::tei:text or self::tei:body
      or self::tei:div/@type = 'document')]/@xml:lang" mode="attributes"/>
  </xsl:template>

  <!-- What a note is called by: its own number or sign, else its place among those that have none. -->
  <xsl:template name="note-label">
    <xsl:choose>
      <xsl:when test="@n != ''"><xsl:value-of select="normalize-space(@n)"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="earlier"><xsl:call-template name="earlier-notes"/></xsl:variable>
        <xsl:value-of select="$earlier + 1"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The id of a note: its own, else its number, told apart from earlier notes of the same number. -->
  <xsl:template name="note-id">
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="earlier"><xsl:call-template name="earlier-notes"/></xsl:variable>
        <xsl:value-of select="concat('note-', translate(normalize-space(@n), ' ', '-'))"/>
        <xsl:choose>
          <xsl:when test="not(@n != '')"><xsl:value-of select="concat('unnumbered-', $earlier + 1)"/></xsl:when>
          <xsl:when test="$earlier &gt; 0"><xsl:value-of select="concat('-', $earlier + 1)"/></xsl:when>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- How many notes of the same number come before this one. SaxonC has no set:leading, and must look at each. -->
  <xsl:template name="earlier-notes">
    <xsl:variable name="same" select="key('note-number', string(@n))"/>
    <xsl:choose>
      <xsl:when test="function-available('set:leading')"><xsl:value-of select="count(set:leading($same, .))"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="id" select="generate-id()"/>
        <xsl:for-each select="$same">
          <xsl:if test="generate-id() = $id"><xsl:value-of select="position() - 1"/></xsl:if>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A note that stands elsewhere: from its place to the note, and back. -->
  <xsl:template name="notes-on">
    <xsl:for-each select="key('note-on', @xml:id)[@xml:id]">
      <sup class="call">
        <xsl:if test="position() &gt; 1"><xsl:attribute name="class">call next</xsl:attribute></xsl:if>
        <a id="{@xml:id}-ref" href="#{@xml:id}" role="doc-noteref">
          <xsl:attribute name="aria-label"><xsl:value-of select="normalize-space(concat('Note ', @n))"/></xsl:attribute>
          <xsl:value-of select="@n"/>
          <xsl:if test="not(@n != '')">*</xsl:if>
        </a>
      </sup>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="back-to-place">
    <xsl:if test="@target and @xml:id">
      <xsl:variable name="place" select="key('id', substring-after(@target, '#'))/parent::*[ancestor::tei:text or ancestor::tei:standOff]"/>
      <xsl:if test="starts-with(@target, '#') and $place">
        <xsl:text> </xsl:text>
        <a role="doc-backlink" aria-label="Back to the place of this note">
          <xsl:attribute name="href">
            <xsl:choose>
              <xsl:when test="$place[self::tei:anchor or self::tei:seg]"><xsl:value-of select="concat('#', @xml:id, '-ref')"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="@target"/></xsl:otherwise>
            </xsl:choose>
          </xsl:attribute>
          <xsl:text>↩</xsl:text>
        </a>
      </xsl:if>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
