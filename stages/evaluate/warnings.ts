import type { AnswerEvaluation } from '../../pipeline/contracts/answer-evaluation.ts';
import type { CutRecords, EvaluationResult } from '../../pipeline/contracts/evaluation.ts';
import type { Localized, TaskKind } from '../../pipeline/contracts/names.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import { shorten } from '../../reports/format/shorten.ts';
import { visible } from '../../reports/format/visible.ts';

/** Labels that a warning names, and how wide each may be shown. */
const NAMED = 5;
const LABEL_WIDTH = 20;

/** What people should know of the evaluation of a classification beside its figures. */
export function warningsOf({ unseen_labels: unseen }: EvaluationResult): Localized[] {
  return unseen.length > 0 ? [unseenWarning(unseen)] : [];
}

/** The same of answers that were written. `unreadableTruth`: records whose expected answer cannot be read. */
export function answerWarnings({ systems }: AnswerEvaluation, unreadableTruth: number): Localized[] {
  const { unreadable, n } = systems.tuned;
  return [
    ...(unreadable > 0
      ? [
          {
            'zh-TW': `微調後的模型有 ${unreadable} 筆答案無法判讀（共 ${n} 筆），一律計為答錯。`,
            en: `${unreadable} of the tuned model's ${n} answers cannot be read; they count as wrong.`,
          },
        ]
      : []),
    ...(unreadableTruth > 0
      ? [
          {
            'zh-TW': `測試記錄中有 ${unreadableTruth} 筆的標準答案不合此任務的格式，不可能答對。`,
            en: `The expected answer of ${unreadableTruth} test record(s) is not in the form of this task, so they cannot be answered right.`,
          },
        ]
      : []),
  ];
}

/** Where test records were too long for base or tuned model, or for the version in production, which may be on another base. */
export function cutWarnings(cut: CutRecords): Localized[] {
  const most = cut
    .filter(({ system }) => system !== 'few_shot' && system !== 'frozen')
    .reduce<CutRecords[number] | null>(
      (found, one) => (one.records > (found?.records ?? 0) ? one : found),
      null,
    );
  return most === null ? [] : [cutWarning(most)];
}

/** A judge that was asked for where nothing is generated. */
export function judgeWarnings(judge: PipelineSpec['evaluate']['judge'], kind: TaskKind): Localized[] {
  if (judge === null || judge === 'auto' || kind === 'generation') return [];
  return [
    {
      'zh-TW': `已指定評審模型，但只有文字生成的答案需要評審；${TASKS[kind].title['zh-TW']}的答案有標準可對，未請它評比。`,
      en: `A judge was asked for, but only generated texts need one; answers of this task (${TASKS[kind].title.en.toLowerCase()}) can be compared with the expected ones, so it was not asked.`,
    },
  ];
}

/** Columns that were asked for and that no test record has: nothing can be divided by them. */
export function columnWarnings(missing: readonly string[]): Localized[] {
  if (missing.length === 0) return [];
  const named = missing.map((name) => shorten(visible(name), LABEL_WIDTH));
  return [
    {
      'zh-TW': `測試記錄沒有這些欄位，無法據以分組比較：${named.join('、')}。`,
      en: `No test record has a value in these columns, so there are no slices by them: ${named.join(', ')}.`,
    },
  ];
}

function unseenWarning(unseen: EvaluationResult['unseen_labels']): Localized {
  const records = unseen.reduce((sum, one) => sum + one.records, 0);
  const named = unseen.slice(0, NAMED).map(({ label }) => shorten(visible(label), LABEL_WIDTH));
  const rest = unseen.length - named.length;
  return {
    'zh-TW': `測試記錄中有 ${records} 筆的標籤未出現在訓練資料，不可能答對：${named.map((label) => `「${label}」`).join('')}${rest > 0 ? `等 ${unseen.length} 種` : ''}。`,
    en: `${records} test record(s) have a label that training never saw, so they cannot be answered right: ${named.map((label) => `"${label}"`).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`,
  };
}

function cutWarning({ records, max_length: length, context_length: context }: CutRecords[number]): Localized {
  const isWhole = length >= context;
  return {
    'zh-TW': `測試記錄中有 ${records} 筆太長，只讀到第 ${length} 個詞元（連同答案）${isWhole ? '，這是模型可讀的上限' : `；模型可讀 ${context} 個，可用 evaluate.max_length 調高`}。`,
    en: `${records} test record(s) are too long and were cut at ${length} tokens (answer included), ${isWhole ? 'which is all that the model reads' : `of ${context} that the model reads; evaluate.max_length raises it`}.`,
  };
}
