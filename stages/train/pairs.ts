import { pairRecords } from '../../datasets/tasks/pair-records.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import type { StageContext } from '../../pipeline/contracts/stage.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import type { PairFacts } from './auto/choice.ts';
import { chooseMethod } from './auto/method.ts';
import { chooseObjective } from './auto/objective.ts';
import type { TrainConfig } from './settings.ts';

/** What is trained on. */
export interface Learnt {
  readonly train: BlobRef;
  readonly validation: BlobRef;
  /** Whether these are pairs of answers. */
  readonly preference: boolean;
  readonly pairs: PairFacts | null;
}

type Parts = Pick<Learnt, 'train' | 'validation'>;
type World = Pick<StageContext, 'artifacts' | 'signal'>;

/**
 * The records as they are, or for preference training those that have two answers, as the trainer reads them: with nothing but
 * `rejected` in `meta`.
 * Errors: `PREFERENCE_OF_LABELS`, `PREFERENCE_NO_PAIRS` where the spec asks for preference.
 */
export async function whatIsLearnt(
  { objective, method }: Pick<TrainConfig, 'objective' | 'method'>,
  task: TaskDescription,
  parts: Parts,
  world: World,
): Promise<Learnt> {
  const written = TASKS[task.kind].mode === 'generate';
  const asked = objective === 'preference';
  if (asked && !written) throw new TouchstoneError('PREFERENCE_OF_LABELS', { params: { task: task.kind } });
  if (!asked && !(objective === 'auto' && written && task.preference)) {
    return { ...parts, preference: false, pairs: null };
  }
  const { blob: train, ids, of } = await pairRecords(parts.train, world);
  const pairs: PairFacts = { usable: ids.length, of };
  if (asked && pairs.usable === 0) {
    throw new TouchstoneError('PREFERENCE_NO_PAIRS', { params: { records: pairs.of } });
  }
  const trained = method === 'auto' ? chooseMethod().value : method;
  if (!asked && chooseObjective(trained, pairs).value === 'sft') {
    return { ...parts, preference: false, pairs };
  }
  const { blob: validation } = await pairRecords(parts.validation, world);
  return { train, validation, preference: true, pairs };
}
