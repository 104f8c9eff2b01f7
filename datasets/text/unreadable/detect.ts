import { hiddenText, stackedMarks, zeroWidthStuffing } from './hidden.ts';
import {
  CONTROL,
  DIGIT,
  INVISIBLE,
  LETTER,
  MARK,
  PICTURE,
  PRIVATE_USE,
  SURROGATE,
  SYMBOL,
  UNASSIGNED,
} from './kinds.ts';
import { isDigits, isSymbols, mashedLetters } from './nonsense.ts';
import { tallyOf } from './tally.ts';

export const UNREADABLE_KINDS = [
  'control',
  'private_use',
  'unassigned',
  'lone_surrogate',
  'zero_width',
  'hidden_text',
  'stacked_marks',
  'symbols',
  'digits',
  'keyboard_mashing',
] as const;
export type UnreadableKind = (typeof UNREADABLE_KINDS)[number];

interface Finding {
  readonly kind: UnreadableKind;
  readonly count: number;
}

export interface Unreadable {
  /** What the text has that nobody can read, most characters first. */
  readonly kinds: readonly Finding[];
  /** Share of the text's characters that this concerns: 0–1. */
  readonly share: number;
}

/** Characters and texts that no reader and no model can make sense of; only what is certain. */
export function detectUnreadable(text: string): Unreadable | null {
  const tally = tallyOf(text);
  const [letters, digits, symbols] = [tally[LETTER]!, tally[DIGIT]!, tally[SYMBOL]!];
  const visible = letters + digits + symbols;
  const pictures = tally[PICTURE]!;
  const characters = visible + pictures + tally[MARK]! + tally[INVISIBLE]!;
  const found: Finding[] = [];
  note(found, 'control', tally[CONTROL]!);
  note(found, 'private_use', tally[PRIVATE_USE]!);
  note(found, 'unassigned', tally[UNASSIGNED]!);
  note(found, 'lone_surrogate', tally[SURROGATE]!);
  const broken = found.reduce((sum, { count }) => sum + count, 0);
  if (tally[INVISIBLE]! > 0) note(found, 'zero_width', zeroWidthStuffing(text));
  if (tally[INVISIBLE]! + tally[MARK]! > 0) note(found, 'hidden_text', hiddenText(text));
  if (tally[MARK]! > 0) note(found, 'stacked_marks', stackedMarks(text));
  if (pictures === 0 && letters < visible / 2) {
    if (isSymbols(text, visible, letters + digits)) note(found, 'symbols', symbols);
    if (letters === 0 && isDigits(text, visible)) note(found, 'digits', digits);
  }
  note(found, 'keyboard_mashing', mashedLetters(text, letters));
  if (found.length === 0) return null;
  const kinds = found.sort((a, b) => b.count - a.count);
  const count = kinds.reduce((sum, kind) => sum + kind.count, 0);
  return { kinds, share: Math.min(1, count / (characters + broken)) };
}

function note(found: Finding[], kind: UnreadableKind, count: number): void {
  if (count > 0) found.push({ kind, count });
}
