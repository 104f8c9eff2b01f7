/** The pages about several runs or versions. */
export const overviewCss = `
.history { display: block; }
.history-break { stroke: var(--muted); stroke-width: 1.25; stroke-dasharray: 4 4; }
.overview-sentence { font-size: clamp(1.2rem, 1.05rem + 0.8vw, 1.5rem); line-height: 1.45; font-weight: 700; }
.alias { display: inline-block; margin-inline-end: 0.4rem; font-weight: 600; }
.alias-production { color: var(--production); }
.changes { list-style: none; padding: 0; font-size: 0.88rem; }
.letter {
  display: inline-block; min-width: 1.5em; margin-inline-end: 0.4rem; border: 1px solid var(--strong-line);
  text-align: center; font-weight: 700; line-height: 1.4;
}
.best { font-weight: 800; }
.overview-sentence + p { margin-top: 0.5rem; }
.runs-table { margin-top: 1.5rem; }
.versions-head th[scope=row] .verdict, .runs th[scope=row] .verdict { display: flex; }
@media (min-width: 44rem) {
  .versions-head th[scope=row] { width: 28%; }
  .versions-head td:nth-child(3) { width: 20%; }
  .runs .chart { width: 26%; }
}

/* On a phone a row becomes a block. */
@media (max-width: 43.99rem) {
  .versions-head thead, .runs thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .versions-head tr, .versions-head tr > *, .runs th[scope=row], .runs .chart { display: block; }
  .runs tbody tr { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .runs th[scope=row], .runs .chart { grid-column: 1 / -1; }
  .versions-head .figure, .runs .figure { text-align: start; }
  .versions-head tbody tr, .runs tbody tr { padding-block: 0.7rem; border-bottom: 1px solid var(--line); }
  .versions-head tbody tr > *, .runs tbody tr > * { padding: 0.1rem 0; border: 0; }
  .cell-name { display: block; color: var(--muted); font-size: 0.78rem; font-weight: 400; }
}
@media (min-width: 44rem) { .cell-name { display: none; } }
`;
