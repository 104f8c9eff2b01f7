import { join } from 'node:path';
import type { ArtifactStore, TreeRef } from '../../pipeline/contracts/artifact.ts';
import type { TrainingReport } from '../../pipeline/contracts/data-reports.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage, StageSummary } from '../../pipeline/contracts/stage.ts';
import { hasRecords, trainFacts } from './data-facts.ts';
import { type TrainPlaces, trainJob } from './job.ts';
import { CURVE_SHARES, learningCurve } from './learning-curve.ts';
import { type Resolved, resolveSettings, type TrainConfig } from './settings.ts';
import { keptValidationLoss, readTrainingReport, TRAINING_FILE } from './training-report.ts';

/** Trains a LoRA adapter on the base. The trainer keeps checkpoints in the work directory, so a killed attempt goes on. */
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
    const facts = await trainFacts(artifacts, inputs.blob('train'), task, base);
    const resolved = resolveSettings(config, facts);
    const validation = inputs.blob('validation');
    const outDir = join(context.workDir, 'adapter');
    const places = {
      workDir: join(context.workDir, 'train'),
      outDir,
      trainRecords: await artifacts.localFile(inputs.blob('train')),
      validationRecords: (await hasRecords(artifacts, validation))
        ? await artifacts.localFile(validation)
        : null,
    };
    const job = (own: TrainPlaces, records: number) => trainJob(resolved.settings, base, task, own, records);
    const share = config.learning_curve ? 1 / (1 + CURVE_SHARES.reduce((sum, part) => sum + part, 0)) : 1;
    await context.model.run(job(places, facts.records), {
      onProgress: (progress) => context.progress({ ...progress, percent: share * progress.percent }),
      signal: context.signal,
    });
    const trained = await readTrainingReport(outDir);
    const report = config.learning_curve
      ? {
          ...trained,
          learning_curve: await learningCurve(
            { train: inputs.blob('train'), places, job },
            trained,
            facts.records,
            context,
            ({ percent, ...progress }) =>
              context.progress({ ...progress, percent: 100 * share + (1 - share) * percent }),
          ),
        }
      : trained;
    return {
      outputs: {
        adapter: await storeAdapter(artifacts, outDir),
        training: await putJson(artifacts, report),
      },
      summary: { ...summaryOf(resolved, report, facts.records), base_digest: base.digest },
    };
  },
};

/** The adapter's files without the report, which holds times: equal weights give an equal digest. */
async function storeAdapter(artifacts: ArtifactStore, directory: string): Promise<TreeRef> {
  const files = await artifacts.listTree(await artifacts.putTree(directory));
  return artifacts.putTreeOf(files.filter(({ path }) => path !== TRAINING_FILE));
}

function summaryOf({ settings, decisions }: Resolved, report: TrainingReport, records: number): StageSummary {
  const { steps, seconds, tokens, tokens_per_second, peak_rss_bytes, truncated_records } = report;
  const warnings: Localized[] =
    truncated_records === 0
      ? []
      : [
          {
            'zh-TW': `訓練與驗證記錄中有 ${truncated_records} 筆超過 ${settings.max_length} 個詞元，已截短。`,
            en: `${truncated_records} training or validation record(s) are longer than ${settings.max_length} tokens and were cut.`,
          },
        ];
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
    truncated_records,
    validation_loss: keptValidationLoss(report),
    device: report.device,
    dtype: report.dtype,
  };
}
