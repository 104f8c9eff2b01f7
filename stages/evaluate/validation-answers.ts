import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { StageContext, StageProgress } from '../../pipeline/contracts/stage.ts';
import type { SureAnswers } from './metrics/hand-over.ts';
import { readAnswers } from './predictions/answers.ts';
import { collectPredictions } from './predictions/collect.ts';
import type { System } from './systems.ts';
import { readJudgedRecords } from './test-records.ts';

/** What the tuned model answers to the validation records, and how sure it is; null where there are none. */
export async function validationAnswers(
  validation: BlobRef,
  tuned: System,
  context: StageContext,
  onProgress: (progress: StageProgress) => void,
): Promise<SureAnswers | null> {
  const { artifacts } = context;
  const records = await readJudgedRecords(artifacts, validation);
  if (records.length === 0) return null;
  const ids = records.map(({ id }) => id);
  const collected = await collectPredictions([tuned], { blob: validation, ids }, context, onProgress);
  const bytes = await artifacts.readBytes(collected.get('tuned')!.predictions.digest);
  const { labels, answers, probabilities } = readAnswers(bytes, ids, tuned.task.labels);
  return {
    confidence: Float64Array.from(answers, (answer, i) => probabilities[i]![labels.indexOf(answer)]!),
    right: Float64Array.from(answers, (answer, i) => (answer === records[i]!.truth ? 1 : 0)),
  };
}
