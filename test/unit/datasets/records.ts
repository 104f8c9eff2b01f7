import type { DatasetRecord } from '../../../pipeline/contracts/record.ts';

/** A text/label record, as ingest makes it. */
export function labelled(
  id: string,
  text: string,
  label: string,
  split: string | null = null,
): DatasetRecord {
  return {
    id,
    messages: [
      { role: 'user', content: text },
      { role: 'assistant', content: label },
    ],
    label: label.trim(),
    split,
    source: 'upload',
    meta: null,
  };
}

/** `counts[i]` different records of label i, their labels in turn. */
export function dataset(counts: readonly number[], name = 'r'): DatasetRecord[] {
  const records: DatasetRecord[] = [];
  for (let n = 0; n < Math.max(...counts); n++) {
    for (const [i, count] of counts.entries()) {
      if (n < count)
        records.push(labelled(`${name}${i}-${n}`, `${name} 第 ${i} 類第 ${n} 件陳情`, `標籤${i}`));
    }
  }
  return records;
}

/** Turns of a conversation that answers in free words, the user's first. */
export function conversation(id: string, ...turns: readonly string[]): DatasetRecord {
  const messages = turns.map((content, n) => ({
    role: n % 2 === 0 ? ('user' as const) : ('assistant' as const),
    content,
  }));
  return { id, messages, label: null, split: null, source: 'upload', meta: null };
}
