<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the header says about the document (TEI Guidelines 2): a block of facts below the heading, the imprint, and with
  the parameter metadata "full" the whole header as fields (html/fields.xsl).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:variable name="source" select="$header/tei:fileDesc/tei:sourceDesc"/>
  <xsl:variable name="correspondence" select="$header/tei:profileDesc/tei:correspDesc[1]/tei:correspAction"/>
  <xsl:variable name="senders" select="$correspondence[@type = 'sent']/*[self::tei:persName or self::tei:orgName or self::tei:name]"/>
  <xsl:variable name="recipients" select="$correspondence[@type = 'received']/*[self::tei:persName or self::tei:orgName or self::tei:name]"/>
  <xsl:variable name="written" select="($correspondence[@type = 'sent']/tei:date | $header/tei:profileDesc/tei:creation/tei:date)[1]"/>

  <xsl:template name="about">
    <xsl:param name="header" select="$header"/>
    <xsl:param name="from" select="$senders"/>
    <xsl:param name="to" select="$recipients"/>
    <xsl:param name="date" select="$written"/>
    <xsl:variable name="profile" select="$header/tei:profileDesc"/>
    <xsl:variable name="place" select="$profile/tei:correspDesc/tei:correspAction[@type = 'sent']/tei:placeName"/>
    <xsl:variable name="archive" select="$header/tei:fileDesc/tei:sourceDesc/tei:msDesc/tei:msIdentifier/*[normalize-space()]"/>
    <xsl:variable name="authors" select="$header/tei:fileDesc/tei:titleStmt/tei:author[not($from)]"/>
    <xsl:variable name="classification" select="$profile/tei:textClass/tei:keywords[contains(@scheme, 'classification')]/tei:term"/>
    <xsl:variable name="abstract" select="$profile/tei:abstract/*"/>
    <xsl:if test="$archive or $classification or $from or $to or $date or $place or $authors or $abstract">
      <dl class="about">
        <xsl:if test="$authors">
          <xsl:call-template name="fact"><xsl:with-param name="label">Author</xsl:with-param><xsl:with-param name="values" select="$authors"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="$from">
          <xsl:call-template name="fact"><xsl:with-param name="label">From</xsl:with-param><xsl:with-param name="values" select="$from"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="$to">
          <xsl:call-template name="fact"><xsl:with-param name="label">To</xsl:with-param><xsl:with-param name="values" select="$to"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="$date">
          <xsl:call-template name="fact"><xsl:with-param name="label">Date</xsl:with-param><xsl:with-param name="values" select="$date"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="$place">
          <xsl:call-template name="fact"><xsl:with-param name="label">Place</xsl:with-param><xsl:with-param name="values" select="$place"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="$classification">
          <xsl:call-template name="fact"><xsl:with-param name="label">Classification</xsl:with-param><xsl:with-param name="values" select="$classification"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="$archive">
          <xsl:call-template name="fact"><xsl:with-param name="label">Source</xsl:with-param><xsl:with-param name="values" select="$archive"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="$abstract">
          <xsl:call-template name="fact"><xsl:with-param name="label">Abstract</xsl:with-param><xsl:with-param name="values" select="$abstract"/></xsl:call-template>
        </xsl:if>
      </dl>
    </xsl:if>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="label"/>
    <xsl:param name="values"/>
    <div>
      <dt><xsl:value-of select="$label"/></dt>
      <dd>
        <xsl:for-each select="$values">
          <xsl:if test="position() &gt; 1"><xsl:text>; </xsl:text></xsl:if>
          <xsl:apply-templates select="." mode="fact"/>
        </xsl:for-each>
      </dd>
    </div>
  </xsl:template>

  <xsl:template match="*" mode="fact"><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:list | tei:listBibl" mode="fact"><xsl:apply-templates select="."/></xsl:template>
  <xsl:template match="tei:altIdentifier" mode="fact"><xsl:call-template name="spaced"/></xsl:template>
  <xsl:template match="tei:date" mode="fact">
    <xsl:choose>
      <xsl:when test="node()"><xsl:apply-templates select="."/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="date">
          <xsl:with-param name="text">
            <xsl:value-of select="(@when | @from | @notBefore)[1]"/>
            <xsl:if test="@to | @notAfter"><xsl:value-of select="concat('–', (@to | @notAfter)[1])"/></xsl:if>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="imprint">
    <xsl:variable name="publication" select="$header/tei:fileDesc/tei:publicationStmt"/>
    <xsl:variable name="application" select="$header/tei:encodingDesc/tei:appInfo/tei:application"/>
    <xsl:if test="$publication/* or $application or $source-url">
      <footer class="imprint">
        <xsl:for-each select="$publication/*[not(self::tei:availability)]">
          <p><xsl:call-template name="spaced"/></p>
        </xsl:for-each>
        <xsl:for-each select="$publication/tei:availability/*">
          <p>
            <xsl:choose>
              <xsl:when test="starts-with(@target, 'http') and not(*)">
                <a rel="license" href="{@target}">
                  <xsl:apply-templates/>
                  <xsl:if test="not(node())"><xsl:value-of select="@target"/></xsl:if>
                </a>
              </xsl:when>
              <xsl:otherwise><xsl:call-template name="spaced"/></xsl:otherwise>
            </xsl:choose>
          </p>
        </xsl:for-each>
        <xsl:if test="$application">
          <p>
            <xsl:text>Encoded with </xsl:text>
            <xsl:for-each select="$application">
              <xsl:if test="position() &gt; 1">, </xsl:if>
              <xsl:value-of select="concat(normalize-space((tei:label | @ident)[last()]), ' ', @version)"/>
            </xsl:for-each>
          </p>
        </xsl:if>
        <xsl:if test="$source-url">
          <p><a href="{$source-url}" type="application/tei+xml">TEI source of this page</a></p>
        </xsl:if>
      </footer>
    </xsl:if>
  </xsl:template>

  <xsl:template name="full-header">
    <details class="header">
      <summary>About this file</summary>
      <xsl:for-each select="$header | /tei:teiCorpus/tei:TEI/tei:teiHeader">
        <dl class="record"><xsl:apply-templates select="*" mode="field"/></dl>
      </xsl:for-each>
    </details>
  </xsl:template>

</xsl:stylesheet>
