<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks: everything that is set off from its neighbours by an empty line (TEI Guidelines 4.2, 3.1, 3.12). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:eg="http://www.tei-c.org/ns/Examples"
  exclude-result-prefixes="tei eg">

  <xsl:template name="open-block">
    <xsl:choose>
      <xsl:when test="@rend and contains(concat(' ', @rend, ' '), ' tight ')"><xsl:value-of select="$tight"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="block-edge"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="open-line">
    <xsl:value-of select="$line"/>
    <xsl:if test="@rend and contains(concat(' ', @rend, ' '), ' spaced ')"><xsl:value-of select="$spaced"/></xsl:if>
  </xsl:template>

  <xsl:template mode="flow" match="tei:TEI | tei:teiCorpus | tei:text | tei:group | tei:sourceDoc | tei:anchor">
    <xsl:apply-templates mode="flow"/>
  </xsl:template>

  <xsl:template mode="flow" match="tei:front | tei:body | tei:back | tei:div | tei:div1 | tei:div2 | tei:div3
      | tei:div4 | tei:div5 | tei:div6 | tei:div7 | tei:divGen | tei:head | tei:p | tei:ab | tei:byline
      | tei:opener | tei:closer | tei:postscript | tei:trailer | tei:argument | tei:epigraph | tei:quote | tei:cit
      | tei:lg | tei:figure | tei:floatingText | tei:titlePage | tei:docTitle | tei:docImprint | tei:docEdition
      | tei:imprimatur | tei:sp | tei:spGrp | tei:castList | tei:castGroup | tei:performance | tei:prologue
      | tei:epilogue | tei:set | tei:view | tei:camera | tei:caption | tei:sound | tei:tech
      | tei:u | tei:writing | tei:annotationBlock | tei:eg | eg:egXML | tei:msDesc | tei:notatedMusic
      | tei:surface | tei:surfaceGrp | tei:zone">
    <xsl:call-template name="open-block"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:call-template name="block-edge"/>
  </xsl:template>

  <!-- Whatever stands beside paragraphs is a block too, also when no template knows it: two of them must not
       run into one another. The phrases of a letter's head and foot are blocks only here. -->
  <xsl:template mode="flow" priority="-0.2" match="tei:div/* | tei:body/* | tei:front/* | tei:back/* | tei:div1/*
      | tei:div2/* | tei:div3/*">
    <xsl:call-template name="unknown"/>
    <xsl:call-template name="open-block"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:call-template name="block-edge"/>
  </xsl:template>

  <xsl:template mode="flow" match="tei:opener/tei:dateline | tei:opener/tei:salute | tei:opener/tei:seg
      | tei:opener/tei:signed | tei:closer/tei:dateline | tei:closer/tei:salute | tei:closer/tei:seg
      | tei:closer/tei:signed | tei:postscript/tei:dateline | tei:postscript/tei:salute
      | tei:postscript/tei:seg | tei:postscript/tei:signed">
    <xsl:call-template name="open-block"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:call-template name="block-edge"/>
  </xsl:template>

  <!-- Inside an item or a cell the same blocks take a line, not an empty line. -->
  <xsl:template mode="flow" priority="1" match="tei:item//tei:p | tei:cell//tei:p | tei:item//tei:ab
      | tei:cell//tei:ab | tei:item//tei:quote | tei:cell//tei:quote | tei:item//tei:lg | tei:cell//tei:lg
      | tei:item//tei:closer | tei:item//tei:signed">
    <xsl:call-template name="open-line"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="$line"/>
  </xsl:template>

  <xsl:template mode="flow" match="tei:l | tei:speaker | tei:addrLine | tei:address/tei:name | tei:address/tei:street
      | tei:address/tei:postCode | tei:address/tei:postBox
      | tei:titlePart | tei:figure/tei:figDesc | tei:line | tei:listBibl/tei:bibl | tei:witness
      | tei:graph | tei:tree | tei:eTree | tei:forest">
    <xsl:call-template name="open-line"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="$line"/>
  </xsl:template>

  <!-- The outermost document ends with its notes. -->
  <xsl:template mode="flow" priority="2" match="tei:div[@type = 'document'][not(ancestor::tei:div/@type = 'document')]">
    <xsl:value-of select="$document"/>
    <xsl:call-template name="open-block"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:call-template name="notes"/>
    <xsl:call-template name="block-edge"/>
  </xsl:template>

</xsl:stylesheet>
