/** On A4 paper: no navigation, examples unfolded, nothing torn apart, colours as they are. */
export const printCss = `
@page { size: A4; margin: 15mm 15mm 16mm; }
@media print {
  :root { font-size: 9.2pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { line-height: 1.55; }
  svg text, .matrix .matrix-label, .matrix .cell-count { font-size: 12px; }
  .masthead, .page, .colophon { max-width: none; padding-inline: 0; }
  .page { display: block; }
  .contents, .skip, .switch, .colophon, .on-screen { display: none; }
  .section { padding-bottom: 1.9rem; }
  .statement { grid-template-columns: minmax(0, 1fr) auto; gap: 1.2rem; }
  .hundreds .hundred { width: 24mm; height: 24mm; }
  .hundreds { gap: 0.6rem 1rem; }
  h2, h3, caption, figcaption, summary, .lead { break-after: avoid; }
  tr, figure, li, .statement, .chance, .callout, .facts > div, .glossary > div { break-inside: avoid; }
  thead { display: table-header-group; break-after: avoid; }
  tbody tr:first-child { break-before: avoid; }
  th, td { padding-block: 0.32rem; }
  .settings .gloss { display: inline; margin-inline-start: 0.4em; }
  .settings th[scope=row] { width: 40%; }
  .wide { overflow: visible; }
  .wide > svg { max-width: 100%; height: auto; }
  .overview { width: 90mm; }
  .unit-square { height: 56mm; max-width: 56mm; }
  .small-curve { width: 11mm; height: 11mm; }
  .glossary { grid-template-columns: 1fr 1fr; gap: 0.6rem 1.8rem; }
  details::details-content { content-visibility: visible; block-size: auto; }
  details > summary { list-style: none; color: var(--ink); font-weight: 600; }
  .group > summary::before { content: none; }
  a { color: inherit; text-decoration: none; }
}
`;
