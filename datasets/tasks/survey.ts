import type { Localized, TaskKind } from '../../pipeline/contracts/names.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { answerText, questionText, squeeze } from '../fingerprint/content.ts';
import { isObject, jsonInText } from './json-in-text.ts';
import { labelList } from './label-list.ts';

/** Records that are looked at; what they say of the others is sure enough. */
export const SURVEYED = 5_000;

/** Share of the records that must have a form for the task to be told by it. */
const NEARLY_ALL = 0.95;
const MOST = 0.8;
/** Characters of an answer that still names something rather than tells it. */
const SHORT = 60;
/** Share of the records with several labels, from which they are several on purpose. */
const SEVERAL = 0.1;

export interface ToldTask {
  readonly kind: TaskKind;
  readonly reason: Localized;
}

/** Tells from records what they teach, for a spec that leaves it open. */
export class TaskSurvey {
  #records = 0;
  #objects = 0;
  #spanLists = 0;
  #several = 0;
  #quoted = 0;
  readonly #answers = new Map<string, number>();
  readonly #parts = new Map<string, number>();
  #longParts = 0;

  get full(): boolean {
    return this.#records >= SURVEYED;
  }

  see(record: DatasetRecord): void {
    const answer = squeeze(answerText(record));
    if (answer === '' || this.full) return;
    this.#records += 1;
    count(this.#answers, answer);
    const question = questionText(record);
    const asked = question.indexOf('\n\n') > 0;
    if (asked && answer.length <= SHORT && squeeze(question).includes(answer)) this.#quoted += 1;
    const json = /^[[{]/.test(answer) ? jsonInText(answer) : undefined;
    if (isObject(json)) this.#objects += 1;
    const parts = labelList(answerText(record));
    if (parts.length > 1) this.#several += 1;
    for (const part of parts) {
      count(this.#parts, part);
      if (part.length > SHORT) this.#longParts += 1;
    }
    if (Array.isArray(json) && json.every((item) => isObject(item) || standsIn(item, question)))
      this.#spanLists += 1;
  }

  #classification(): ToldTask {
    const labels = this.#answers.size;
    return {
      kind: 'classification',
      reason: {
        'zh-TW': `記錄的答案是 ${labels} 種重複出現的標籤，因此視為分類。`,
        en: `The answers are ${labels} labels that recur, so this is classification.`,
      },
    };
  }

  /** `labelled`: the file's format names its answers labels. */
  tell(labelled: boolean): ToldTask {
    const records = this.#records;
    const share = (part: number): number => (records === 0 ? 0 : part / records);
    if (share(this.#objects) >= NEARLY_ALL)
      return told('structured', share(this.#objects), '答案是 JSON 物件', 'are JSON objects');
    const labels = [...this.#parts.values()];
    const partsRecur =
      labels.filter((times) => times === 1).length <= labels.length / 5 && this.#longParts === 0;
    if (share(this.#several) >= SEVERAL && partsRecur) {
      return told(
        'multi_label',
        share(this.#several),
        '有好幾個標籤，且標籤重複出現',
        'have several labels, which recur',
      );
    }
    const answers = [...this.#answers.values()];
    const once = answers.filter((times) => times === 1).length;
    if (labelled || once <= records / 2) {
      return this.#classification();
    }
    if (share(this.#spanLists) >= NEARLY_ALL) {
      return told(
        'extraction',
        share(this.#spanLists),
        '答案是從文字中找出的項目清單',
        'are lists of items found in the text',
      );
    }
    if (share(this.#quoted) >= MOST) {
      return told(
        'question_answering',
        share(this.#quoted),
        '答案簡短，而且就寫在題目所附的文字裡',
        'are short and stand in the text that comes with the question',
      );
    }
    return {
      kind: 'generation',
      reason: {
        'zh-TW': '答案各不相同，也沒有固定格式，因此視為文字生成。',
        en: 'The answers differ from one another and have no fixed form, so this is text generation.',
      },
    };
  }
}

function told(kind: TaskKind, share: number, zh: string, en: string): ToldTask {
  const percent = Math.round(100 * share);
  return { kind, reason: { 'zh-TW': `${percent}% 的記錄${zh}。`, en: `${percent} % of the answers ${en}.` } };
}

function standsIn(item: unknown, text: string): boolean {
  return typeof item === 'string' && text.includes(item);
}

function count(counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}
