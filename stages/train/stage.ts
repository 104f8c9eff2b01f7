import { join } from 'node:path';
import type { TrainingReport } from '../../pipeline/contracts/data-reports.ts';
import { fitChanges } from '../../pipeline/contracts/fit.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage, StageProgress, StageSummary } from '../../pipeline/contracts/stage.ts';
import { storeAdapter } from './adapter.ts';
import type { PairFacts, TrainFacts } from './auto/choice.ts';
import { hasRecords, trainFacts } from './data-facts.ts';
import { trainJob } from './job.ts';
import { CURVE_SHARES, learningCurve } from './learning-curve.ts';
import { whatIsLearnt } from './pairs.ts';
import { type Resolved, resolveSettings, type TrainConfig } from './settings.ts';
import { type Found, search } from './sweep/search.ts';
import type { Ground } from './sweep/trial.ts';
import { keptValidationLoss, readTrainingReport } from './training-report.ts';

/** Trains an adapter on the base. The trainer keeps checkpoints in the work directory, so a killed attempt goes on. */
export const train: Stage<TrainConfig, 'adapter' | 'training'> = {
  name: 'train',
  version: 2,
  pool: 'model',
  title: { 'zh-TW': '訓練', en: 'Train' },
  config: pipelineSpecSchema.shape.train,
  configOf: (spec) => spec.train,
  inputs: {
    train: { stage: 'split', output: 'train' },
    validation: { stage: 'split', output: 'validation' },
    task: { stage: 'split', output: 'task' },
    base: { external: 'base' },
  },
  outputs: { adapter: 'tree', training: 'blob' },
  timeoutSeconds: 7 * 24 * 3600,
  retry: { attempts: 5, backoffSeconds: 5 },

  async run(inputs, config, context) {
    const { artifacts } = context;
    const base = inputs.base();
    const task = await readJson<TaskDescription>(artifacts, inputs.blob('task'));
    const parts = { train: inputs.blob('train'), validation: inputs.blob('validation') };
    const learnt = await whatIsLearnt(config, task, parts, context);
    const { train: records, validation } = learnt;
    const facts = await trainFacts(artifacts, learnt, task, base);
    const hasValidation = await hasRecords(artifacts, validation);
    const places = {
      workDir: join(context.workDir, 'train'),
      outDir: join(context.workDir, 'adapter'),
      trainRecords: await artifacts.localFile(records),
      validationRecords: hasValidation ? await artifacts.localFile(validation) : null,
    };
    const share = config.learning_curve ? 1 / (1 + CURVE_SHARES.reduce((sum, part) => sum + part, 0)) : 1;
    const onProgress = ({ percent, ...progress }: StageProgress) =>
      context.progress({ ...progress, percent: share * percent });
    const ground = { base, task, validation, places, context };
    const searches = config.sweep !== null && hasValidation;
    const { report, adapter, ...resolved } = searches
      ? await search(config, facts, records, ground, onProgress)
      : await trainWith(resolveSettings(config, facts), facts.records, ground, onProgress);
    const curve = (): ReturnType<typeof learningCurve> =>
      learningCurve(
        {
          train: records,
          places,
          job: (own, count) => trainJob(resolved.settings, base, task, own, count),
        },
        report,
        facts.records,
        context,
        ({ percent, ...progress }) =>
          context.progress({ ...progress, percent: 100 * share + (1 - share) * percent }),
      );
    const whole = config.learning_curve ? { ...report, learning_curve: await curve() } : report;
    const summary = summaryOf(resolved, whole, facts);
    return {
      outputs: { adapter, training: await putJson(artifacts, whole) },
      summary: {
        ...summary,
        warnings: [...(config.sweep === null || searches ? [] : [NOT_SEARCHED]), ...summary.warnings!],
        base_digest: base.digest,
      },
    };
  },
};

/** Trains with settings that are known. */
async function trainWith(
  resolved: Resolved,
  records: number,
  { base, task, places, context }: Ground,
  onProgress: (progress: StageProgress) => void,
): Promise<Found> {
  const job = trainJob(resolved.settings, base, task, places, records);
  await context.model.run(job, { onProgress, signal: context.signal });
  const report = await readTrainingReport(places.outDir);
  return { ...resolved, adapter: await storeAdapter(context.artifacts, places.outDir), report };
}

const NOT_SEARCHED: Localized = {
  'zh-TW':
    '沒有驗證記錄可供比較，因此未搜尋設定，改用 auto。請提供更多記錄，或在 split.validation 保留一部分。',
  en: 'There are no validation records to compare by, so no settings were searched and auto was taken. Bring more records, or keep some by split.validation.',
};

function summaryOf(
  { settings, decisions }: Resolved,
  report: TrainingReport,
  facts: TrainFacts,
): StageSummary {
  const { steps, seconds, tokens, tokens_per_second, peak_rss_bytes, truncated_records } = report;
  const changed = report.fit === undefined ? null : fitChanges(report.fit);
  const cut: Localized = {
    'zh-TW': `訓練與驗證記錄中有 ${truncated_records} 筆超過 ${settings.max_length} 個詞元，已截短。`,
    en: `${truncated_records} training or validation record(s) are longer than ${settings.max_length} tokens and were cut.`,
  };
  const warnings = [...(truncated_records === 0 ? [] : [cut]), ...(changed === null ? [] : [changed])];
  const { records, pairs } = facts;
  if (settings.objective === 'preference' && pairs!.usable < pairs!.of) warnings.push(leftOut(pairs!));
  return {
    decisions,
    warnings,
    settings,
    records,
    steps,
    seconds,
    tokens,
    tokens_per_second,
    peak_rss_bytes,
    ...(report.fit === undefined ? {} : { fit: report.fit }),
    truncated_records,
    validation_loss: keptValidationLoss(report),
    device: report.device,
    dtype: report.dtype,
  };
}

function leftOut({ usable, of }: PairFacts): Localized {
  return {
    'zh-TW': `${of} 筆訓練記錄中有 ${of - usable} 筆沒有不同的落選回答，未列入偏好訓練。`,
    en: `${of - usable} of ${of} training records have no rejected answer that differs, so preference training left them out.`,
  };
}
