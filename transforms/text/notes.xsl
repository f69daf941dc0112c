<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes (TEI Guidelines 3.9.1): the number where the note stands, the text at the end of the document. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:exsl="http://exslt.org/common"
  xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei exsl str">

  <xsl:template mode="flow" priority="3" match="tei:note[string(@n)]">
    <xsl:if test="not(@anchored = 'false')">
      <xsl:value-of select="concat($glue, @n)"/>
    </xsl:if>
  </xsl:template>

  <!-- A note without a number has nothing to be called by: it stays where it is, as a block. -->
  <xsl:template mode="flow" match="tei:note">
    <xsl:call-template name="open-block"/>
    <xsl:apply-templates mode="flow"/>
    <block/>
  </xsl:template>

  <!-- The list of notes of the current node. A signature is followed by its notes without an empty line;
       the tokens tight-notes and spaced-notes of the div's @rend say otherwise. -->
  <xsl:template name="notes">
    <xsl:param name="notes"/>
    <xsl:if test="$notes">
      <xsl:variable name="rend" select="concat(' ', @rend, ' ')"/>
      <!-- the last block of the text, if the text has a signature at all -->
      <xsl:variable name="last" select="self::*[descendant::tei:signed]/descendant::*[self::tei:p or self::tei:signed or self::tei:item
        or self::tei:cell or self::tei:head][not(ancestor::tei:note)][last()]"/>
      <xsl:choose>
        <xsl:when test="contains($rend, ' spaced-notes ')"><block/></xsl:when>
        <xsl:when test="contains($rend, ' tight-notes ') or $last/self::tei:signed"><tight/></xsl:when>
        <xsl:otherwise><block/></xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates mode="listed" select="$notes"/>
    </xsl:if>
  </xsl:template>

  <!-- A note of the list: every block and line of it is a line of the list. -->
  <xsl:template mode="listed" match="tei:note">
    <xsl:variable name="flow">
      <xsl:apply-templates mode="flow"/>
    </xsl:variable>
    <xsl:value-of select="concat($line, $number, @n, '. ')"/>
    <xsl:choose>
      <xsl:when test="not(contains($flow, $line) or exsl:node-set($flow)/*)"><xsl:value-of select="$flow"/></xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="exsl:node-set($flow)/text()[normalize-space(translate(., $marks, ''))]">
          <xsl:variable name="further" select="position() &gt; 1"/>
          <xsl:for-each select="str:tokenize(., $line)[normalize-space(translate(., $marks, ''))]">
            <xsl:if test="$further or position() &gt; 1">
              <xsl:value-of select="concat($line, $indent)"/>
            </xsl:if>
            <xsl:value-of select="."/>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
