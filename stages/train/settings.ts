import { METHODS, type MethodName } from '../../pipeline/contracts/methods.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { Decision } from '../../pipeline/contracts/stage.ts';
import { chooseAveraging } from './auto/averaging.ts';
import { chooseAccumulation, chooseBatchSize } from './auto/batch.ts';
import type { Choice, TrainFacts } from './auto/choice.ts';
import { chooseEpochs } from './auto/epochs.ts';
import { chooseLearningRate } from './auto/learning-rate.ts';
import { chooseAlpha, chooseDropout, chooseRank } from './auto/lora.ts';
import { chooseMaxLength } from './auto/max-length.ts';
import { chooseMethod } from './auto/method.ts';
import { chooseObjective } from './auto/objective.ts';
import { choosePacking } from './auto/packing.ts';
import {
  chooseBeta,
  choosePreferenceDropout,
  choosePreferenceEpochs,
  choosePreferenceRate,
  chooseSftWeight,
} from './auto/preference.ts';
import { chooseSchedule, chooseWarmup } from './auto/schedule.ts';
import { chooseVirtualTokens } from './auto/virtual-tokens.ts';

export type TrainConfig = PipelineSpec['train'];

type Field = Exclude<keyof TrainConfig, 'learning_curve' | 'sweep'>;
/** Fields that not every method, or not every objective, has. */
type PartialField = 'rank' | 'alpha' | 'dropout' | 'virtual_tokens' | 'beta' | 'sft_weight';

/** The training part of a spec with every `auto` decided; null where the method or objective has no such thing. */
export type TrainSettings = {
  readonly [F in Field]: Exclude<TrainConfig[F], 'auto'> | (F extends PartialField ? null : never);
};

export interface Resolved {
  readonly settings: TrainSettings;
  /** One for each `auto`, in the order in which they were taken. */
  readonly decisions: readonly Decision[];
}

/** Decides every `auto` from the data and the base. What a person set is taken as it is, and later rules follow it. */
export function resolveSettings(config: TrainConfig, facts: TrainFacts): Resolved {
  const decisions: Decision[] = [];
  const settle = <F extends keyof TrainSettings>(
    field: F,
    choose: () => Choice<TrainSettings[F]>,
  ): TrainSettings[F] => {
    const given = config[field];
    if (given !== 'auto') return given as TrainSettings[F];
    const { value, reason } = choose();
    decisions.push({ field: `train.${field}`, value, reason });
    return value;
  };
  const method = settle('method', chooseMethod);
  const objective = settle('objective', () => chooseObjective(method, facts.pairs));
  /** A field that only some have. The spec itself refuses a value where there is nothing to set. */
  const settleIf = <F extends PartialField>(
    applies: boolean,
    field: F,
    choose: () => Choice<Exclude<TrainConfig[F], 'auto'>>,
  ): TrainSettings[F] => {
    if (applies) return settle(field, choose as () => Choice<TrainSettings[F]>);
    if (config[field] === 'auto')
      decisions.push({ field: `train.${field}`, value: null, reason: ofNoUse(field, method) });
    return null as TrainSettings[F];
  };
  const prompt = method === 'prompt_tuning';
  const pairs = objective === 'preference';
  const batchSize = settle('batch_size', chooseBatchSize);
  const accumulation = settle('gradient_accumulation', () => chooseAccumulation(batchSize));
  const epochs = settle('epochs', () =>
    pairs ? choosePreferenceEpochs(facts.records) : chooseEpochs(facts.records, batchSize * accumulation),
  );
  const steps = Math.ceil(facts.records / (batchSize * accumulation)) * epochs;
  const averaging = settle('weight_averaging', () => chooseAveraging(Math.ceil(steps)));
  const maxLength = settle('max_length', () =>
    chooseMaxLength(facts.tokensP99, facts.tokensLongest, facts.base.contextLength),
  );
  const rank = settleIf(!prompt, 'rank', chooseRank);
  const settings: TrainSettings = {
    method,
    objective,
    beta: settleIf(pairs, 'beta', chooseBeta),
    sft_weight: settleIf(pairs, 'sft_weight', chooseSftWeight),
    batch_size: batchSize,
    gradient_accumulation: accumulation,
    epochs,
    learning_rate: settle('learning_rate', () =>
      pairs ? choosePreferenceRate(facts.base.parameters) : chooseLearningRate(method, facts.base.parameters),
    ),
    rank,
    alpha: settleIf(!prompt, 'alpha', () => chooseAlpha(method, rank!)),
    dropout: settleIf(!prompt, 'dropout', () => (pairs ? choosePreferenceDropout() : chooseDropout(epochs))),
    virtual_tokens: settleIf(prompt, 'virtual_tokens', chooseVirtualTokens),
    max_length: maxLength,
    schedule: settle('schedule', () => chooseSchedule(averaging)),
    warmup_ratio: settle('warmup_ratio', chooseWarmup),
    weight_averaging: averaging,
    packing: settle('packing', () => choosePacking(facts.tokens, { batchSize, accumulation, maxLength })),
    seed: config.seed,
  };
  return { settings, decisions };
}

function ofNoUse(field: PartialField, method: MethodName): Localized {
  if (field === 'beta' || field === 'sft_weight') {
    return {
      'zh-TW': '學習回答本身時沒有這項設定。',
      en: 'There is no such setting where the answers themselves are learnt.',
    };
  }
  const { title } = METHODS[method];
  return {
    'zh-TW': `${title['zh-TW']} 沒有這項設定。`,
    en: `There is no such setting in ${title.en}.`,
  };
}
