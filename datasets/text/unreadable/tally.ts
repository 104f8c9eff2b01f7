import { KINDS, kindOfPair, kindsOfUnits, SURROGATE } from './kinds.ts';

/** How many characters of each kind a text has; the array is overwritten by the next call. */
export function tallyOf(text: string): Readonly<Uint32Array> {
  const kinds = kindsOfUnits();
  tally.fill(0);
  for (let i = 0; i < text.length; i++) tally[kinds[text.charCodeAt(i)]!]! += 1;
  if (tally[SURROGATE]! > 0) resolvePairs(text);
  return tally;
}

const tally = new Uint32Array(KINDS);
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Counts pairs as the characters they are; what is left are halves of none. */
function resolvePairs(text: string): void {
  for (const [pair] of text.matchAll(PAIR)) {
    tally[SURROGATE]! -= 2;
    tally[kindOfPair(pair)]! += 1;
  }
}
