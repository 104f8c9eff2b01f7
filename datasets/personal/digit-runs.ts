import { matchesOf } from '../text/matches.ts';
import type { Extent } from './kinds.ts';

/** Digits that belong together: one or more groups with a space, a dash, or a dash within spaces between them. */
const RUN = /\d+(?:(?: ?- ?| )\d+)*/g;
const GROUP = /\d+/g;

/** Groups of one run looked at in one go; a table of numbers is no number. */
const MOST_GROUPS = 12;

export interface DigitRun extends Extent {
  /** The digits alone. */
  readonly digits: string;
  /** Lengths of the groups. */
  readonly groups: readonly number[];
}

/** All that rules ask for: a business number has eight digits, a bank account with the bank's code nineteen. */
const FEWEST = 8;
const MOST = 19;

/**
 * Every stretch of groups in the text whose digits add up to `fewest`–`most` (8–19) and that is whole: no letter, digit or
 * dash holds on to it, and it is no decimal. Groups that only a space parts may belong together or not, so that each way of
 * taking them is given, the longest first.
 */
export function digitRuns(text: string, fewest: number, most: number): DigitRun[] {
  if (fewest < FEWEST || most > MOST)
    throw new RangeError(`${fewest}–${most} is not within ${FEWEST}–${MOST}`);
  // One rule after the other asks for those of the same text.
  if (last.text !== text) last = { text, runs: allRuns(text) };
  return last.runs.filter(({ digits: { length } }) => length >= fewest && length <= most);
}

let last: { readonly text: string; readonly runs: readonly DigitRun[] } = { text: '', runs: [] };

function allRuns(text: string): DigitRun[] {
  const found: DigitRun[] = [];
  for (const { 0: match, index } of matchesOf(text, RUN)) {
    if (match.length < FEWEST) continue;
    const groups = matchesOf(match, GROUP)
      .slice(0, MOST_GROUPS)
      .map((group) => ({ start: index + group.index, end: index + group.index + group[0].length }));
    for (let first = 0; first < groups.length; first++) {
      for (let until = groups.length; until > first; until--) {
        const parts = groups.slice(first, until);
        const length = parts.reduce((sum, { start, end }) => sum + end - start, 0);
        if (length < FEWEST) break;
        if (length <= MOST && isWhole(text, { start: parts[0]!.start, end: parts.at(-1)!.end })) {
          found.push(runOf(text, parts));
        }
      }
    }
  }
  return found;
}

function runOf(text: string, groups: readonly Extent[]): DigitRun {
  return {
    start: groups[0]!.start,
    end: groups.at(-1)!.end,
    digits: groups.map(({ start, end }) => text.slice(start, end)).join(''),
    groups: groups.map(({ start, end }) => end - start),
  };
}

const HOLDS_BEFORE = /[0-9A-Za-z_$€£]$|\d ?- ?$|\d\.$|[A-Za-z]-$/;
const HOLDS_AFTER = /^(?:[0-9A-Za-z_%]|-[A-Za-z]| ?- ?\d|\.\d|,\d{3}(?!\d))/;
/** Nothing beyond ASCII holds on to a number, but for two currencies. */
const ASCII = 0x80;

/** Whether nothing holds on to the number at `start`–`end`. */
export function isWhole(text: string, { start, end }: Extent): boolean {
  const before = start === 0 ? ASCII : text.charCodeAt(start - 1);
  const after = end === text.length ? ASCII : text.charCodeAt(end);
  return (
    ((before >= ASCII && before !== POUND && before !== EURO) ||
      !HOLDS_BEFORE.test(text.slice(Math.max(0, start - 3), start))) &&
    (after >= ASCII || !HOLDS_AFTER.test(text.slice(end, end + 5)))
  );
}
const [POUND, EURO] = ['£'.charCodeAt(0), '€'.charCodeAt(0)];
