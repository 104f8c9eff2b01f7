import { inTurns } from '../../../datasets/linear/in-turns.ts';
import type { LabelledText } from '../../../datasets/linear/text-classifier.ts';
import type { BlobRef } from '../../../pipeline/contracts/artifact.ts';
import type { BaseModel } from '../../../pipeline/contracts/base.ts';
import type { PeerId, PeerLeftOut } from '../../../pipeline/contracts/peers.ts';
import type { TaskDescription } from '../../../pipeline/contracts/record.ts';
import type { Decision, StageContext } from '../../../pipeline/contracts/stage.ts';
import type { EvaluateConfig } from '../evaluation-result.ts';
import { maxLengthOf } from '../max-length.ts';
import type { Answers } from '../predictions/answers.ts';
import type { System } from '../systems.ts';
import type { TestRecord } from '../test-records.ts';
import { endpointAnswers } from './endpoint.ts';
import { type FewShotPlan, planFewShot } from './few-shot.ts';
import { linearAnswers, majorityAnswers } from './floor.ts';
import { planFrozen } from './frozen.ts';

/** Peers as far as they are known before anybody answers. */
export interface PeerPlan {
  /** The base with examples in its prompt, and what is learnt on it as it is; without those that are left out. */
  readonly systems: readonly System[];
  readonly leftOut: readonly PeerLeftOut[];
  readonly decisions: readonly Decision[];
}

/** Plans who is to answer beside base, tuned and production. */
export function planPeers(
  {
    few_shot: setting,
    frozen,
    max_length: length,
  }: Pick<EvaluateConfig, 'few_shot' | 'frozen' | 'max_length'>,
  { texts: training, blob }: { readonly texts: readonly LabelledText[]; readonly blob: BlobRef },
  task: TaskDescription,
  base: BaseModel,
  testRecords: number,
): PeerPlan {
  const maxLength = maxLengthOf(base, length);
  const { prompt, reason, decision }: FewShotPlan = planFewShot({
    setting,
    training,
    task,
    base,
    maxLength,
    testRecords,
  });
  const learnt = task.kind === 'classification' ? planFrozen(frozen, training, task, base) : null;
  const untrained = { base, adapter: null, maxLength };
  return {
    systems: [
      ...(prompt ? [{ ...untrained, id: 'few_shot' as const, task: { ...task, prompt } }] : []),
      ...(learnt?.asked ? [{ ...untrained, id: 'frozen' as const, task, learnsFrom: blob }] : []),
    ],
    leftOut: [
      ...(prompt ? [] : [{ id: 'few_shot' as const, reason }]),
      ...(learnt === null || learnt.asked ? [] : [{ id: 'frozen' as const, reason: learnt.reason }]),
    ],
    decisions: [decision, learnt?.decision ?? null].filter((one) => one !== null),
  };
}

/**
 * Answers to a classification of peers that are not asked by the trainer: the linear classifier, the most frequent class and,
 * where the spec asks for it, the model behind the endpoint.
 */
export async function otherAnswers(
  training: readonly LabelledText[],
  records: readonly TestRecord[],
  { task, endpoint }: { readonly task: TaskDescription; readonly endpoint: EvaluateConfig['endpoint'] },
  context: Pick<StageContext, 'textModel' | 'remember' | 'signal'>,
): Promise<Map<PeerId, Answers>> {
  const texts = records.map(({ text }) => text);
  const answers = new Map<PeerId, Answers>([
    ['linear', await inTurns(linearAnswers(training, texts), context.signal)],
    ['majority', majorityAnswers(training, texts.length)],
  ]);
  if (endpoint !== null) {
    answers.set('endpoint', await endpointAnswers(endpoint.model, records, task, context));
  }
  return answers;
}
