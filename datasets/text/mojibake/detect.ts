import { excerpt } from '../../excerpt.ts';
import type { LegacyCharset } from '../charsets/legacy.ts';
import { maySpoil, repairLine } from './line.ts';
import type { WrittenCharset } from './routes.ts';

export interface Mojibake {
  /** The charset of the bytes, and the one they were read as; null where so much was lost that nobody can tell. */
  readonly written: WrittenCharset | null;
  readonly readAs: LegacyCharset | null;
  /** Share of the text that is spoilt: 0–1. */
  readonly share: number;
  /** The beginning of the first spoilt line. */
  readonly spoilt: string;
  /**
   * The text as it was written, where every spoilt part could be undone without loss: the same mistake made again
   * gives the spoilt text back, byte for byte. Else null.
   */
  readonly repaired: string | null;
}

/** Text that was decoded with the wrong charset. */
export function detectMojibake(text: string): Mojibake | null {
  if (!maySpoil(text)) return null;
  const lines = text.split('\n').map((line) => ({ line, repair: repairLine(line) }));
  const spoilt = lines.filter(({ repair }) => repair !== null);
  const first = spoilt[0];
  if (!first) return null;
  const complete = spoilt.every(({ repair }) => repair?.text != null);
  const route = spoilt.find(({ repair }) => repair?.route)?.repair?.route;
  return {
    written: route?.written ?? null,
    readAs: route?.readAs ?? null,
    share: spoilt.reduce((sum, { repair }) => sum + repair!.spoilt, 0) / text.length,
    spoilt: excerpt(first.line),
    repaired: complete ? lines.map(({ line, repair }) => repair?.text ?? line).join('\n') : null,
  };
}

/** The text as it was written, or null where that cannot be told without loss. */
export function fixMojibake(text: string): string | null {
  return detectMojibake(text)?.repaired ?? null;
}
