<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the head of the page tells programs: Dublin Core in the form that reference managers read, JSON-LD (schema.org)
  for search engines, and links to what belongs to the page. A document between correspondents is a letter to them.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template name="links">
    <xsl:if test="$canonical"><link rel="canonical" href="{$canonical}"/></xsl:if>
    <xsl:if test="$source-url">
      <link rel="alternate" type="application/tei+xml" href="{$source-url}"/>
    </xsl:if>
    <xsl:if test="$edition-url"><link rel="up" href="{$edition-url}"/></xsl:if>
    <xsl:if test="$previous"><link rel="prev" href="{$previous}"/></xsl:if>
    <xsl:if test="$next"><link rel="next" href="{$next}"/></xsl:if>
    <xsl:for-each select="$header/tei:fileDesc/tei:publicationStmt/tei:availability/tei:licence[starts-with(@target, 'http')]">
      <link rel="license" href="{@target}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The permanent address of the page: given, or that of the edition and the name of the page, where that is a whole address. -->
  <xsl:variable name="canonical" select="concat($page-url, substring(concat($edition-url, $document-prefix, $documents/@xml:id, $document-suffix),
    1, 9999 * (not($page-url) and starts-with($edition-url, 'http') and substring($edition-url, string-length($edition-url)) = '/'
    and count($documents) = 1 and boolean($documents/@xml:id))))"/>

  <xsl:template name="citation">
    <xsl:variable name="publication" select="$header/tei:fileDesc/tei:publicationStmt"/>
    <xsl:variable name="archive" select="$source/tei:msDesc/tei:msIdentifier"/>
    <xsl:if test="$title"><meta name="DC.title" content="{$title}"/></xsl:if>
    <xsl:choose>
      <xsl:when test="$senders"><meta name="DC.type" content="letter"/></xsl:when>
      <xsl:when test="count($documents) &gt; 1"><meta name="DC.type" content="book"/></xsl:when>
      <!-- any other record; a reference manager would else take it for a web page, which has no archive -->
      <xsl:when test="$archive/* or count($documents) = 1 and $written/@when"><meta name="DC.type" content="manuscript"/></xsl:when>
    </xsl:choose>
    <xsl:for-each select="$senders">
      <meta name="DC.creator"><xsl:attribute name="content"><xsl:apply-templates select="." mode="listed-name"/></xsl:attribute></meta>
    </xsl:for-each>
    <xsl:if test="not($senders)">
      <xsl:for-each select="$header/tei:fileDesc/tei:titleStmt/tei:author">
        <meta name="DC.creator" content="{normalize-space()}"/>
      </xsl:for-each>
    </xsl:if>
    <xsl:for-each select="$recipients">
      <meta name="z:recipients"><xsl:attribute name="content"><xsl:apply-templates select="." mode="listed-name"/></xsl:attribute></meta>
    </xsl:for-each>
    <xsl:for-each select="$header/tei:fileDesc/tei:titleStmt/tei:editor">
      <meta name="citation_editor" content="{normalize-space()}"/>
    </xsl:for-each>
    <xsl:if test="$written/@when"><meta name="DC.date" content="{$written/@when}"/></xsl:if>
    <xsl:if test="*/@xml:lang"><meta name="DC.language" content="{*/@xml:lang}"/></xsl:if>
    <xsl:if test="$publication/tei:publisher"><meta name="DC.publisher" content="{normalize-space($publication/tei:publisher)}"/></xsl:if>
    <xsl:if test="$publication/tei:availability/tei:licence/@target">
      <meta name="DC.rights" content="{$publication/tei:availability/tei:licence/@target}"/>
    </xsl:if>
    <xsl:if test="$archive/tei:repository"><meta name="z:archive" content="{normalize-space($archive/tei:repository)}"/></xsl:if>
    <xsl:if test="$archive/*[self::tei:collection or self::tei:idno or self::tei:msName]">
      <meta name="DC.coverage">
        <xsl:attribute name="content">
          <xsl:for-each select="$archive/*[self::tei:collection or self::tei:idno or self::tei:msName]">
            <xsl:if test="position() &gt; 1">, </xsl:if>
            <xsl:value-of select="normalize-space()"/>
          </xsl:for-each>
        </xsl:attribute>
      </meta>
    </xsl:if>
    <xsl:if test="$canonical"><meta name="citation_public_url" content="{$canonical}"/></xsl:if>
    <xsl:call-template name="json-ld"/>
  </xsl:template>

  <!-- A correspondent as the list of persons has the name (“Saunders, Harold H.”), else as it is given. -->
  <xsl:template match="*" mode="listed-name">
    <xsl:choose>
      <xsl:when test="@ref">
        <xsl:variable name="id" select="substring-after(@ref, '#')"/>
        <xsl:variable name="person" select="$header/tei:profileDesc/tei:particDesc/*/*[@xml:id = $id]"/>
        <xsl:value-of select="normalize-space(($person/*[1] | self::*[not($person)])[1])"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space()"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="json-ld">
    <xsl:if test="$title">
      <script type="application/ld+json">
        <xsl:text>{"@context":"https://schema.org","@type":"</xsl:text>
        <xsl:choose><xsl:when test="$senders">Message</xsl:when><xsl:when test="count($documents) &gt; 1">Book</xsl:when><xsl:otherwise>CreativeWork</xsl:otherwise></xsl:choose>
        <xsl:text>","name":</xsl:text>
        <xsl:call-template name="json-string"><xsl:with-param name="text" select="$title"/></xsl:call-template>
        <xsl:call-template name="json-names">
          <xsl:with-param name="key">sender</xsl:with-param>
          <xsl:with-param name="names" select="$senders"/>
        </xsl:call-template>
        <xsl:call-template name="json-names">
          <xsl:with-param name="key">recipient</xsl:with-param>
          <xsl:with-param name="names" select="$recipients"/>
        </xsl:call-template>
        <xsl:call-template name="json-names">
          <xsl:with-param name="key">author</xsl:with-param>
          <xsl:with-param name="names" select="$header/tei:fileDesc/tei:titleStmt/tei:author[not($senders)]"/>
        </xsl:call-template>
        <xsl:if test="$written/@when">
          <xsl:text>,"dateCreated":</xsl:text>
          <xsl:call-template name="json-string"><xsl:with-param name="text" select="$written/@when"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="*/@xml:lang">
          <xsl:text>,"inLanguage":</xsl:text>
          <xsl:call-template name="json-string"><xsl:with-param name="text" select="*/@xml:lang"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="$edition">
          <xsl:text>,"isPartOf":{"@type":"CreativeWork","name":</xsl:text>
          <xsl:call-template name="json-string"><xsl:with-param name="text" select="$edition"/></xsl:call-template>
          <xsl:text>}</xsl:text>
        </xsl:if>
        <xsl:if test="$canonical">
          <xsl:text>,"url":</xsl:text>
          <xsl:call-template name="json-string"><xsl:with-param name="text" select="$canonical"/></xsl:call-template>
        </xsl:if>
        <xsl:text>}</xsl:text>
      </script>
    </xsl:if>
  </xsl:template>

  <xsl:template name="json-names">
    <xsl:param name="key"/>
    <xsl:param name="names"/>
    <xsl:if test="$names">
      <xsl:value-of select="concat(',&quot;', $key, '&quot;:[')"/>
      <xsl:for-each select="$names">
        <xsl:if test="position() &gt; 1">,</xsl:if>
        <xsl:text>{"@type":"</xsl:text>
        <xsl:choose><xsl:when test="self::tei:orgName">Organization</xsl:when><xsl:otherwise>Person</xsl:otherwise></xsl:choose>
        <xsl:text>","name":</xsl:text>
        <xsl:variable name="name"><xsl:apply-templates select="." mode="listed-name"/></xsl:variable>
        <xsl:call-template name="json-string"><xsl:with-param name="text" select="$name"/></xsl:call-template>
        <xsl:text>}</xsl:text>
      </xsl:for-each>
      <xsl:text>]</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- $text as a JSON string that can stand in a script element. -->
  <xsl:template name="json-string">
    <xsl:param name="text"/>
    <xsl:variable name="clean" select="normalize-space($text)"/>
    <xsl:text>"</xsl:text>
    <xsl:choose>
      <xsl:when test="not(contains($clean, '&quot;') or contains($clean, '\') or contains($clean, '&lt;'))"><xsl:value-of select="$clean"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="json-escaped"><xsl:with-param name="text" select="$clean"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
    <xsl:text>"</xsl:text>
  </xsl:template>

  <xsl:template name="json-escaped">
    <xsl:param name="text"/>
    <xsl:if test="$text">
      <xsl:choose>
        <xsl:when test="translate($text, '\&quot;&lt;', '') = $text"><xsl:value-of select="$text"/></xsl:when>
        <xsl:otherwise>
          <xsl:variable name="plain" select="substring-before(translate($text, '&quot;&lt;', '\\'), '\')"/>
          <xsl:variable name="sign" select="substring($text, string-length($plain) + 1, 1)"/>
          <xsl:value-of select="$plain"/>
          <xsl:choose>
            <xsl:when test="$sign = '&lt;'">\u003c</xsl:when>
            <xsl:otherwise><xsl:value-of select="concat('\', $sign)"/></xsl:otherwise>
          </xsl:choose>
          <xsl:call-template name="json-escaped">
            <xsl:with-param name="text" select="substring($text, string-length($plain) + 2)"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
