<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes (TEI Guidelines 3.9.1): a link where the note stands, and the note with a link back at the end. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:key name="note-number" match="tei:text//tei:note[string(@n)]" use="string(@n)"/>

  <xsl:template match="tei:note[string(@n)]" priority="3">
    <xsl:if test="not(@anchored = 'false')">
      <xsl:variable name="id"><xsl:call-template name="note-id"/></xsl:variable>
      <sup class="call">
        <a id="{$id}-ref" href="#{$id}" role="doc-noteref" aria-label="Note {@n}"><xsl:value-of select="@n"/></a>
      </sup>
    </xsl:if>
  </xsl:template>

  <!-- A note without a number stays where it is: between blocks a note of the edition, in a line an aside. -->
  <xsl:template match="tei:note">
    <xsl:choose>
      <xsl:when test="parent::tei:div or parent::tei:body or parent::tei:list or parent::tei:table
          or tei:p or tei:list or tei:quote or tei:table">
        <div class="note" role="note">
          <xsl:apply-templates select="@xml:*" mode="attributes"/>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <span class="note" role="note">
          <xsl:apply-templates select="@xml:*" mode="attributes"/>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="notes">
    <xsl:param name="notes"/>
    <xsl:if test="$notes">
      <!-- where a page holds several documents, each list of notes says whose it is -->
      <xsl:variable name="label">
        <xsl:text>Notes</xsl:text>
        <xsl:if test="not($single) and @n"><xsl:value-of select="concat(' to document ', @n)"/></xsl:if>
      </xsl:variable>
      <section class="notes" role="doc-endnotes" aria-label="{$label}">
        <h2><xsl:value-of select="$label"/></h2>
        <ol>
          <xsl:apply-templates select="$notes" mode="listed"/>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="listed">
    <xsl:variable name="id"><xsl:call-template name="note-id"/></xsl:variable>
    <li id="{$id}">
      <xsl:apply-templates select="@xml:lang" mode="attributes"/>
      <xsl:choose>
        <xsl:when test="string(number(@n)) = string(@n)"><xsl:attribute name="value"><xsl:value-of select="@n"/></xsl:attribute></xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="class">sign</xsl:attribute>
          <span class="sign"><xsl:value-of select="@n"/></span>
          <xsl:text> </xsl:text>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates/>
      <xsl:if test="not(@anchored = 'false')">
        <xsl:text> </xsl:text>
        <a href="#{$id}-ref" role="doc-backlink" aria-label="Back to the call of note {@n}">↩</a>
      </xsl:if>
    </li>
  </xsl:template>

  <!-- The id of a note: its own, else its number, told apart from earlier notes of the same number. -->
  <xsl:template name="note-id">
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="this" select="."/>
        <xsl:value-of select="concat('note-', translate(normalize-space(@n), ' ', '-'))"/>
        <xsl:for-each select="key('note-number', @n)">
          <xsl:if test="position() &gt; 1 and generate-id() = generate-id($this)">
            <xsl:value-of select="concat('-', position())"/>
          </xsl:if>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
