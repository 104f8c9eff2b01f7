import { PERSONAL_KINDS, type PersonalSpan } from './kinds.ts';
import { openPage } from './page.ts';
import { PERSONAL_RULES } from './registry.ts';

/** Texts remembered with what is in them: one rule after the other asks for those of the same record. */
const REMEMBERED = 8;
const remembered: { readonly text: string; readonly spans: readonly PersonalSpan[] }[] = [];
let oldest = 0;

/**
 * The personal data in a text, in its order and without overlaps. Where two kinds lie on one place the more specific one
 * (the earlier of `PERSONAL_KINDS`) wins, within a kind the longer one.
 */
export function findPersonal(text: string): readonly PersonalSpan[] {
  for (const known of remembered) if (known.text === text) return known.spans;
  const spans = spansIn(text);
  remembered[oldest] = { text, spans };
  oldest = (oldest + 1) % REMEMBERED;
  return spans;
}

function spansIn(text: string): PersonalSpan[] {
  const page = openPage(text);
  const spans: PersonalSpan[] = [];
  let taken: Uint8Array | null = null;
  for (const kind of PERSONAL_KINDS) {
    const rule = PERSONAL_RULES[kind];
    if (!rule.possible(page)) continue;
    const found = rule.find(page);
    if (found.length === 0) continue;
    taken ??= new Uint8Array(text.length);
    for (const { start, end } of [...found].sort((a, b) => b.end - b.start - (a.end - a.start))) {
      if (taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      spans.push({ kind, start, end, text: text.slice(start, end) });
    }
  }
  return spans.length < 2 ? spans : spans.sort((a, b) => a.start - b.start);
}
