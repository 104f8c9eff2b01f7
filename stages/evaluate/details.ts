import { readRecords } from '../../datasets/arrow/read.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { BiasFigures } from '../../pipeline/contracts/bias.ts';
import type { ExampleOutcome } from '../../pipeline/contracts/evaluation.ts';
import type { EvaluationDetails } from '../../pipeline/contracts/evaluation-details.ts';
import type { Explanation } from '../../pipeline/contracts/explanation.ts';
import type { Localized, SystemId } from '../../pipeline/contracts/names.ts';
import type { Decision, StageContext, StageProgress } from '../../pipeline/contracts/stage.ts';
import { type AskedAnswer, biasFigures } from './bias/bias-figures.ts';
import { drawSwaps, MOST_SWAPS } from './bias/draw-swaps.ts';
import { evaluationDetails } from './evaluation-details.ts';
import type { EvaluateConfig } from './evaluation-result.ts';
import { chosenExamples, MOST_EXPLAINED } from './explain/chosen-examples.ts';
import { explanationsOf } from './explain/explanations.ts';
import { shortenedRecords } from './explain/shortened-records.ts';
import { type Answers, readAnswers } from './predictions/answers.ts';
import { collectPredictions } from './predictions/collect.ts';
import { readColumns } from './record-columns.ts';
import { inSlices } from './statistics/in-slices.ts';
import { storedTable } from './stored-table.ts';
import type { System } from './systems.ts';
import type { TestRecord } from './test-records.ts';
import { validationAnswers } from './validation-answers.ts';
import { columnWarnings } from './warnings.ts';

interface Judged {
  readonly test: BlobRef;
  readonly validation: BlobRef;
  readonly records: readonly TestRecord[];
  /** Classes of the evaluation, in its order. */
  readonly labels: readonly string[];
  readonly tuned: System;
  /** The evaluation's list of wrong answers. */
  readonly wrong: readonly ExampleOutcome[];
  readonly answers: ReadonlyMap<SystemId, Answers>;
}

/** The details of a classification; asks the tuned model again on validation, for the bias view and for what wrong answers rest on. */
export async function detailsOf(
  judged: Judged,
  config: EvaluateConfig,
  context: StageContext,
  onProgress: (progress: StageProgress) => void,
): Promise<{ readonly details: EvaluationDetails; readonly warnings: readonly Localized[] }> {
  const { test, records, labels, answers: systems } = judged;
  const columns = await readColumns(context.artifacts, test, [...new Set(['source', ...config.slices])]);
  const third = (at: 0 | 1 | 2) => (progress: StageProgress) =>
    onProgress({ ...progress, percent: (100 * at + progress.percent) / 3 });
  const validation = await validationAnswers(judged.validation, judged.tuned, context, third(0));
  const bias = config.bias === false ? null : await biasOf(judged, config, context, third(1));
  const explanations = config.explain === false ? [] : await explained(judged, context, third(2));
  const evidence = { labels, records, systems, columns, validation, bias, explanations };
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
  const groups = async function* () {
    yield* readRecords(await artifacts.openStream(test.digest));
  };
  const swaps = await drawSwaps(groups, seed);
  const original = answersOf(answers.get('tuned')!);
  const ids = swaps.rows.map(({ id }) => id);
  if (ids.length === 0) return biasFigures(swaps, records, { original, again: [], confidence });
  const blob = await storedTable(artifacts, swaps.rows);
  const collected = await collectPredictions([tuned], { blob, ids }, context, onProgress);
  const bytes = await artifacts.readBytes(collected.get('tuned')!.predictions.digest);
  const again = answersOf(readAnswers(bytes, ids, tuned.task.labels));
  return biasFigures(swaps, records, { original, again, confidence });
}

function answersOf({ labels, answers, probabilities }: Answers): readonly AskedAnswer[] {
  return answers.map((label, i) => ({
    label,
    probability: (of) => probabilities[i]![labels.indexOf(of)]!,
  }));
}

async function explained(
  { test, records, tuned, wrong }: Judged,
  context: StageContext,
  onProgress: (progress: StageProgress) => void,
): Promise<readonly Explanation[]> {
  const { artifacts } = context;
  const examples = chosenExamples(wrong);
  const ids = new Set(examples.map(({ id }) => id));
  const texts = new Map(records.filter(({ id }) => ids.has(id)).map(({ id, text }) => [id, text]));
  const shortened = await shortenedRecords(artifacts, test, texts);
  if (shortened.blob === null) return [];
  const asked = { blob: shortened.blob, ids: shortened.ids };
  const collected = await collectPredictions([tuned], asked, context, onProgress);
  const bytes = await artifacts.readBytes(collected.get('tuned')!.predictions.digest);
  return explanationsOf(shortened, examples, readAnswers(bytes, asked.ids, tuned.task.labels));
}

/** What `bias` and `explain` became where they are left to us. */
export function detailDecisions({ bias, explain }: EvaluateConfig, isClassification: boolean): Decision[] {
  return [
    ...(bias === 'auto' ? [biasDecision(isClassification)] : []),
    ...(explain === 'auto' ? [explainDecision(isClassification)] : []),
  ];
}

function explainDecision(isClassification: boolean): Decision {
  return {
    field: 'evaluate.explain',
    value: isClassification,
    reason: isClassification
      ? {
          'zh-TW': `答案由標籤中選出，因此對至多 ${MOST_EXPLAINED} 筆分錯的記錄逐句略去再問一次，找出影響答案的字句。`,
          en: `Labels are chosen, so for at most ${MOST_EXPLAINED} wrong answers the tuned model is asked again with one clause left out at a time.`,
        }
      : {
          'zh-TW': '此任務的答案由模型寫出，不逐句略去比較。',
          en: 'Answers of this task are written, and no clauses are left out.',
        },
  };
}

function biasDecision(isClassification: boolean): Decision {
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
