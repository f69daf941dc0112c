<?xml version="1.0" encoding="UTF-8"?>
<!--
  Notes (TEI Guidelines 3.9.1): the number where the note stands, the text at the end of the document, or at the foot of
  the page if its place is foot.

  What @rend says of the source is written as it was: call(…), what stands for the number in the text; label(…), for the
  number in the list; rule(…), the line above the list; pages(…), how many pages before its list the note is called.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <!-- The note itself is written where it stands, and set at the end of its document later. -->
  <xsl:template mode="flow" priority="3" match="tei:note[@n != '']">
    <xsl:choose>
      <xsl:when test="@rend or @place = 'foot'"><xsl:call-template name="printed-note"/></xsl:when>
      <xsl:otherwise>
        <xsl:if test="not(@anchored = 'false')"><xsl:value-of select="concat($glue, @n)"/></xsl:if>
        <xsl:value-of select="concat($note, @n, $line)"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="$end-note"/>
  </xsl:template>

  <!-- The number, and what the note begins with, as the source has them: if it stands at the foot of a page, how many
       pages further on; the line above it; its label. -->
  <xsl:template name="printed-note">
    <xsl:variable name="call" select="substring-before(substring-after(@rend, 'call('), ')')"/>
    <xsl:variable name="label" select="substring-before(substring-after(@rend, 'label('), ')')"/>
    <xsl:variable name="rule" select="substring-before(substring-after(@rend, 'rule('), ')')"/>
    <xsl:choose>
      <xsl:when test="@anchored = 'false'"/>
      <xsl:when test="$call"><xsl:value-of select="concat($glue, $printed, $call, $printed)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($glue, @n)"/></xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="concat($note, $as-printed)"/>
    <xsl:if test="@place = 'foot'">
      <xsl:value-of select="concat('0', substring-before(substring-after(@rend, 'pages('), ')'))"/>
    </xsl:if>
    <xsl:value-of select="$as-printed"/>
    <xsl:if test="$rule"><xsl:value-of select="concat($printed, $rule, $printed)"/></xsl:if>
    <xsl:value-of select="$as-printed"/>
    <xsl:choose>
      <xsl:when test="$label"><xsl:value-of select="concat($printed, $label, $printed, $line)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(@n, $line)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A note without a number has nothing to be called by: it stays where it is, as a block. -->
  <xsl:template mode="flow" match="tei:note">
    <xsl:call-template name="open-block"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="$block"/>
  </xsl:template>

  <!-- Where the notes of the current node are set. A signature is followed by its notes without an empty line;
       the tokens tight-notes and spaced-notes of the div's @rend say otherwise. -->
  <xsl:template name="notes">
    <xsl:variable name="rend" select="concat(' ', @rend, ' ')"/>
    <xsl:value-of select="$notes"/>
    <xsl:choose>
      <xsl:when test="contains($rend, ' spaced-notes ')"><xsl:value-of select="$block"/></xsl:when>
      <xsl:when test="contains($rend, ' tight-notes ')"><xsl:value-of select="$tight"/></xsl:when>
      <xsl:otherwise>
        <!-- the last signature, if no other block comes after it; only what follows it is looked at -->
        <xsl:variable name="last" select="descendant::tei:signed[not(ancestor::tei:note)][last()]"/>
        <xsl:variable name="depth" select="count(ancestor-or-self::*)"/>
        <xsl:variable name="after" select="$last/descendant::* | $last/ancestor-or-self::*[count(ancestor::*) &gt;= $depth]/following-sibling::*/descendant-or-self::*"/>
        <xsl:choose>
          <xsl:when test="$last and not($after[self::tei:p or self::tei:item or self::tei:cell or self::tei:head][not(ancestor::tei:note)])">
            <xsl:value-of select="$tight"/>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="$block"/></xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
