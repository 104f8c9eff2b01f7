/** The parts of a page, in the order in which they appear. */
export const partCss = `
.statement {
  display: grid; gap: 2rem; padding: 1.5rem clamp(1rem, 3vw, 2rem);
  border-inline-start: 6px solid var(--tone); background: var(--tone-ground);
}
.statement-PASS { --tone: var(--pass); --tone-ground: var(--pass-ground); }
.statement-FAIL { --tone: var(--fail); --tone-ground: var(--fail-ground); }
.statement-INCONCLUSIVE { --tone: var(--unsure); --tone-ground: var(--unsure-ground); }
.statement-verdict { font-size: 1.15rem; }
.statement-sentence { text-wrap: balance; margin-top: 0.35rem; font-size: clamp(1.3rem, 1.05rem + 1.1vw, 1.7rem); line-height: 1.4; font-weight: 700; }
.statement-hundred { margin-top: 0.4rem; font-size: 1.1rem; }
.statement h3 { margin-top: 1.3rem; }
.statement ul { padding-inline-start: 1.2em; }
.statement li { padding-block: 0.1rem; }
.statement-picture { margin: 0; }
.hundreds { display: flex; flex-wrap: wrap; gap: 1rem 1.75rem; margin-top: 0.75rem; }
.hundreds-3 { gap: 0.75rem 1.25rem; }
.hundreds-3 .hundred { width: 100px; height: 100px; }
.hundred-name { font-size: 0.9rem; font-weight: 600; }
.hundred-figure { font-size: 0.9rem; color: var(--muted); font-variant-numeric: tabular-nums; }
.hundred-figure strong { font-size: 1.7rem; line-height: 1.3; color: var(--ink); }
.hundred-of-tuned .hundred-figure strong { color: var(--tuned); }
@media (min-width: 60rem) { .statement { grid-template-columns: minmax(0, 1fr) auto; } }

.verdict { display: inline-flex; align-items: center; gap: 0.4em; font-weight: 700; white-space: nowrap; }
.verdict-PASS { color: var(--pass); }
.verdict-FAIL { color: var(--fail); }
.verdict-INCONCLUSIVE { color: var(--unsure); }
.callout { margin-top: 1.25rem; padding: 0.9rem 1.2rem; border-inline-start: 4px solid var(--unsure); background: var(--unsure-ground); }
.callout h3 { margin-top: 0; }

.advice { list-style: none; padding: 0; counter-reset: advice; border-top: 2px solid var(--strong-line); }
.advice > li { padding-block: 0.9rem; border-bottom: 1px solid var(--line); }
.advice h3 { margin: 0 0 0.35rem; }
.advice p { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); max-width: 52em; }
.tag { color: var(--muted); font-size: 0.88rem; }

.previous { margin-top: 1rem; }
.comparison .value { display: block; font-weight: 600; font-size: 1.02rem; }
.comparison .of-tuned .value { font-weight: 800; color: var(--tuned); }
.comparison .interval { display: block; font-size: 0.78rem; color: var(--muted); }
.comparison th .key { margin-inline-end: 0.25rem; vertical-align: -0.1rem; }
.chances { display: grid; gap: 0 2.5rem; margin-top: 0.5rem; }

.pairs { margin-top: 1.75rem; }
.pairs .chart { width: 34%; }
.share { display: grid; grid-template-columns: 3.2rem minmax(0, 1fr); align-items: center; }

.group { padding-top: 0.6rem; border-top: 1px solid var(--line); }
.group > summary { display: flex; gap: 0.75rem; align-items: baseline; color: var(--ink); }
.group > summary::before { content: "▸"; color: var(--muted); }
.group[open] > summary::before { content: "▾"; }
.group > summary::-webkit-details-marker { display: none; }
.group > summary .note { white-space: nowrap; }
.group-title { font-weight: 700; font-size: 1rem; }
.examples { list-style: none; padding: 0; }
.example { margin-block: 0.9rem; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
.example-text { max-width: 46em; }
.moved { background: none; color: inherit; padding: 0; text-decoration: underline var(--wrong); text-underline-offset: 0.2em; }
.moved-1 { text-decoration-thickness: 1px; }
.moved-2 { text-decoration-thickness: 2px; font-weight: 600; }
.moved-3 { text-decoration-thickness: 3px; font-weight: 700; background: var(--wrong-1); }
.answers { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.1rem 1.4rem; font-size: 0.9rem; }
.answers .key { vertical-align: -0.1rem; margin-inline-end: 0.2rem; }
.example-id { color: var(--muted); font-size: 0.82rem; }

.facts-grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); gap: 0.6rem 2rem; }
.facts-lines > div { display: grid; gap: 0 1rem; padding-block: 0.3rem; border-bottom: 1px solid var(--line); }
.facts-lines > div:first-child { border-top: 1px solid var(--line); }
@media (min-width: 44rem) { .facts-lines > div { grid-template-columns: 9rem minmax(0, 1fr); } }
.facts dt { color: var(--muted); font-size: 0.84rem; }
.facts dd { font-variant-numeric: tabular-nums; }
.flow-row { display: grid; gap: 0.15rem 1rem; margin-top: 0.9rem; }
.flow-name { font-size: 0.92rem; color: var(--muted); }
@media (min-width: 44rem) { .flow-row { grid-template-columns: 5rem minmax(0, 1fr); } .flow-name { padding-top: 0.25rem; } }
.findings { padding-inline-start: 1.2em; font-size: 0.92rem; }
.findings li { margin-bottom: 0.5rem; }
.settings code, .gloss code { font-size: 0.95em; }

.command, .spec { padding: 0.9rem 1.1rem; background: var(--soft); border: 1px solid var(--line); white-space: pre-wrap; margin: 0; }
.digest { color: var(--muted); font-size: 0.82em; }
.versions { display: flex; flex-wrap: wrap; gap: 0.1rem 1.5rem; }
.glossary { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: 1rem 2.5rem; }
.glossary dt { font-weight: 700; }
.glossary dd { color: var(--muted); font-size: 0.94rem; }
.full-labels { padding-inline-start: 2em; font-size: 0.9rem; }
.full-labels li:target { background: var(--soft); outline: 2px solid var(--link); }

@media (min-width: 44rem) {
  .comparison tbody th { width: 22%; }
  .slices .chart { width: 26%; min-width: 9rem; padding-inline-start: 0.75rem; }
  .comparison .chart { width: 32%; padding-inline: 0.5rem 0.75rem; }
  .gate th[scope=row] { width: 20%; }
  .gate td:nth-child(2) { width: 9rem; }
  .classes .chart { width: 30%; min-width: 8rem; padding-inline-end: 0.75rem; }
  .classes tbody th { min-width: 6rem; max-width: 20rem; }
  .rules th[scope=row], .settings th[scope=row] { width: 24%; }
  .setting-value { width: 22%; }
  .score .chart { width: 18%; padding-inline-end: 0.75rem; }
  .score th[scope=row] { width: 19%; }
}

.areas { width: auto; }
.areas td, .areas tbody th { vertical-align: middle; }
.areas tbody th { min-width: 6.5rem; }
.slices { margin-top: 1.25rem; }
.slices .interval { display: block; font-size: 0.78rem; font-weight: 400; color: var(--muted); }
.slices tbody th { min-width: 6rem; }
.differences { min-width: min(100%, 34rem); margin-top: 1.5rem; }
.differences + p { margin-top: 0.75rem; }
.metric-tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr)); gap: 1.75rem 3rem; align-items: start; margin-top: 1.75rem; }

/* On a phone a row becomes a block: its name, its figures side by side, its drawing below. */
@media (max-width: 43.99rem) {
  .comparison thead tr, .comparison tbody tr, .slices thead tr, .slices tbody tr { display: grid; grid-template-columns: repeat(auto-fit, minmax(5rem, 1fr)); }
  .classes thead tr, .classes tbody tr { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); }
  .swaps thead tr, .swaps tbody tr { grid-template-columns: repeat(5, minmax(0, 1fr)); }
  .comparison thead th:first-child, .comparison thead .chart, .slices thead th:first-child, .slices thead .chart, .classes thead th:first-child, .classes thead .chart { display: none; }
  .comparison tbody th, .classes tbody th, .slices tbody th, .comparison tbody .chart, .classes tbody .chart, .slices tbody .chart { grid-column: 1 / -1; }
  .comparison .figure, .classes .figure, .slices .figure { text-align: start; }
  .comparison .interval, .slices .interval, thead .figure { white-space: normal; }
  .gate thead, .rules thead, .settings thead {
    position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  }
  .gate tr, .rules tr, .settings tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; }
  .gate td:nth-child(n + 3), .rules td:nth-child(n + 3), .settings td:nth-child(n + 3) { grid-column: 1 / -1; }
  .setting-value { max-width: 11rem; text-align: end; }
  .comparison tbody tr, .classes tbody tr, .slices tbody tr, .gate tbody tr, .rules tbody tr, .settings tbody tr {
    padding-block: 0.6rem; border-bottom: 1px solid var(--line);
  }
  .comparison tbody tr > *, .classes tbody tr > *, .slices tbody tr > *, .gate tbody tr > *, .rules tbody tr > *, .settings tbody tr > * {
    padding: 0.1rem 0; border: 0;
  }
  .comparison thead .figure { white-space: nowrap; font-size: 0.78rem; }
  .hundreds-3 .hundred { width: 84px; height: 84px; }
  .facts-grid { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.5rem 1rem; }
  .advice p { grid-template-columns: minmax(0, 1fr); margin-top: 0.3rem; }
  th, td { padding-inline-end: 0.6rem; }
}
`;
