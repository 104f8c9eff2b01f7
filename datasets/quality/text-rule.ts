import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import type { RecordNotice, RecordRule } from './rule.ts';
import { textsOf, withTexts } from './texts.ts';

/** What a rule noticed in one text. */
export interface TextNotice {
  readonly evidence: string;
  /** The text without the fault; left out where nobody can tell how it should read. */
  readonly fixed?: string;
}

/** A rule that looks at each text of a record by itself. A record can be repaired when all of its faulty texts can. */
export function textRule(look: (text: string) => TextNotice | null): RecordRule {
  return { scope: 'record', begin: () => ({ examine: (record) => examine(record, look) }) };
}

function examine(record: DatasetRecord, look: (text: string) => TextNotice | null): RecordNotice | null {
  const notices = new Map<string, TextNotice>();
  for (const text of textsOf(record)) {
    if (text === '' || notices.has(text)) continue;
    const notice = look(text);
    if (notice !== null) notices.set(text, notice);
  }
  if (notices.size === 0) return null;
  const found = [...notices.values()];
  const { evidence } = found[0]!;
  if (found.some(({ fixed }) => fixed === undefined)) return { evidence };
  return { evidence, fixed: withTexts(record, (text) => notices.get(text)?.fixed ?? text) };
}
