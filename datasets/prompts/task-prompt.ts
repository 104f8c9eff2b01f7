import type { AnswerTask, Language, TaskKind } from '../../pipeline/contracts/names.ts';
import type { PromptTemplate } from '../../pipeline/contracts/record.ts';
import { classificationPrompt, listable, shortDigest } from './classification.ts';
import { PASSTHROUGH } from './passthrough.ts';

/** What a record without an instruction of its own is asked, for each task whose answers are written. */
const WORDING: Readonly<Record<AnswerTask, Readonly<Record<Language, string>>>> = {
  multi_label: {
    'zh-TW': '請列出下列文字的所有標籤，以「;」分隔，只回答標籤。\n\n{input}',
    en: 'List all labels of the following text, with ";" between them; answer with the labels only.\n\n{input}',
  },
  extraction: {
    'zh-TW': '請找出下列文字中的詞語與名稱，以 JSON 清單回答。\n\n{input}',
    en: 'Find the terms and names in the following text; answer with a JSON list.\n\n{input}',
  },
  structured: {
    'zh-TW': '請將下列文字整理成欄位，以 JSON 物件回答。\n\n{input}',
    en: 'Put the following text into fields; answer with a JSON object.\n\n{input}',
  },
  question_answering: {
    'zh-TW': '請依據內容回答問題，只回答答案。\n\n{input}',
    en: 'Answer the question from the text given; give the answer only.\n\n{input}',
  },
  generation: { 'zh-TW': '{input}', en: '{input}' },
};

const LISTED: Readonly<Record<Language, (labels: readonly string[]) => string>> = {
  'zh-TW': (labels) =>
    `請從以下標籤中選出下列文字的所有標籤，以「;」分隔，只回答標籤。\n標籤：${labels.join('、')}\n\n{input}`,
  en: (labels) =>
    `Choose all of these labels that the following text has, with ";" between them; answer with the labels only.\nLabels: ${labels.join('; ')}\n\n{input}`,
};

/**
 * The prompt of a task. Records that carry an instruction pass through; others get one in their language, which names the
 * labels where the task has some and they are few. Ids are immutable.
 */
export function taskPrompt(
  kind: TaskKind,
  language: Language,
  hasInstruction: boolean,
  labels: readonly string[],
): PromptTemplate {
  if (kind === 'classification') return classificationPrompt(language, hasInstruction, labels);
  if (hasInstruction || WORDING[kind][language] === PASSTHROUGH.user) return PASSTHROUGH;
  if (kind === 'multi_label' && listable(labels)) {
    const user = LISTED[language](labels);
    return { id: `multi_label.${language}.v1.${shortDigest(user)}`, system: null, user };
  }
  return { id: `${kind}.${language}.v1`, system: null, user: WORDING[kind][language] };
}
