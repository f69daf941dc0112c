<?xml version="1.0" encoding="UTF-8"?>
<!-- Cross references (TEI Guidelines 3.7): a link only where there is something to link to. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template match="tei:ref | tei:ptr">
    <xsl:variable name="target" select="normalize-space(@target)"/>
    <xsl:variable name="id" select="substring-after($target, '#')"/>
    <xsl:variable name="rest" select="translate(substring($id, 2), '0123456789', '')"/>
    <xsl:variable name="document" select="substring-before(concat($id, 'fn'), 'fn')"/>
    <xsl:variable name="known" select="$linked = '*' or contains($linked, concat(' ', $document, ' '))"/>
    <xsl:variable name="href">
      <xsl:choose>
        <xsl:when test="contains($target, ' ') or ancestor::tei:ref or .//tei:note"/>
        <xsl:when test="starts-with($target, 'https://') or starts-with($target, 'http://')">
          <xsl:value-of select="$target"/>
        </xsl:when>
        <xsl:when test="not(starts-with($target, '#'))"/>
        <xsl:when test="key('id', $id)[ancestor::tei:text or self::tei:person]"><xsl:value-of select="$target"/></xsl:when>
        <xsl:when test="not($known)"/>
        <!-- d44 is another document of the edition, d44fn2 a note of it -->
        <xsl:when test="starts-with($id, 'd') and string-length($id) &gt; 1 and $rest = ''">
          <xsl:value-of select="concat($document-prefix, $id, $document-suffix)"/>
        </xsl:when>
        <xsl:when test="starts-with($id, 'd') and $rest = 'fn' and substring-before(substring($id, 2), 'fn')">
          <xsl:value-of select="concat($document-prefix, $document, $document-suffix, $target)"/>
        </xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($href)">
        <a class="ref" href="{$href}">
          <xsl:apply-templates select="@xml:*" mode="attributes"/>
          <xsl:apply-templates/>
          <xsl:if test="not(normalize-space())"><xsl:value-of select="$target"/></xsl:if>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span class="ref">
          <xsl:apply-templates select="@xml:*" mode="attributes"/>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
