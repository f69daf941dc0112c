<?xml version="1.0" encoding="UTF-8"?>
<!--
  Cross references (TEI Guidelines 3.7): a link only where there is something to link to, in this page, in the page of
  another document of the edition (d44, its note d44fn2; letter7.xml#n2), or on the web.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:ref | tei:ptr">
    <xsl:variable name="href">
      <xsl:if test="not(ancestor::tei:ref or .//tei:note)"><xsl:call-template name="address"/></xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($href)">
        <a class="ref" href="{$href}">
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:apply-templates/>
          <xsl:if test="not(node())">
            <xsl:variable name="target" select="key('id', substring-after(@target, '#'))/.."/>
            <xsl:choose>
              <xsl:when test="$target/tei:head"><xsl:apply-templates select="$target/tei:head[1]" mode="plain"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="normalize-space(@target)"/></xsl:otherwise>
            </xsl:choose>
          </xsl:if>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span class="ref">
          <xsl:apply-templates select="@*" mode="attributes"/>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where the first target of the current node is on the web; nothing, if it is nowhere or not safe to follow. -->
  <xsl:template name="address">
    <xsl:variable name="target" select="substring-before(concat(normalize-space(@target), ' '), ' ')"/>
    <xsl:variable name="id" select="substring-after($target, '#')"/>
    <xsl:choose>
      <xsl:when test="starts-with($target, 'https://') or starts-with($target, 'http://') or starts-with($target, 'mailto:')"><xsl:value-of select="$target"/></xsl:when>
      <xsl:when test="starts-with($target, '#')">
        <xsl:variable name="document" select="substring-before(concat($id, 'fn'), 'fn')"/>
        <xsl:variable name="rest" select="translate(substring($id, 2), '0123456789', '')"/>
        <xsl:choose>
          <!-- where documents have the ids d1, d2 …, an id that names none of this page needs no search on it -->
          <xsl:when test="($rest = '' or $rest = 'fn') and starts-with($id, 'd') and string-length($document) &gt; 1
              and translate($documents/@xml:id, '0123456789', '') = 'd' and not($documents/@xml:id = $document)
              and ($linked = '*' or contains($linked, concat(' ', $document, ' ')))">
            <xsl:value-of select="concat($document-prefix, $document, $document-suffix)"/>
            <xsl:if test="$rest"><xsl:value-of select="$target"/></xsl:if>
          </xsl:when>
          <xsl:when test="key('id', $id)/parent::*[ancestor::tei:text or ancestor::tei:standOff or ancestor::tei:TEI/parent::tei:teiCorpus or self::tei:person or self::tei:place]"><xsl:value-of select="$target"/></xsl:when>
          <xsl:when test="not($linked = '*' or contains($linked, concat(' ', $document, ' ')))"/>
          <!-- d44 is another document of the edition, d44fn2 a note of it -->
          <xsl:when test="starts-with($id, 'd') and string-length($id) &gt; 1 and $rest = ''">
            <xsl:value-of select="concat($document-prefix, $id, $document-suffix)"/>
          </xsl:when>
          <xsl:when test="starts-with($id, 'd') and $rest = 'fn' and substring-before(substring($id, 2), 'fn')">
            <xsl:value-of select="concat($document-prefix, $document, $document-suffix, $target)"/>
          </xsl:when>
        </xsl:choose>
      </xsl:when>
      <!-- a scheme other than those above, or a prefix of this edition -->
      <xsl:when test="contains(substring-before(concat($target, '/'), '/'), ':')"/>
      <!-- another TEI file has a page of its own name -->
      <xsl:when test="contains(concat($target, '#'), '.xml#')">
        <xsl:value-of select="concat(substring-before(concat($target, '#'), '.xml#'), $document-suffix)"/>
        <xsl:if test="$id"><xsl:value-of select="concat('#', $id)"/></xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$target"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A place that is pointed to, and the notes that stand elsewhere and point to it. -->
  <xsl:template match="tei:anchor | tei:seg[@xml:id]">
    <xsl:choose>
      <xsl:when test="node()"><xsl:call-template name="phrase"/></xsl:when>
      <xsl:when test="@xml:id"><span id="{@xml:id}"/></xsl:when>
    </xsl:choose>
    <xsl:if test="@xml:id"><xsl:call-template name="notes-on"/></xsl:if>
  </xsl:template>

</xsl:stylesheet>
