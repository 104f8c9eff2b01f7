/** What only reports on written answers have. Grades differ in lightness, and in hatching, as well as in colour. */
export const answerCss = `
.grade-whole { fill: var(--right-5); } .grade-most { fill: var(--right-3); } .grade-some { fill: var(--right-1); }
.grade-none { fill: var(--wrong-2); } .grade-unreadable { fill: var(--wrong-4); }
.strip .grade-text-whole, .strip .grade-text-unreadable { fill: var(--right-text-high); }
.strip .grade-text-most, .strip .grade-text-some { fill: var(--right-text-low); }
.strip .grade-text-none { fill: var(--wrong-text-low); }
.given { margin-top: 0.4rem; font-size: 0.92rem; }
.given > div { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0 0.75rem; padding-block: 0.15rem; }
.given dt { color: var(--muted); font-size: 0.88rem; padding-top: 0.08rem; }
.given dt .key { margin-inline-end: 0.3rem; }
.part-won { fill: var(--right-5); } .part-tied { fill: var(--right-2); } .part-alike { fill: var(--soft); }
.part-lost { fill: var(--wrong-4); } .part-torn { fill: var(--wrong-2); } .part-silent { fill: var(--paper); }
.strip .part-alike, .strip .part-silent { stroke: var(--line); }
.strip .part-text-won { fill: var(--right-text-high); } .strip .part-text-tied { fill: var(--right-text-low); }
.strip .part-text-lost { fill: var(--wrong-text-high); } .strip .part-text-torn { fill: var(--wrong-text-low); }
.verdicts { margin-block: 0.8rem; }
.verdict-table { max-width: 26rem; }
mark { background: var(--right-2); color: var(--right-text-low); padding-inline: 0.1em; }
@media (min-width: 44rem) { .grades .flow-row { grid-template-columns: 7.5rem minmax(0, 1fr); } }
@media (max-width: 43.99rem) {
  .grade-table { min-width: 34rem; }
  .given > div { grid-template-columns: minmax(0, 1fr); margin-top: 0.3rem; }
  .classes-6 thead tr, .classes-6 tbody tr { grid-template-columns: repeat(3, minmax(0, 1fr)); }
}
`;
