<?xml version="1.0" encoding="UTF-8"?>
<!-- The contents of a page that holds several documents or divisions, and the way from one document to the next. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template name="contents">
    <xsl:variable name="listed-divisions" select="/*/tei:text/*/*[self::tei:div or self::tei:div1][tei:head]
      | /*/tei:text/tei:group/tei:text/*/*[self::tei:div or self::tei:div1][tei:head] | /tei:teiCorpus/tei:TEI[@xml:id]"/>
    <xsl:if test="count($documents) &gt; 1 or count($listed-divisions[@xml:id]) &gt; 1">
      <nav class="contents" aria-labelledby="contents-heading">
        <h2 id="contents-heading">Contents</h2>
        <ol><xsl:apply-templates select="$listed-divisions | $documents[not(ancestor::tei:div)]" mode="contents"/></ol>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="contents">
    <li>
      <xsl:variable name="text">
        <xsl:choose>
          <xsl:when test="tei:head"><xsl:apply-templates select="tei:head[1]" mode="plain"/></xsl:when>
          <xsl:when test="tei:teiHeader"><xsl:value-of select="tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[1]"/></xsl:when>
          <xsl:when test="@n"><xsl:value-of select="@n"/></xsl:when>
          <xsl:otherwise>Untitled</xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:choose>
        <xsl:when test="@xml:id"><a href="#{@xml:id}"><xsl:value-of select="normalize-space($text)"/></a></xsl:when>
        <xsl:otherwise><span><xsl:value-of select="normalize-space($text)"/></span></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="not(@type = 'document') and (tei:div | tei:div2)[tei:head]">
        <ol><xsl:apply-templates select="(tei:div | tei:div2)[tei:head]" mode="contents"/></ol>
      </xsl:if>
    </li>
  </xsl:template>

  <!-- Within a page: the documents before and after the current node. -->
  <xsl:template name="turn">
    <xsl:variable name="before" select="preceding-sibling::tei:div[@type = 'document'][1][@xml:id]"/>
    <xsl:variable name="after" select="following-sibling::tei:div[@type = 'document'][1][@xml:id]"/>
    <xsl:if test="$before or $after">
      <nav class="turn" aria-label="Before and after {normalize-space(concat('document ', @n))}">
        <xsl:if test="$before">
          <a href="#{$before/@xml:id}"><span>Previous</span><xsl:text> </xsl:text><xsl:apply-templates select="$before/tei:head[1]" mode="plain"/></a>
        </xsl:if>
        <xsl:if test="$after">
          <a href="#{$after/@xml:id}"><span>Next</span><xsl:text> </xsl:text><xsl:apply-templates select="$after/tei:head[1]" mode="plain"/></a>
        </xsl:if>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- A table of contents or an index that the file asks to be made (TEI Guidelines 4.5) stands at the top of the page. -->
  <xsl:template match="tei:divGen"><xsl:apply-templates/></xsl:template>

</xsl:stylesheet>
