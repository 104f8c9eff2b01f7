import { TextColumn } from '../arrow/text-column.ts';
import { excerpt } from '../excerpt.ts';
import { digestWords, questionGist, squeeze } from '../fingerprint/content.ts';
import { DigestIndex } from '../fingerprint/digest-index.ts';
import type { QualityRule, RuleState } from './rule.ts';

/** The same question with the same answer once more; the first one stays. */
export const exactDuplicate: QualityRule = {
  action: 'drop',
  setting: 'drop_duplicates',
  title: { en: 'Exact duplicate', 'zh-TW': '完全重複' },
  begin: () => new ExactDuplicate(),
};

class ExactDuplicate implements RuleState {
  readonly #seen = new DigestIndex();
  readonly #ids = new TextColumn();

  examine({ record, question, answer }: Parameters<RuleState['examine']>[0]) {
    const first = this.#seen.add(digestWords(`${question}${squeeze(answer)}`), this.#ids.length);
    if (first !== undefined) {
      return [{ record: record.id, with: this.#ids.at(first), evidence: excerpt(questionGist(record)) }];
    }
    this.#ids.push(record.id);
    return [];
  }
}
