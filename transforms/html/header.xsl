<?xml version="1.0" encoding="UTF-8"?>
<!-- What the header says about the document (TEI Guidelines 2): its heading block, its citation, the imprint. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:variable name="profile" select="$header/tei:profileDesc"/>
  <xsl:variable name="source" select="$header/tei:fileDesc/tei:sourceDesc"/>
  <xsl:variable name="sent" select="$profile/tei:correspDesc/tei:correspAction[@type = 'sent']"/>
  <xsl:variable name="received" select="$profile/tei:correspDesc/tei:correspAction[@type = 'received']"/>
  <xsl:variable name="written" select="($sent/tei:date | $profile/tei:creation/tei:date)[1]"/>

  <xsl:template name="about">
    <xsl:variable name="archive" select="$source/tei:msDesc/tei:msIdentifier/*[normalize-space()]"/>
    <xsl:variable name="classification"
      select="$profile/tei:textClass/tei:keywords[contains(@scheme, 'classification')]/tei:term"/>
    <xsl:if test="$archive or $classification or $sent/* or $received/* or $written">
      <dl class="about">
        <xsl:call-template name="fact">
          <xsl:with-param name="label">From</xsl:with-param>
          <xsl:with-param name="values" select="$sent/tei:persName | $sent/tei:orgName | $sent/tei:name"/>
        </xsl:call-template>
        <xsl:call-template name="fact">
          <xsl:with-param name="label">To</xsl:with-param>
          <xsl:with-param name="values" select="$received/tei:persName | $received/tei:orgName | $received/tei:name"/>
        </xsl:call-template>
        <xsl:call-template name="fact">
          <xsl:with-param name="label">Date</xsl:with-param>
          <xsl:with-param name="values" select="$written"/>
        </xsl:call-template>
        <xsl:call-template name="fact">
          <xsl:with-param name="label">Place</xsl:with-param>
          <xsl:with-param name="values" select="$sent/tei:placeName"/>
        </xsl:call-template>
        <xsl:call-template name="fact">
          <xsl:with-param name="label">Classification</xsl:with-param>
          <xsl:with-param name="values" select="$classification"/>
        </xsl:call-template>
        <xsl:call-template name="fact">
          <xsl:with-param name="label">Source</xsl:with-param>
          <xsl:with-param name="values" select="$archive"/>
        </xsl:call-template>
      </dl>
    </xsl:if>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="label"/>
    <xsl:param name="values"/>
    <xsl:if test="$values">
      <div>
        <dt><xsl:value-of select="$label"/></dt>
        <dd>
          <xsl:for-each select="$values">
            <xsl:if test="position() &gt; 1"><xsl:text>; </xsl:text></xsl:if>
            <xsl:apply-templates select="." mode="fact"/>
          </xsl:for-each>
        </dd>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="fact"><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:persName" mode="fact"><xsl:apply-templates select="."/></xsl:template>
  <xsl:template match="tei:date" mode="fact">
    <xsl:choose>
      <xsl:when test="normalize-space()"><xsl:apply-templates select="."/></xsl:when>
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

  <!-- Dublin Core for reference managers; a document between correspondents is a letter to them. -->
  <xsl:template name="citation">
    <xsl:if test="$title"><meta name="DC.title" content="{$title}"/></xsl:if>
    <xsl:if test="$sent/*"><meta name="DC.type" content="letter"/></xsl:if>
    <xsl:for-each select="$sent/tei:persName | $sent/tei:orgName | $sent/tei:name">
      <meta name="DC.creator" content="{normalize-space()}"/>
    </xsl:for-each>
    <xsl:if test="$written/@when"><meta name="DC.date" content="{$written/@when}"/></xsl:if>
    <xsl:if test="*/@xml:lang"><meta name="DC.language" content="{*/@xml:lang}"/></xsl:if>
  </xsl:template>

  <xsl:template name="imprint">
    <xsl:variable name="publication" select="$header/tei:fileDesc/tei:publicationStmt"/>
    <xsl:variable name="application" select="$header/tei:encodingDesc/tei:appInfo/tei:application"/>
    <xsl:if test="normalize-space($publication) or $application or $source-url">
      <footer class="imprint">
        <xsl:for-each select="$publication/*[not(self::tei:availability)][normalize-space()]">
          <p><xsl:apply-templates/></p>
        </xsl:for-each>
        <xsl:for-each select="$publication//tei:licence">
          <p>
            <xsl:choose>
              <xsl:when test="starts-with(@target, 'http') and not(.//tei:ref)">
                <a rel="license" href="{@target}">
                  <xsl:value-of select="normalize-space()"/>
                  <xsl:if test="not(normalize-space())"><xsl:value-of select="@target"/></xsl:if>
                </a>
              </xsl:when>
              <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
            </xsl:choose>
          </p>
        </xsl:for-each>
        <xsl:for-each select="$publication/tei:availability/tei:p">
          <p><xsl:apply-templates/></p>
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

</xsl:stylesheet>
