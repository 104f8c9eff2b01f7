import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { labelled } from '../records.ts';

export const LABELS = ['parks', 'roads', 'water'];
const WORDS = [
  'pump',
  'lamp',
  'bench',
  'fence',
  'drain',
  'kerb',
  'tree',
  'pipe',
  'sign',
  'path',
  'gate',
  'wall',
];

/** Many of the first label, fewer of the others, no two alike. */
export function dataset(): DatasetRecord[] {
  return [12, 9, 4].flatMap((count, label) =>
    Array.from({ length: count }, (_, at) =>
      labelled(
        `${LABELS[label]}-${at}`,
        `The ${WORDS[at]} near the ${WORDS[(at + 5) % 12]} has been ${WORDS[(at * 7 + label) % 12]} ${LABELS[label]} since day ${at}${label}.`,
        LABELS[label]!,
      ),
    ),
  );
}

let count = 0;
/** A text like no other. */
export const fresh = () =>
  `Request ${'abcdefghijklmnopqrstuvwxyz'.slice(count % 13, (count % 13) + 12)} ${(++count * 7919).toString(36).repeat(6)} about something quite different`;

/** Writes what is asked, classifies by a word in the text, and finds everything excellent. */
export function helpful(values: Readonly<Record<string, unknown>>): unknown {
  if ('Rubric' in values) return { score: 5 };
  if ('Text' in values) return { label: LABELS.find((label) => String(values.Text).includes(label)) };
  const label = values.Category ?? values['Right category'];
  return { text: label ? `${fresh()} ${label}` : `In other words: ${values.Original}` };
}
