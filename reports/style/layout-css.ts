/** The page: type, masthead, contents at the side, numbered sections, tables. */
export const layoutCss = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font-family: var(--sans); font-size: 1rem; line-height: 1.75; overflow-wrap: anywhere;
}
:lang(en) > body { line-height: 1.6; }
a { color: var(--link); text-underline-offset: 0.18em; text-decoration-thickness: 0.06em; }
a:hover { text-decoration-thickness: 0.12em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, pre { font-family: var(--mono); font-size: 0.88em; }
p, li, dd { text-wrap: pretty; }
h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; }
.skip { position: absolute; left: -100vw; top: 0; padding: 0.5rem 1rem; background: var(--paper); }
.skip:focus { left: 0; z-index: 1; }

.masthead, .page, .colophon { max-width: 76rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem); }
.masthead { padding-top: 1.25rem; }
.masthead-line {
  display: flex; justify-content: space-between; gap: 1rem; align-items: baseline;
  padding-bottom: 0.6rem; border-bottom: 3px solid var(--strong-line); font-size: 0.9rem;
}
.product { font-weight: 700; letter-spacing: 0.02em; }
.kind { margin-top: 1.6rem; color: var(--muted); font-size: 1rem; }
h1 { font-size: clamp(1.7rem, 1.2rem + 2.2vw, 2.5rem); line-height: 1.2; font-weight: 750; letter-spacing: -0.01em; }
.masthead-facts {
  display: flex; flex-wrap: wrap; gap: 0.4rem 2.2rem; margin-top: 0.9rem; padding-bottom: 1.4rem;
  border-bottom: 1px solid var(--line); font-size: 0.88rem;
}
.masthead-facts dt { color: var(--muted); font-size: 0.82rem; }

.page { display: grid; gap: 1.5rem 3.5rem; padding-top: 1.75rem; }
.contents { font-size: 0.88rem; }
.contents ol { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; }
.contents a { color: var(--muted); text-decoration: none; }
.contents a:hover { color: var(--link); text-decoration: underline; }
main { min-width: 0; counter-reset: section; }
.section { padding-bottom: 3.25rem; }
h2 {
  counter-increment: section; display: flex; gap: 0.75rem; align-items: baseline; margin-bottom: 1rem;
  font-size: 1.45rem; line-height: 1.35; font-weight: 700;
}
h2::before { content: counter(section); color: var(--muted); font-weight: 400; font-variant-numeric: tabular-nums; }
.colophon h2::before { content: none; }
h3 { margin: 2rem 0 0.5rem; font-size: 1.06rem; line-height: 1.5; font-weight: 700; }
.lead { max-width: 46em; margin-bottom: 1rem; color: var(--muted); }
.section > p, figure > p, .chance p { max-width: 46em; }
.note, .muted, .gloss { color: var(--muted); }
.note { font-size: 0.88rem; }
table + .note, table + .facts { margin-top: 0.75rem; }
.gloss { display: block; font-size: 0.8rem; font-weight: 400; line-height: 1.45; }
figure { margin: 1.25rem 0; }
figcaption, caption { text-align: start; font-weight: 700; font-size: 0.98rem; }
caption { padding-bottom: 0.5rem; }
.comparison caption, .classes caption, .rules caption { font-weight: 400; font-size: 0.88rem; color: var(--muted); }

table {
  width: 100%; border-collapse: collapse; font-size: 0.92rem; line-height: 1.5;
  font-variant-numeric: tabular-nums lining-nums;
}
.section > table, .wide + table, figure + table, .chances + table { margin-top: 1.75rem; }
th, td { padding: 0.5rem 0.9rem 0.5rem 0; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-inline-end: 0; }
thead th, thead td {
  vertical-align: bottom; border-top: 2px solid var(--strong-line); border-bottom: 1px solid var(--strong-line);
  font-size: 0.84rem; font-weight: 600;
}
tbody th { font-weight: 600; }
tbody tr:last-child > * { border-bottom: 1px solid var(--strong-line); }
.figure { text-align: end; white-space: nowrap; }
.nowrap, .nowrap .outside { white-space: nowrap; }
.strong { font-weight: 700; }
.small { width: auto; font-size: 0.86rem; }
.wide { overflow-x: auto; }
.wide > table, .wide > svg { margin-bottom: 0.25rem; }

details { margin-top: 0.9rem; }
summary { cursor: pointer; color: var(--link); font-size: 0.92rem; }
details[open] > summary { margin-bottom: 0.6rem; }
bdi.outside { white-space: pre-wrap; }
bdi.label { word-break: keep-all; }
.colophon { padding-block: 1.5rem 3rem; }
.colophon > * { max-width: 60rem; }
.colophon h2 { font-size: 1rem; margin-bottom: 0.4rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.colophon ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.2rem 1.6rem; font-size: 0.88rem; color: var(--muted); }

@media (min-width: 68rem) {
  .page { grid-template-columns: 10.5rem minmax(0, 1fr); padding-top: 2.25rem; }
  .contents { position: sticky; top: 1.5rem; align-self: start; }
  .contents ol { display: block; counter-reset: contents; }
  .contents li { counter-increment: contents; display: flex; gap: 0.6rem; padding-block: 0.22rem; }
  .contents li::before { content: counter(contents); flex: none; color: var(--muted); font-variant-numeric: tabular-nums; }
  .colophon { padding-inline-start: calc(clamp(1rem, 4vw, 2.5rem) + 14rem); }
}
`;
