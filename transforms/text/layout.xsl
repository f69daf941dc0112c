<?xml version="1.0" encoding="UTF-8"?>
<!--
  From the flat sequence to lines.

  White space that holds a line break is only the layout of the XML file: it is one space inside a line and
  nothing at its edges. All other white space is the source's own and stays.

  The marks are noncharacters, which Unicode sets aside for use inside a program (section 23.7): no text holds
  them, and none is written.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str">

  <!-- where a line begins or ends; lines without words do not count -->
  <xsl:variable name="line" select="'&#xFDD0;'"/>
  <!-- at the start of a line: an empty line comes before it -->
  <xsl:variable name="spaced" select="'&#xFDD1;'"/>
  <!-- no layout of the file may part what stands before and after -->
  <xsl:variable name="glue" select="'&#xFDD2;'"/>
  <!-- one space, unless there is one already or the line ends here -->
  <xsl:variable name="space" select="'&#xFDD3;'"/>
  <!-- at the start of a line: the indent of a note's number, and of its further lines -->
  <xsl:variable name="number" select="'&#xFDD4;'"/>
  <xsl:variable name="indent" select="'&#xFDD5;'"/>
  <xsl:variable name="marks" select="concat($line, $spaced, $glue, $space, $number, $indent)"/>

  <xsl:template name="layout">
    <xsl:param name="flow"/>
    <xsl:variable name="tight" select="boolean($flow/tight)"/>
    <!-- translate() costs more than all the rest, so it runs only where there is something to take out -->
    <xsl:for-each select="$flow/text()[normalize-space()][not(contains(., $line))
        or normalize-space(translate(., $marks, ''))]">
      <xsl:if test="position() &gt; 1">
        <xsl:text>&#10;</xsl:text>
        <xsl:if test="not($tight and preceding-sibling::*[1]/self::tight)"><xsl:text>&#10;</xsl:text></xsl:if>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="contains(., $line)">
          <xsl:for-each select="str:tokenize(., $line)[normalize-space()][not(contains(., $space)
              or contains(., $spaced)) or normalize-space(translate(., $marks, ''))]">
            <xsl:if test="position() &gt; 1">
              <xsl:text>&#10;</xsl:text>
              <xsl:if test="contains(., $spaced)"><xsl:text>&#10;</xsl:text></xsl:if>
            </xsl:if>
            <xsl:call-template name="line"/>
          </xsl:for-each>
        </xsl:when>
        <xsl:when test="contains(., $glue) or contains(., '&#10;') or contains(., $space)">
          <xsl:call-template name="line"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- The line that is the current node, without its marks. -->
  <xsl:template name="line">
    <xsl:choose>
      <xsl:when test="starts-with(., $number)"><xsl:text>  </xsl:text></xsl:when>
      <xsl:when test="starts-with(., $indent)"><xsl:text>     </xsl:text></xsl:when>
    </xsl:choose>
    <xsl:choose>
      <xsl:when test="contains(., '&#10;')">
        <xsl:variable name="collapsed"><xsl:call-template name="collapse"/></xsl:variable>
        <xsl:call-template name="unmarked">
          <xsl:with-param name="text">
            <xsl:call-template name="closed-up">
              <xsl:with-param name="text" select="string($collapsed)"/>
            </xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="unmarked"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- $text without its marks; the mark for a space becomes one where none stands yet. -->
  <xsl:template name="unmarked">
    <xsl:param name="text" select="string()"/>
    <xsl:choose>
      <xsl:when test="starts-with($text, $number) or starts-with($text, $indent) or starts-with($text, $spaced)">
        <xsl:call-template name="unmarked"><xsl:with-param name="text" select="substring($text, 2)"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="contains($text, $space)">
        <xsl:for-each select="str:tokenize($text, $space)[normalize-space()]">
          <xsl:variable name="before" select="preceding-sibling::*[normalize-space()][1]"/>
          <xsl:if test="position() &gt; 1 and normalize-space(substring(., 1, 1))
              and normalize-space(substring($before, string-length($before)))">
            <xsl:text> </xsl:text>
          </xsl:if>
          <xsl:call-template name="unmarked"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="contains($text, $glue)">
        <xsl:call-template name="unglued"><xsl:with-param name="text" select="$text"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- $text without glue: most lines hold one or two, and many more are not worth a call each. -->
  <xsl:template name="unglued">
    <xsl:param name="text"/>
    <xsl:param name="depth" select="0"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, $glue))"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="$depth &gt; 8"><xsl:value-of select="str:replace($text, $glue, '')"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="substring-before($text, $glue)"/>
        <xsl:call-template name="unglued">
          <xsl:with-param name="text" select="substring-after($text, $glue)"/>
          <xsl:with-param name="depth" select="$depth + 1"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The current node with one space for each stretch of white space that holds a line break. -->
  <xsl:template name="collapse">
    <xsl:variable name="lines" select="str:tokenize(., '&#10;')"/>
    <xsl:choose>
      <!-- no line has white space of its own that would be lost -->
      <xsl:when test="not($lines[not(contains(., normalize-space()))])">
        <xsl:value-of select="normalize-space()"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$lines[normalize-space()]">
          <xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
          <xsl:call-template name="trim"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- $text without the white space at its edges; double spaces inside it stay. -->
  <xsl:template name="trim">
    <xsl:param name="text" select="string()"/>
    <xsl:variable name="first" select="substring(normalize-space($text), 1, 1)"/>
    <xsl:variable name="length" select="string-length($text)"/>
    <xsl:choose>
      <xsl:when test="substring($text, 1, 1) != $first">
        <xsl:call-template name="trim">
          <xsl:with-param name="text" select="concat($first, substring-after($text, $first))"/>
        </xsl:call-template>
      </xsl:when>
      <!-- many spaces at once, so that a line of a thousand of them is not a thousand calls deep -->
      <xsl:when test="$length &gt; 32 and not(normalize-space(substring($text, $length - 31)))">
        <xsl:call-template name="trim">
          <xsl:with-param name="text" select="substring($text, 1, $length - 32)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="not(normalize-space(substring($text, $length)))">
        <xsl:call-template name="trim">
          <xsl:with-param name="text" select="substring($text, 1, $length - 1)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- $text without the spaces beside glue and beside marks of a space. -->
  <xsl:template name="closed-up">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="contains($text, $space) or contains($text, $glue)">
        <xsl:variable name="left" select="str:replace($text, concat(' ', $glue), $glue)"/>
        <xsl:variable name="right" select="str:replace(string($left), concat($glue, ' '), $glue)"/>
        <xsl:variable name="before" select="str:replace(string($right), concat(' ', $space), $space)"/>
        <xsl:value-of select="str:replace(string($before), concat($space, ' '), $space)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
