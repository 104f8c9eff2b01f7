import type { LabelledText } from '../../../datasets/linear/text-classifier.ts';
import type { BaseModel } from '../../../pipeline/contracts/base.ts';
import type { Localized } from '../../../pipeline/contracts/names.ts';
import type { TaskDescription } from '../../../pipeline/contracts/record.ts';
import type { PipelineSpec } from '../../../pipeline/contracts/spec.ts';
import type { Decision } from '../../../pipeline/contracts/stage.ts';
import { counted, tokensBy } from './tokens.ts';

/** Tokens of training records that `auto` has read for it: some minutes of two cores with the smallest bases. */
const MOST_READ = 300_000;

/** Whether a classifier on the features of the untrained base answers too, why (not), and what `auto` became. */
export interface FrozenPlan {
  readonly asked: boolean;
  readonly reason: Localized;
  readonly decision: Decision | null;
}

/** Decides it for a classification; a function of its arguments alone. */
export function planFrozen(
  setting: PipelineSpec['evaluate']['frozen'],
  training: readonly LabelledText[],
  { prompt }: Pick<TaskDescription, 'prompt'>,
  base: Pick<BaseModel, 'id'>,
): FrozenPlan {
  if (setting !== 'auto') return { asked: setting, reason: REASONS.off, decision: null };
  const tokensOf = tokensBy(base);
  const around = tokensOf(`${prompt.system ?? ''}${prompt.user}`);
  const tokens = training.reduce((sum, { text }) => sum + around + tokensOf(text), 0);
  const asked = tokens <= MOST_READ;
  const reason = asked ? REASONS.on(tokens) : REASONS.cost(tokens);
  return { asked, reason, decision: { field: 'evaluate.frozen', value: asked, reason } };
}

const REASONS = {
  off: {
    'zh-TW': '設定為不評估。',
    en: 'Switched off in the settings.',
  },
  on: (tokens: number): Localized => ({
    'zh-TW': `未經訓練的模型須讀過全部訓練記錄，約 ${counted(tokens)} 個詞元。`,
    en: `The untrained base has to read all training records for it, about ${counted(tokens)} tokens.`,
  }),
  cost: (tokens: number): Localized => ({
    'zh-TW': `未經訓練的模型須讀過全部訓練記錄，約 ${counted(tokens)} 個詞元，超過自動設定的上限 ${counted(MOST_READ)}；需要時可設定 evaluate.frozen: true。`,
    en: `The untrained base would have to read all training records for it, about ${counted(tokens)} tokens, more than the ${counted(MOST_READ)} that auto spends; set evaluate.frozen: true to have it anyway.`,
  }),
};
