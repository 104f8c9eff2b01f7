import { CP1252_OWN, type LegacyCharset } from '../charsets/legacy.ts';
import type { Repair } from './repair.ts';
import { type Route, undo, type WrittenCharset } from './routes.ts';

/** A byte of UTF-8 after the first, as these charsets show it: part of a regular expression. */
export const CONTINUATION = `[\\u0080-\\u00bf${CP1252_OWN}]`;
const RUN = new RegExp(`[\\u0000-\\u00ff${CP1252_OWN}]+`, 'g');
/** A character of UTF-8 as its bytes look one by one. */
const SEQUENCE = new RegExp(
  `[\\u00c2-\\u00df]${CONTINUATION}|[\\u00e0-\\u00ef]${CONTINUATION}{2}|[\\u00f0-\\u00f4]${CONTINUATION}{3}`,
  'g',
);
/** One that a text may hold by itself: a letter, then quotation marks, dots, signs or a space („SPAß“, « é”» …). */
const INNOCENT = /^(?:[Ã-ô][\u00a0’”»“«…–—›‹]+|[Ä-ô][™®ªº°]+)$/u;
/** So many innocent ones are no accident. */
const ACCIDENTS = 3;
const HIGH = /[\u0080-\u00ff]/g;
const SIGNS = /[\u00a1-\u00bf]/g;

const READ_AS = ['latin1', 'windows-1252'] as const satisfies readonly LegacyCharset[];

/** Nearly every byte must make sense before a text is taken for another one. */
const SENSE = 0.9;
/** Of a text that lost some bytes half still makes sense. */
const LOSSY_SENSE = 0.5;
/** In Big5 and GBK fewer characters than this may come about by chance. */
const FEWEST = 5;
/**
 * Such text is signs (¤ ¦ ¼ …) and letters at random. Western languages have hardly any signs among the letters beyond
 * ASCII, tables of signs no letters.
 */
const SIGN_SHARE: Readonly<Record<'big5' | 'gbk', number>> = { big5: 0.3, gbk: 0.1 };
const LETTER_SHARE = 0.1;
/**
 * Chinese in UTF-8 from which a program took the control characters of ISO 8859-1: half its characters are first bytes
 * (ã to é, ï), half are signs, and hardly any ASCII is among them.
 */
const FIRST_BYTES = /[ã-éï]/g;
const STRIPPED = { fewest: 12, high: 0.7, firstBytes: 0.35, signs: 0.25 };
/** The mistake is made twice at times, hardly ever more often. */
const DEPTH = 3;

/** Undoes what reading as ISO 8859-1 or code page 1252 did, wherever a line has such characters. */
export function repairLatin(line: string): Repair | null {
  let route: Route | null = null;
  let complete = true;
  let spoilt = 0;
  const text = line.replace(RUN, (run) => {
    const repair = repairRun(run, 1);
    if (repair === null) return run;
    route = repair.route;
    spoilt += run.length;
    if (repair.text === null) complete = false;
    return repair.text ?? run;
  });
  return spoilt === 0 ? null : { route, text: complete ? text : null, spoilt };
}

function repairRun(run: string, depth: number): Repair | null {
  const sequences = run.match(SEQUENCE) ?? [];
  if (sequences.length === 0) return repairDoubleByte(run) ?? stripped(run);
  const proven = sequences.length >= ACCIDENTS || sequences.some((sequence) => !INNOCENT.test(sequence));
  if (!proven) return null;
  let lossy: Repair | null = null;
  for (const readAs of READ_AS) {
    const route: Route = { written: 'utf-8', readAs };
    const undone = undo(run, route);
    if (undone.lossless) {
      const deeper = depth < DEPTH ? repairRun(undone.text, depth + 1) : null;
      if (deeper?.text) return deeper;
      if (undone.sense >= SENSE) return { route, text: undone.text, spoilt: run.length };
    }
    if (undone.sense >= LOSSY_SENSE && undone.characters > 1)
      lossy ??= { route, text: null, spoilt: run.length };
  }
  return lossy ?? repairDoubleByte(run) ?? stripped(run);
}

function stripped(run: string): Repair | null {
  const share = (pattern: RegExp, of: number) => (run.match(pattern)?.length ?? 0) / of;
  const high = share(HIGH, 1);
  const { fewest, high: highShare, firstBytes, signs } = STRIPPED;
  if (high < fewest || high < highShare * share(/\S/g, 1)) return null;
  if (share(FIRST_BYTES, high) < firstBytes || share(SIGNS, high) < signs) return null;
  return { route: { written: 'utf-8', readAs: 'latin1' }, text: null, spoilt: run.length };
}

function repairDoubleByte(run: string): Repair | null {
  const high = run.match(HIGH)?.length ?? 0;
  const signs = run.match(SIGNS)?.length ?? 0;
  if (high < FEWEST || high - signs < LETTER_SHARE * high) return null;
  for (const written of ['big5', 'gbk'] as const satisfies readonly WrittenCharset[]) {
    if (signs < SIGN_SHARE[written] * high) continue;
    for (const readAs of READ_AS) {
      const undone = undo(run, { written, readAs });
      if (undone.lossless && undone.sense >= SENSE && undone.characters >= FEWEST) {
        return { route: { written, readAs }, text: undone.text, spoilt: run.length };
      }
    }
  }
  return null;
}
