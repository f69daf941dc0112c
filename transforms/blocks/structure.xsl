<?xml version="1.0" encoding="UTF-8"?>
<!--
  The tree of blocks that reading.xsl and markdown.xsl make, in no namespace:

    flow                 all of it
    document, group      what belongs together; a document ends with its notes
    head @level          a heading; p @class a paragraph (caption, speaker, stage)
    quote                a quotation, set off
    list @type           ordered or not; item @label, the label or number that the source gives it
    verse, line @indent  a stanza and its lines
    speech               what one speaker says
    table, row @head, cell @cols
    pre                  text whose white space counts
    note @n @called      a note, where it stands; without @n an aside
    page @n              where a page begins
    em strong del sup sub code link @href br    phrases

  Phrases and paragraphs may hold blocks, as in TEI: what writes them out parts them. Text may hold the marks
  line, space and glue of text/marks.xsl.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:eg="http://www.tei-c.org/ns/Examples"
  exclude-result-prefixes="tei eg">

  <!-- What is said about the text, and what is not made of words. -->
  <xsl:template mode="flow" match="tei:teiHeader | tei:standOff | tei:facsimile | tei:binaryObject"/>

  <xsl:template mode="flow" match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6
      | tei:div7 | tei:divGen | tei:front | tei:body | tei:back | tei:group | tei:floatingText | tei:opener
      | tei:closer | tei:postscript | tei:argument | tei:figure | tei:cit | tei:titlePage | tei:docTitle
      | tei:castList | tei:castGroup | tei:performance | tei:prologue | tei:epilogue | tei:set | tei:spGrp
      | tei:msDesc | tei:annotationBlock | tei:surface | tei:surfaceGrp | tei:zone | tei:address
      | tei:superEntry | tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg
      | tei:listEvent | tei:listObject | tei:listNym | tei:listWit | tei:listApp | tei:listForest">
    <group><xsl:apply-templates mode="flow"/></group>
  </xsl:template>

  <!-- The outermost document ends with its notes. -->
  <xsl:template mode="flow" priority="2" match="tei:div[@type = 'document'][not(ancestor::tei:div/@type = 'document')]">
    <document><xsl:apply-templates mode="flow"/></document>
  </xsl:template>

  <xsl:template mode="flow" match="tei:p | tei:ab | tei:byline | tei:dateline | tei:salute | tei:signed | tei:trailer
      | tei:docImprint | tei:docEdition | tei:imprimatur | tei:titlePart | tei:castItem | tei:u | tei:writing
      | tei:fw | tei:figDesc | tei:view | tei:camera | tei:sound | tei:tech | tei:entry
      | tei:entryFree | tei:biblStruct | tei:biblFull | tei:witness | tei:listBibl/tei:bibl | tei:line">
    <p><xsl:apply-templates mode="flow"/></p>
  </xsl:template>

  <!-- Data in parts (text/records.xsl), each record a paragraph. -->
  <xsl:template mode="flow" priority="1" match="tei:castItem | tei:entry | tei:biblStruct | tei:biblFull | tei:person
      | tei:personGrp | tei:place | tei:org | tei:event | tei:object | tei:nym | tei:notatedMusic">
    <p><xsl:call-template name="parts"/></p>
  </xsl:template>

  <!-- Inside a sentence the same are phrases. -->
  <xsl:template mode="flow" priority="1" match="tei:p//tei:dateline | tei:p//tei:salute | tei:p//tei:signed
      | tei:p//tei:address | tei:p//tei:addrLine">
    <xsl:value-of select="$space"/>
    <xsl:apply-templates mode="flow"/>
    <xsl:value-of select="$space"/>
  </xsl:template>

  <xsl:template mode="flow" match="tei:opener/tei:seg | tei:closer/tei:seg | tei:postscript/tei:seg">
    <p><xsl:apply-templates mode="flow"/></p>
  </xsl:template>

  <xsl:template mode="flow" match="tei:addrLine | tei:address/tei:name | tei:address/tei:street
      | tei:address/tei:postCode | tei:address/tei:postBox">
    <line><xsl:apply-templates mode="flow"/></line>
  </xsl:template>

  <!-- Whatever stands beside paragraphs is one, also when no template knows it. -->
  <xsl:template mode="flow" priority="-0.2" match="tei:div/* | tei:body/* | tei:front/* | tei:back/* | tei:div1/*
      | tei:div2/* | tei:div3/*">
    <xsl:call-template name="unknown"/>
    <p><xsl:apply-templates mode="flow"/></p>
  </xsl:template>

  <xsl:template mode="flow" match="tei:head">
    <head level="{count(ancestor::tei:div | ancestor::tei:div1 | ancestor::tei:div2 | ancestor::tei:div3
      | ancestor::tei:div4 | ancestor::tei:div5 | ancestor::tei:div6 | ancestor::tei:div7
      | ancestor::tei:floatingText | ancestor::tei:group)}">
      <xsl:apply-templates mode="flow"/>
    </head>
  </xsl:template>

  <xsl:template mode="flow" match="tei:list/tei:head | tei:table/tei:head | tei:figure/tei:head | tei:lg/tei:head
      | tei:listBibl/tei:head | tei:listPerson/tei:head | tei:listPlace/tei:head | tei:listOrg/tei:head
      | tei:listEvent/tei:head | tei:listObject/tei:head | tei:listNym/tei:head | tei:listWit/tei:head
      | tei:listApp/tei:head | tei:castList/tei:head | tei:castGroup/tei:head | tei:caption | tei:postscript/tei:label">
    <p class="caption"><xsl:apply-templates mode="flow"/></p>
  </xsl:template>

  <xsl:template mode="flow" match="tei:quote | tei:epigraph">
    <quote><xsl:apply-templates mode="flow"/></quote>
  </xsl:template>

  <!-- A quotation within a sentence stays in it, unless it has blocks of its own. -->
  <xsl:template mode="flow" priority="1" match="tei:quote[parent::tei:p or parent::tei:ab or parent::tei:l
      or parent::tei:item or parent::tei:cell or parent::tei:sense or parent::tei:cit[parent::tei:p]]
      [not(tei:p or tei:lg or tei:l or tei:ab or tei:list)][not(contains(@rend, 'block'))]">
    <xsl:apply-templates mode="flow"/>
  </xsl:template>

  <xsl:template mode="flow" match="tei:eg | eg:egXML">
    <pre><xsl:value-of select="."/></pre>
  </xsl:template>

  <xsl:template mode="flow" match="tei:pb[@n]">
    <xsl:if test="$pages != 'no'">
      <page n="{@n}">
        <xsl:if test="@break = 'no'"><xsl:attribute name="break">no</xsl:attribute></xsl:if>
      </page>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
