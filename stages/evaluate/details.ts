import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { BiasFigures } from '../../pipeline/contracts/bias.ts';
import type { EvaluationDetails } from '../../pipeline/contracts/evaluation-details.ts';
import type { Localized, SystemId } from '../../pipeline/contracts/names.ts';
import type { Decision, StageContext, StageProgress } from '../../pipeline/contracts/stage.ts';
import { biasFigures } from './bias/bias-figures.ts';
import { MOST_SWAPS, swappedRecords } from './bias/swapped-records.ts';
import { evaluationDetails } from './evaluation-details.ts';
import type { EvaluateConfig } from './evaluation-result.ts';
import { type Answers, readAnswers } from './predictions/answers.ts';
import { collectPredictions } from './predictions/collect.ts';
import { readColumns } from './record-columns.ts';
import { inSlices } from './statistics/in-slices.ts';
import type { System } from './systems.ts';
import type { TestRecord } from './test-records.ts';
import { columnWarnings } from './warnings.ts';

interface Judged {
  readonly test: BlobRef;
  readonly records: readonly TestRecord[];
  /** Classes of the evaluation, in its order. */
  readonly labels: readonly string[];
  readonly tuned: System;
  readonly answers: ReadonlyMap<SystemId, Answers>;
}

/** The details of a classification; asks the tuned model again for the bias view. */
export async function detailsOf(
  judged: Judged,
  config: EvaluateConfig,
  context: StageContext,
  onProgress: (progress: StageProgress) => void,
): Promise<{ readonly details: EvaluationDetails; readonly warnings: readonly Localized[] }> {
  const { test, records, labels, answers: systems } = judged;
  const columns = await readColumns(context.artifacts, test, [...new Set(['source', ...config.slices])]);
  const bias = config.bias === false ? null : await biasOf(judged, config, context, onProgress);
  const evidence = { labels, records, systems, columns, bias };
  const missing = config.slices.filter((name) => columns.get(name)!.every((value) => value === null));
  return {
    details: await inSlices(evaluationDetails(evidence, config), context.signal),
    warnings: columnWarnings(missing),
  };
}

async function biasOf(
  { test, records, tuned, answers }: Judged,
  { seed, confidence }: EvaluateConfig,
  context: StageContext,
  onProgress: (progress: StageProgress) => void,
): Promise<BiasFigures> {
  const { artifacts } = context;
  const swapped = await swappedRecords(artifacts, test, seed);
  const original = answers.get('tuned')!;
  const { labels } = tuned.task;
  if (swapped.blob === null) {
    const again = { labels, answers: [], probabilities: [] };
    return biasFigures(swapped, records, { original, again, confidence });
  }
  const { blob, ids } = swapped;
  const collected = await collectPredictions([tuned], { blob, ids }, context, onProgress);
  const bytes = await artifacts.readBytes(collected.get('tuned')!.predictions.digest);
  return biasFigures(swapped, records, { original, again: readAnswers(bytes, ids, labels), confidence });
}

/** What `bias: auto` became. */
export function biasDecision(isClassification: boolean): Decision {
  return {
    field: 'evaluate.bias',
    value: isClassification,
    reason: isClassification
      ? {
          'zh-TW': `答案由標籤中選出，因此以調換後的文字再問一次微調模型，每種至多 ${MOST_SWAPS} 筆。`,
          en: `Labels are chosen, so the tuned model is asked again with texts exchanged, at most ${MOST_SWAPS} records of each kind.`,
        }
      : {
          'zh-TW': '此任務的答案由模型寫出，不比較調換後的答案。',
          en: 'Answers of this task are written, and are not compared after an exchange.',
        },
  };
}
