/** Drawings. They take every colour from here, so that they follow the theme; shape or pattern always says it too. */
export const chartCss = `
svg { overflow: visible; }
svg text { font-family: var(--sans); fill: var(--ink); font-size: 13px; font-variant-numeric: tabular-nums; }
.series-base { --series: var(--base); }
.series-tuned { --series: var(--tuned); }
.series-production { --series: var(--production); }
.key { display: inline-block; flex: none; vertical-align: -0.12em; }
.legend { display: flex; flex-wrap: wrap; align-items: center; gap: 0.2rem 0.5rem; margin-top: 0.4rem; font-size: 0.86rem; color: var(--muted); }
.legend-item { display: inline-flex; align-items: center; gap: 0.4rem; margin-inline-end: 0.9rem; }
.legend strong { color: var(--ink); font-variant-numeric: tabular-nums; }
.legend .key + .key { margin-inline-start: 0.75rem; }
.grid { stroke: var(--line); stroke-width: 1; }
.axis { stroke: var(--muted); stroke-width: 1; }
.hatch { stroke: var(--hatch); stroke-width: 1.4; stroke-opacity: 0.38; }

.verdict-sign circle { fill: currentColor; }
.verdict-sign path { fill: none; stroke: var(--paper); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.statement-verdict .verdict-sign { width: 1.5em; height: 1.5em; }

.dot-right { fill: var(--series); }
.dot-wrong { fill: none; stroke: var(--series); stroke-width: 1.1; stroke-opacity: 0.75; }

.mark { fill: var(--series); stroke: var(--series); stroke-width: 1.5; }
.mark.series-base { fill: var(--paper); stroke-width: 2; }
.whiskers, .class-bar, .share-bar, .scale { display: block; }
.whisker, .whisker-end { stroke: var(--series); stroke-width: 2; }
.scale text { fill: var(--muted); font-size: 11px; font-weight: 400; }
.bar { fill: var(--series); }
.bar-reference { stroke: var(--ink); stroke-width: 2; }
.bar-wrong { fill: var(--wrong); }

.strip .part, .key .part { stroke: var(--paper); stroke-width: 1.5; }
.key .part { stroke: var(--muted); stroke-width: 0.75; }
.part-kept { fill: var(--kept); }
.part-dropped, .part-held_back, .part-leaked { fill: var(--dropped); }
.part-train { fill: var(--train); }
.part-validation { fill: var(--validation); }
.part-test { fill: var(--test); }
.strip .part-text-kept { fill: var(--kept-text); }
.strip .part-text-dropped, .strip .part-text-held_back, .strip .part-text-leaked { fill: var(--dropped-text); }
.strip .part-text-train { fill: var(--train-text); }
.strip .part-text-validation { fill: var(--validation-text); }
.strip .part-text-test { fill: var(--test-text); }

.matrix { display: block; }
.cell { stroke: var(--paper); stroke-width: 1.5; }
.cell-0 { fill: var(--soft); }
.matrix .matrix-label { font-size: 14px; }
.matrix .matrix-axis, .matrix .matrix-sum { fill: var(--muted); }
.matrix .cell-count { font-weight: 600; font-size: 14px; }
.matrix-frame { fill: none; stroke: var(--strong-line); stroke-width: 1; }
.right-1 .cell { fill: var(--right-1); } .right-2 .cell { fill: var(--right-2); } .right-3 .cell { fill: var(--right-3); }
.right-4 .cell { fill: var(--right-4); } .right-5 .cell { fill: var(--right-5); }
.wrong-1 .cell { fill: var(--wrong-1); } .wrong-2 .cell { fill: var(--wrong-2); } .wrong-3 .cell { fill: var(--wrong-3); }
.wrong-4 .cell { fill: var(--wrong-4); } .wrong-5 .cell { fill: var(--wrong-5); }
.matrix .right-1 text, .matrix .right-2 text, .matrix .right-3 text { fill: var(--right-text-low); }
.matrix .right-4 text, .matrix .right-5 text { fill: var(--right-text-high); }
.matrix .wrong-1 text, .matrix .wrong-2 text, .matrix .wrong-3 text { fill: var(--wrong-text-low); }
.matrix .wrong-4 text, .matrix .wrong-5 text { fill: var(--wrong-text-high); }
.overview { display: block; max-width: 100%; height: auto; margin-top: 1rem; }
.overview-ground { fill: var(--soft); }
.right-shade-1 { fill: var(--right-3); } .right-shade-2 { fill: var(--right-4); } .right-shade-3 { fill: var(--right-5); }
.wrong-shade-1 { fill: var(--wrong-3); } .wrong-shade-2 { fill: var(--wrong-4); } .wrong-shade-3 { fill: var(--wrong-5); }

.plot { margin: 0.75rem 0.75rem 2.75rem 2.6rem; }
.loss { display: block; }
.tick { fill: var(--muted); }
.tick-mark { stroke: var(--muted); }
.line-train { fill: none; stroke: var(--tuned); stroke-width: 2; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.line-validation { fill: none; stroke: var(--wrong); stroke-width: 2; stroke-dasharray: 6 4; vector-effect: non-scaling-stroke; }
.point-validation { fill: var(--paper); stroke: var(--wrong); stroke-width: 2.25; }
.unit-squares { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: 1.5rem 2.5rem; max-width: 52rem; }
.unit-squares figure { margin: 0; }
.unit-square { display: block; width: calc(100% - 4.5rem); max-width: 20rem; margin: 2.1rem 1.5rem 3.1rem 3rem; }
.unit-label text { font-size: 0.75rem; fill: var(--muted); }
.unit-label .unit-axis { fill: currentColor; }
.curve { fill: none; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.curve-main { stroke: var(--tuned); stroke-width: 2.25; }
.curve-other { stroke: var(--base); stroke-width: 0.75; stroke-opacity: 0.55; }
.curve-chance { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 4 4; }
.small-curve { display: block; }
.small-curve-frame { fill: none; stroke: var(--line); }
.small-curve .curve-main { stroke-width: 1.5; }
`;
