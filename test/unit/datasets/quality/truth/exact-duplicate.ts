import { normaliseForms } from '../../../../../datasets/text/normalise/normalise.ts';
import type { DatasetRecord } from '../../../../../pipeline/contracts/record.ts';
import { fullWidth } from '../../personal/draw.ts';
import { conversation, labelled } from '../../records.ts';
import { Gathered } from './gathered.ts';
import type { RecordTruth } from './score.ts';
import { differentTexts, LABELS } from './texts.ts';

type Copy = (text: string) => string;

/** The same text again. */
const SAME: readonly Copy[] = [
  (text) => text,
  (text) => ` ${text}`,
  (text) => `${text}\n`,
  (text) => `\u3000${text}\r\n`,
  (text) => text.replaceAll(' ', '  '),
  (text) => text.replaceAll(' ', '\n'),
  (text) => text.replaceAll(' ', '\t\u00a0'),
  // Full-width letters and digits, as ingest makes them one with the others.
  (text) => normaliseForms(text.replace(/[A-Za-z0-9]+/g, fullWidth)),
];

/** A text that differs by as little as there is. */
const OTHER: readonly Copy[] = [
  (text) => text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)).concat('1'),
  (text) => `${text}。`,
  (text) => (/[，,; ]/.test(text) ? text.replace(/[，,; ]/, '、') : `${text}、`),
  (text) => text.slice(1),
  (text) => text.slice(0, -1),
  (text) => `${text.slice(0, 4)}不${text.slice(4)}`,
  (text) => (/[a-z]/.test(text) ? text.toUpperCase() : `${text}A`),
  (text) => `${text.slice(0, 2)} ${text.slice(2)}`,
];

/** Records that come again, whatever the space in them; and records that differ in a character, a turn, or the answer. */
export function exactDuplicateTruth(): RecordTruth {
  const gathered = new Gathered();
  // Without space at its ends each text is what a copy with more of it is held against.
  const texts = differentTexts(160, 53).map((text) => normaliseForms(text).trim());
  const label = (n: number) => LABELS[n % LABELS.length]!;
  for (const [n, text] of texts.entries()) {
    gathered.other((id) => labelled(id, text, label(n)));
    gathered.other((id) => conversation(id, text, `答：${text}`));
    gathered.other((id) => conversation(id, text, '好的', `再問：${text}`, `再答 ${n}`));
  }
  for (const [n, text] of texts.entries()) {
    const same = SAME[n % SAME.length]!;
    gathered.faulty((id) => labelled(id, same(text), label(n)));
    if (n % 3 === 0) gathered.faulty((id) => conversation(id, same(text), `答：${text} `));
    if (n % 3 === 1)
      gathered.faulty((id) => elsewhere(conversation(id, text, '好的', `再問：${text}`, `再答 ${n}`)));
  }
  for (const [n, text] of texts.entries()) {
    const other = OTHER[n % OTHER.length]!;
    gathered.near((id) => labelled(id, other(text), label(n)));
    gathered.near((id) => labelled(id, text, label(n + 1)));
    gathered.near((id) => conversation(id, text, `答：${other(text)}`));
    // The same words, with the turns' or the answer's edge elsewhere.
    gathered.near((id) => conversation(id, `${text}答`, `：${text}`));
    gathered.near((id) => conversation(id, text, `好的再問：${text}`, '', `再答 ${n}`));
    gathered.near((id) => told(labelled(id, text, label(n)), `第 ${n} 項任務`));
  }
  return gathered.truth('the same once more');
}

function elsewhere(record: DatasetRecord): DatasetRecord {
  return { ...record, source: 'other.csv', split: 'train', meta: '{"page":7}' };
}

function told(record: DatasetRecord, system: string): DatasetRecord {
  return { ...record, messages: [{ role: 'system', content: system }, ...record.messages] };
}
