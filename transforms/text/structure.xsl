<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks: everything that is set off from its neighbours by an empty line (TEI Guidelines 4.2, 3.1, 3.12). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">

  <xsl:template name="open-block">
    <xsl:choose>
      <xsl:when test="contains(concat(' ', @rend, ' '), ' tight ')"><tight/></xsl:when>
      <xsl:otherwise><block/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="open-line">
    <xsl:value-of select="$line"/>
    <xsl:if test="contains(concat(' ', @rend, ' '), ' spaced ')"><xsl:value-of select="$spaced"/></xsl:if>
  </xsl:template>

  <xsl:template mode="flow" match="tei:front | tei:body | tei:back | tei:div | tei:head | tei:p | tei:ab
      | tei:byline | tei:opener | tei:closer | tei:postscript | tei:trailer | tei:argument | tei:epigraph
      | tei:quote | tei:lg | tei:sp | tei:figure | tei:floatingText">
    <xsl:call-template name="open-block"/>
    <xsl:apply-templates mode="flow"/>
    <block/>
  </xsl:template>

  <!-- Whatever stands beside paragraphs is a block too, also when no template knows it: two of them must not
       run into one another. The phrases of a letter's head and foot are blocks only here. -->
  <xsl:template mode="flow" priority="-0.2" match="tei:div/* | tei:body/* | tei:front/* | tei:back/*">
    <xsl:call-template name="open-block"/>
    <xsl:apply-templates mode="flow"/>
    <block/>
  </xsl:template>

  <xsl:template mode="flow" match="tei:opener/tei:dateline | tei:opener/tei:salute | tei:opener/tei:seg
      | tei:opener/tei:signed | tei:closer/tei:dateline | tei:closer/tei:salute | tei:closer/tei:seg
      | tei:closer/tei:signed | tei:postscript/tei:dateline | tei:postscript/tei:salute
      | tei:postscript/tei:seg | tei:postscript/tei:signed">
    <xsl:call-template name="open-block"/>
    <xsl:apply-templates mode="flow"/>
    <block/>
  </xsl:template>

  <!-- Inside an item or a cell the same blocks take a line, not an empty line. -->
  <xsl:template mode="flow" priority="1" match="tei:item//tei:p | tei:cell//tei:p | tei:item//tei:ab
      | tei:cell//tei:ab | tei:item//tei:quote | tei:cell//tei:quote | tei:item//tei:lg | tei:cell//tei:lg
      | tei:item//tei:closer | tei:item//tei:signed">
    <xsl:call-template name="open-line"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="$line"/>
  </xsl:template>

  <xsl:template mode="flow" match="tei:l | tei:speaker | tei:addrLine">
    <xsl:call-template name="open-line"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="$line"/>
  </xsl:template>

  <!-- The outermost document ends with its notes. -->
  <xsl:template mode="flow" priority="2" match="tei:div[@type = 'document'][not(ancestor::tei:div/@type = 'document')]">
    <xsl:call-template name="open-block"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:call-template name="notes">
      <xsl:with-param name="notes" select="key('called-note', generate-id())"/>
    </xsl:call-template>
    <block/>
  </xsl:template>

</xsl:stylesheet>
