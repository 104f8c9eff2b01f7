import { inTurns } from '../../../datasets/linear/in-turns.ts';
import type { LabelledText } from '../../../datasets/linear/text-classifier.ts';
import type { BaseModel } from '../../../pipeline/contracts/base.ts';
import type { PeerId, PeerLeftOut } from '../../../pipeline/contracts/peers.ts';
import type { TaskDescription } from '../../../pipeline/contracts/record.ts';
import type { Decision } from '../../../pipeline/contracts/stage.ts';
import type { EvaluateConfig } from '../evaluation-result.ts';
import type { Answers } from '../predictions/answers.ts';
import type { System } from '../systems.ts';
import { type FewShotPlan, planFewShot } from './few-shot.ts';
import { linearAnswers, majorityAnswers } from './floor.ts';

/** Peers of a classification as far as they are known before anybody answers. */
export interface PeerPlan {
  /** The base with examples in its prompt; none where it is left out. */
  readonly systems: readonly System[];
  readonly leftOut: readonly PeerLeftOut[];
  readonly decisions: readonly Decision[];
}

/** Plans who is to answer beside base, tuned and production. */
export function planPeers(
  setting: EvaluateConfig['few_shot'],
  training: readonly LabelledText[],
  task: TaskDescription,
  base: BaseModel,
  testRecords: number,
): PeerPlan {
  const { prompt, reason, decision }: FewShotPlan = planFewShot({
    setting,
    training,
    task,
    base,
    testRecords,
  });
  return {
    systems: prompt ? [{ id: 'few_shot', base, adapter: null, task: { ...task, prompt } }] : [],
    leftOut: prompt ? [] : [{ id: 'few_shot', reason }],
    decisions: decision ? [decision] : [],
  };
}

/** The answers of peers that need no model: the linear classifier and the most frequent class. */
export async function floorAnswers(
  training: readonly LabelledText[],
  texts: readonly string[],
  signal: AbortSignal,
): Promise<Map<PeerId, Answers>> {
  return new Map([
    ['linear', await inTurns(linearAnswers(training, texts), signal)],
    ['majority', majorityAnswers(training, texts.length)],
  ]);
}
