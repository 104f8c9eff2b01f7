import type { Verdict } from '../../pipeline/contracts/names.ts';
import type { Reader } from '../reader.ts';

const SIGNS: Readonly<Record<Verdict, string>> = {
  PASS: 'M4.5 8.5l2.5 2.5 4.5-5.5',
  FAIL: 'M5 5l6 6M11 5l-6 6',
  INCONCLUSIVE: 'M4.5 8h7',
};

/** A verdict as a word with a sign of its own shape: tick, cross or dash. */
export function VerdictMark({ verdict, reader }: { verdict: Verdict; reader: Reader }) {
  return (
    <span class={`verdict verdict-${verdict}`}>
      <svg class="verdict-sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="8" />
        <path d={SIGNS[verdict]} />
      </svg>
      {reader.texts.verdicts[verdict].word}
    </span>
  );
}
