import type { DatasetRecord } from '../../../../../pipeline/contracts/record.ts';
import { dice, edited } from '../../near-duplicate/made-texts.ts';
import { plainJaccard, plainShingles } from '../../near-duplicate/plain.ts';
import { labelled } from '../../records.ts';
import type { RecordTruth } from './score.ts';
import { differentTexts, LABELS } from './texts.ts';

const THRESHOLD = 0.8;
const TESTS = 200;
const INSTRUCTION = '請判斷承辦單位。Name the unit in charge.\n\n';

/**
 * Test records as they are, in other width and space, with other labels, edited a little; and edited a little more, cut,
 * or quoted in a longer text. What is near is told by the exact similarity to each test record.
 */
export function testContaminationTruth(): RecordTruth {
  const roll = dice(67);
  const texts = differentTexts(TESTS + 300, 67);
  const asked = texts.slice(0, TESTS);
  const shingles = asked.map(plainShingles);
  const most = (text: string) => {
    const own = plainShingles(text);
    return Math.max(...shingles.map((one) => plainJaccard(one, own)));
  };
  const [records, faulty, nearMisses]: [DatasetRecord[], Set<string>, Set<string>] = [
    [],
    new Set(),
    new Set(),
  ];
  const add = (text: string, looksLike: boolean) => {
    const id = `r${records.length}`;
    records.push(labelled(id, `${INSTRUCTION}${text}`, LABELS[roll(LABELS.length)]!));
    if (most(text) >= THRESHOLD) faulty.add(id);
    else if (looksLike) nearMisses.add(id);
  };
  for (const [n, text] of asked.entries()) {
    add(n % 3 === 0 ? ` ${text}\n` : edited(text, 1 + roll(1 + text.length / 20), roll), true);
    add(edited(text, Math.ceil(text.length / 10) + roll(1 + text.length / 10), roll), true);
    add(text.slice(0, Math.ceil(text.length * 0.7)), true);
    add(`${text} ${texts[TESTS + (n % 300)]!}`, true);
  }
  for (const text of texts.slice(TESTS)) add(text, false);
  const test = asked.map((text, n) => labelled(`t${n}`, `${INSTRUCTION}${text}`, LABELS[n % LABELS.length]!));
  return { of: 'asked in the test', records, faulty, nearMisses, test };
}
