<?xml version="1.0" encoding="UTF-8"?>
<!--
  The look of the page, written into it so that one file is the whole page.

  Colours keep a contrast of at least 4.5:1 in both schemes (WCAG 2.2, 1.4.3); what can be pressed is at least
  24 pixels high and wide (2.5.8).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- Text that stands in a template is copied once; that of a variable would be copied for every use. -->
  <xsl:template name="look">
    <style><xsl:text>
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --ink: #211f1c; --soft: #625c54; --rule: #d9d3c9; --accent: #8a2f1d; --wash: #f3efe7;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", Charter, "Noto Serif", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #181816; --ink: #dedad2; --soft: #a8a196; --rule: #403c36; --accent: #efa58d; --wash: #24221f; }
}
*, *::before, *::after { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 112.5%/1.6 var(--serif); -webkit-text-size-adjust: 100%; }
body { margin: 0; padding: 0 1.25rem; overflow-wrap: break-word; }
main, .site, .imprint { max-width: 38rem; margin: 0 auto; }
main { position: relative; padding: 2.5rem 0 1rem; outline: none; }
article { display: block; }
p, .p, ul, ol, dl, blockquote, figure, .table, .lg { margin: 0 0 1em; }
.p > :last-child, li > :last-child, .item > :last-child, td > :last-child, blockquote > :last-child { margin-bottom: 0; }
.p > ul, .p > ol, .p > blockquote { margin-top: .6em; }

h1, h2, h3, h4, h5, h6 { font-weight: 600; line-height: 1.3; text-wrap: balance; margin: 2em 0 .7em; }
h1 { font-size: clamp(1.3rem, 1.1rem + 1.2vw, 1.6rem); line-height: 1.28; letter-spacing: -.005em; margin: 0 0 1.1rem; }
h2 { font-size: 1.15rem; }
h3, h4, h5, h6 { font-size: 1rem; }
.subhead { font-weight: 600; }

a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
a:focus-visible, [tabindex="0"]:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
a.persName { color: inherit; text-decoration-color: var(--rule); }
a.persName:hover { color: var(--accent); text-decoration-color: currentColor; }
:target { background: var(--wash); box-shadow: 0 0 0 .3em var(--wash); scroll-margin-top: 3rem; }
.skip { position: absolute; left: -999rem; top: 0; padding: .6rem 1rem; background: var(--paper); z-index: 1; }
.skip:focus { left: 0; }
.site { padding-top: 1.1rem; font: .85rem/1.4 var(--sans); color: var(--soft); }
.site a { display: inline-block; padding: .2rem 0; color: inherit; }

.about, .fields { font-size: .95rem; line-height: 1.45; }
.about { border: solid var(--rule); border-width: 1px 0; padding: .8rem 0; margin-bottom: 2rem; font: .82rem/1.5 var(--sans); }
.about div, .fields > div { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); column-gap: 1rem; }
.about div + div { margin-top: .25rem; }
.about dt { color: var(--soft); }
.about dd, .fields dd { margin: 0; }
.fields dt { grid-row: 1 / span 99; font: .78rem/1.75 var(--sans); letter-spacing: .04em; color: var(--soft); }
.fields dd { grid-column: 2; padding-inline-start: 1em; text-indent: -1em; }

.dateline, .signed, .right, .closer .p { text-align: end; }
.closer .salute, .closer .seg { text-align: start; }
.opener, .closer, .postscript { margin: 0 0 1em; }
.signed { margin-top: 1.2em; }
.subheading { font-weight: 600; margin-top: 1.6em; break-after: avoid; }
.center { text-align: center; text-wrap: balance; }
blockquote { padding-inline-start: 1.4rem; border-inline-start: 2px solid var(--rule); margin-left: 0; margin-right: 0; }
.seg.title { font-weight: 600; }
.attachment, .enclosure { margin: 2.5rem 0; padding-top: .5rem; border-top: 1px solid var(--rule); }
.l { padding-inline-start: 2em; text-indent: -1em; }
img, audio, video { max-width: 100%; } img, video { height: auto; }
figcaption { font-size: .85rem; color: var(--soft); }

ul, ol { padding-inline-start: 1.6rem; }
/* not "none", which makes a list no list to VoiceOver */
ul.simple, ul.labelled, .persons ul { list-style-type: ""; }
ul.simple { padding-inline-start: 2.4em; }
ul.simple > li { text-indent: -1em; }
ul.simple > li > * { text-indent: 0; }
ul.labelled { padding-inline-start: 0; }
ul.labelled > li { display: grid; grid-template-columns: 2.2em minmax(0, 1fr); column-gap: .3em; }
ul.labelled > li > .pb { grid-column: 1 / -1; }
ul.labelled > li > .item { grid-column: 2; }
li { margin: .3em 0; }
.list-head { margin-bottom: .3em; }
.label { white-space: nowrap; }

.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; line-height: 1.4; font-variant-numeric: tabular-nums lining-nums; }
caption { text-align: start; font-weight: 600; padding-bottom: .4em; }
/* the rules go from edge to edge also where a row has fewer cells than others */
tr { border: solid var(--rule); border-width: 1px 0; }
td, th { text-align: start; vertical-align: top; padding: .35em 0; padding-inline-end: .9em; overflow-wrap: normal; }

.pb { font: .72rem/1.6 var(--sans); color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; text-indent: 0; }
.pb a { color: inherit; text-decoration-color: var(--rule); }
.call { line-height: 0; font-size: .7em; vertical-align: baseline; position: relative; top: -.45em; font-family: var(--sans); }
h1 .call, h2 .call { font-size: .55em; top: -.7em; }
/* padding, not a box of its own, so that no line breaks between a word and its note */
[role=doc-noteref] { padding: 8px 10px; margin: 0 -9px; text-decoration: none; font-style: normal; font-weight: 400; }
.call.next { margin-inline-start: 24px; }
[role=doc-noteref]:hover { text-decoration: underline; }
.notes, .persons { margin-top: 3rem; padding-top: .2rem; border-top: 1px solid var(--rule); font-size: .88rem; line-height: 1.55; clear: both; }
.notes h2, .persons h2 { font: 600 .82rem/1.5 var(--sans); margin: 1rem 0 .6rem; color: var(--soft); }
.notes ol { padding-inline-start: 1.9rem; }
.notes ol:dir(ltr) > li[dir=rtl], .notes ol:dir(rtl) > li[dir=ltr] { margin-inline-start: 1.9rem; }
.notes li { margin: .5em 0; padding-inline-start: .2rem; }
/* the link back ends the last paragraph of a note */
.notes li > p:last-of-type { display: inline; }
.notes li::marker { font: .8rem var(--sans); color: var(--soft); font-variant-numeric: tabular-nums; }
.notes li.sign { list-style: none; position: relative; }
span.sign { position: absolute; inset-inline-start: -1.2rem; }
[role=doc-backlink] { display: inline-block; min-width: 24px; min-height: 24px; text-align: center; text-decoration: none; font-family: var(--sans); }
.note[role=note] { font: .82rem/1.5 var(--sans); color: var(--soft); margin-bottom: 1em; }
.persons ul { padding: 0; columns: 16rem; column-gap: 2rem; }
.persons li { break-inside: avoid; margin: 0 0 .3em; padding-inline-start: 1em; text-indent: -1em; }
.persons b { font-weight: 600; }
.description { color: var(--soft); }
.imprint { margin-top: 2rem; padding: 1rem 0 2.5rem; border-top: 1px solid var(--rule); font: .78rem/1.5 var(--sans); color: var(--soft); }
.imprint p { margin: 0 0 .3em; }
.imprint a { display: inline-block; padding: .2rem 0; }

.contents { margin: 1.5rem 0 3rem; padding: .2rem 0 .6rem; border: solid var(--rule); border-width: 1px 0; font: .88rem/1.5 var(--sans); }
.contents h2 { font: 600 .82rem/1.5 var(--sans); margin: .8rem 0 .4rem; color: var(--soft); }
.contents ol { list-style: none; padding: 0; margin: 0; }
.contents ol ol { padding-inline-start: 1.2rem; margin-bottom: .5rem; }
.contents li { margin: .1em 0; }
.contents li > a, .contents li > span { display: inline-block; padding: .1rem 0; padding-inline-start: 1.6em; text-indent: -1.6em; color: inherit; text-decoration: none; }
.contents li > a:hover { color: var(--accent); text-decoration: underline; }
.contents li:has(> ol) > :first-child { font-weight: 600; margin-top: .5rem; }
.turn { display: flex; justify-content: space-between; gap: 2rem; max-width: 38rem; margin: 2.5rem auto 0; font: .85rem/1.45 var(--sans); }
.turn a { flex: 0 1 48%; padding: .4rem 0; text-decoration: none; }
.turn a + a, .turn a[rel=next] { margin-left: auto; text-align: end; }
.turn span { display: block; color: var(--soft); font-size: .78rem; }
article.document + article.document { margin-top: 4rem; padding-top: 2.5rem; border-top: 1px solid var(--rule); }
.notes-heading { font: 600 .82rem/1.5 var(--sans); margin: 1rem 0 .6rem; color: var(--soft); }
a.term, a.placeName, a.orgName { color: inherit; text-decoration-color: var(--rule); }
cite.part { font-style: normal; } cite.part::before { content: "\201C"; } cite.part::after { content: "\201D"; }
q.quote { quotes: none; }

.lg { margin: 0 0 1em; } .lg .lg { margin-bottom: .8em; }
.lg .subhead { text-align: center; margin-bottom: .4em; }
.l { position: relative; }
.l[data-n] { padding-inline-end: 2.2em; }
.l[data-n]::after { content: attr(data-n); position: absolute; inset-inline-end: -.2rem; text-indent: 0; font: .72rem/2.2 var(--sans); color: var(--soft); }
.l.indent { padding-inline-start: 3.5em; } .l.part { padding-inline-start: 6em; }
.sp { margin: 0 0 1.1em; } .sp > .p, .sp > p { margin: 0 0 .2em; }
.speaker { font-variant-caps: small-caps; letter-spacing: .04em; margin: 0; break-after: avoid; }
.stage, .camera, .sound, .tech, .view, .set { font-style: italic; color: var(--soft); }
p.stage { text-align: center; margin: 1em 0; }
.list-head:has(+ .cast) { font-weight: 600; }
ul.cast, ul.entries { list-style-type: ""; padding-inline-start: 1em; }
.role { font-variant-caps: small-caps; } .actor { float: inline-end; color: var(--soft); }
.titlePage { text-align: center; margin: 0 0 4rem; } .titlePage blockquote { border: 0; padding: 0; font-style: italic; }
.titlePart { display: block; } .titlePart + .titlePart { font-size: .8em; font-weight: 400; margin-top: .5em; }
.addrLine, .address > span { display: block; }
p .address > span, span.address > span { display: inline; }

dl.record, dl.record dl { margin: 0 0 1em; font-size: .92rem; } dl.record dl { margin: 0; }
dl.record div { margin: .15rem 0; padding-inline-start: .8rem; border-left: 1px solid var(--rule); }
dl.record dt { font: .78rem/1.6 var(--sans); color: var(--soft); } dl.record dd { margin: 0 0 .2rem; }
dl.gloss > div { display: grid; grid-template-columns: minmax(5rem, 12rem) minmax(0, 1fr); column-gap: 1rem; margin: .25rem 0; }
dl.gloss dt { font-weight: 600; } dl.gloss dd { margin: 0; } .column-heads { color: var(--soft); }
.sources h2 { font-size: 1.15rem; } details.header { margin-top: 3rem; } summary { padding: .3rem 0; font: .85rem var(--sans); }
.entry, .entryFree { padding-inline-start: 1em; text-indent: -1em; margin: 0 0 .6em; } .sense { padding-inline-start: 1.4em; text-indent: 0; }
.orth { font-weight: 700; } .pos, .gen, .usg, .gram, .number { font-style: italic; color: var(--soft); } .mentioned { font-style: italic; }
.readings, .wit, .heard, .milestone, .fs { color: var(--soft); font-size: .88em; }
.fw { font-size: .8rem; color: var(--soft); } .surplus { color: var(--soft); } .ex { font-style: italic; }
.who { font-variant-caps: small-caps; color: var(--soft); } .u { margin: 0 0 .6em; }
pre, code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .86em; }
pre { overflow-x: auto; padding: .8rem 1rem; background: var(--wash); }
.formula.display { display: block; text-align: center; margin: 1em 0; } .formula .number { float: inline-end; }
[data-tei] { outline: 1px dotted var(--soft); outline-offset: 2px; }
.smallcaps { font-variant-caps: small-caps; }
.italic { font-style: italic; }
/* scripts that have no italics */
:is(i, em, cite, .stage):is(:lang(ar), :lang(fa), :lang(he), :lang(syr), :lang(ur), :lang(yi), :lang(ja), :lang(ko), :lang(zh), :lang(hi), :lang(ka), :lang(hy)) { font-style: normal; }
.roman { font-style: normal; }
.bold, .strong { font-weight: 700; }
.underline { text-decoration: underline; }
.editorial, .gap { color: var(--soft); }
.unclear, .sic, [data-cert] { text-decoration: underline dotted var(--soft) 1px; text-underline-offset: .2em; }
a[data-cert] { text-decoration-style: wavy; }
del { color: var(--soft); }
ins { text-decoration: none; border-bottom: 1px solid var(--soft); }
.quoted { quotes: none; }
abbr { text-decoration: none; }

@media (min-width: 58rem) {
  .pb { position: absolute; left: -6.5rem; width: 5rem; text-align: right; line-height: 1.6rem; }
  h1 .pb { line-height: 2.1rem; }
  .pb-line { height: 0; }
}
/* a note that is called opens beside its call, without a script: the page stays where it is */
@media screen and (min-width: 76rem) {
  .notes li:target { position: fixed; top: 5rem; left: calc(50% + 21rem); width: min(20rem, 50vw - 22rem); max-height: calc(100vh - 8rem);
    overflow-y: auto; margin: 0; padding: .8rem 1rem .8rem 1.9rem; list-style-position: outside; background: var(--paper);
    border-left: 3px solid var(--accent); box-shadow: none; }
  .notes li:target::before { content: attr(value); position: absolute; left: .7rem; font: .8rem/1.9 var(--sans); color: var(--soft); }
  .notes li.sign:target > .sign { left: .9rem; }
}
@media (max-width: 57.99rem) {
  .pb-line { margin: -.3em 0 .7em; }
}
@media (max-width: 34rem) {
  html { font-size: 106.25%; }
  main { padding-top: 1.5rem; }
  .about div, .fields > div, dl.gloss > div { display: block; }
  .about div + div { margin-top: .5rem; }
  ul.simple { padding-inline-start: 1em; }
}
@media print {
  @page { margin: 22mm 25mm; }
  :root { --paper: #fff; --ink: #000; --soft: #444; --rule: #999; --accent: #000; --wash: #fff; }
  html { font-size: 10.5pt; line-height: 1.4; }
  body { padding: 0; }
  main, .imprint { max-width: none; }
  main { padding: 0; }
  .skip, [role=doc-backlink], .turn, .contents { display: none; }
  :target { background: none; box-shadow: none; }
  a { color: inherit; text-decoration: none; }
  .pb { position: static; width: auto; }
  .pb-line { height: auto; }
  h1, h2, h3, .fields, .list-head { break-after: avoid; }
  p, li { orphans: 2; widows: 2; }
  .table { overflow: visible; }
}
</xsl:text></style>
  </xsl:template>

</xsl:stylesheet>
