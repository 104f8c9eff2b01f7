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

/**
 * Every stretch of groups in the text whose digits add up to `fewest`–`most` and that is whole: no letter, digit or dash
 * holds on to it, and it is no decimal. Groups that only a space parts may belong together or not, so that each way of
 * taking them is given, the longest first.
 */
export function digitRuns(text: string, fewest: number, most: number): DigitRun[] {
  const found: DigitRun[] = [];
  for (const match of text.matchAll(RUN)) {
    if (match[0].length < fewest) continue;
    const groups = Array.from(match[0].matchAll(GROUP), (group) => ({
      start: match.index + group.index,
      end: match.index + group.index + group[0].length,
    })).slice(0, MOST_GROUPS);
    for (let first = 0; first < groups.length; first++) {
      for (let last = groups.length - 1; last >= first; last--) {
        const run = runOf(text, groups.slice(first, last + 1));
        if (run.digits.length < fewest) break;
        if (run.digits.length <= most && isWhole(text, run)) found.push(run);
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

/** Whether nothing holds on to the number at `start`–`end`. */
export function isWhole(text: string, { start, end }: Extent): boolean {
  const before = text.slice(Math.max(0, start - 3), start);
  const after = text.slice(end, end + 5);
  return (
    !/[0-9A-Za-z_$€£]$|\d ?- ?$|\d\.$|[A-Za-z]-$/.test(before) &&
    !/^(?:[0-9A-Za-z_%]|-[A-Za-z]| ?- ?\d|\.\d|,\d{3}(?!\d))/.test(after)
  );
}
