import { rougeUnits } from './rouge.ts';

/** Units in a run. */
const RUN = 4;

/** How many of an answer's runs of four units (words, Chinese characters) stand in the source, and how many there are. */
export function copiedRuns(
  answer: string,
  source: string,
): { readonly copied: number; readonly runs: number } {
  const known = new Set(runsOf(source));
  const runs = runsOf(answer);
  return { copied: runs.filter((run) => known.has(run)).length, runs: runs.length };
}

function runsOf(text: string): string[] {
  const units = rougeUnits(text);
  return Array.from({ length: Math.max(0, units.length - RUN + 1) }, (_, at) =>
    units.slice(at, at + RUN).join(' '),
  );
}
