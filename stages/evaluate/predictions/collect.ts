import type { BlobRef } from '../../../pipeline/contracts/artifact.ts';
import type { StageContext, StageProgress } from '../../../pipeline/contracts/stage.ts';
import type { AnsweringId, System } from '../systems.ts';
import { readAnswers, readPairScores, readWrittenAnswers } from './answers.ts';
import { predict, type TestSet } from './predict.ts';

/** Raise when the trainer's `predict` would answer otherwise from the same weights, prompt and records. */
const PREDICTIONS_VERSION = 1;

/** One system's predictions on the test set. */
export interface Collected {
  readonly predictions: BlobRef;
  /** Test records that were too long for it and were cut. */
  readonly truncated: number;
}

/**
 * The predictions of every system on the test set, each remembered by what it depends on: so the base's answers serve
 * every run on the same data, and a version's answers serve from its first evaluation to its last day in production.
 * Systems that are asked alike (same base, prompt and labels) and are not remembered share one trainer job, which loads
 * the base once.
 */
export async function collectPredictions(
  systems: readonly System[],
  test: TestSet,
  context: StageContext,
  onProgress: (progress: StageProgress) => void,
): Promise<ReadonlyMap<AnsweringId, Collected>> {
  const wanted = systems.map((system) => ({ system, parts: partsOf(system, test) }));
  const found = new Map<string, Collected>();
  const groups = askedAlike(wanted);
  for (const [index, group] of groups.entries()) {
    const run: RunJob = (missing) =>
      runTogether(missing, test, context, (progress) =>
        onProgress({ ...progress, percent: (100 * index + progress.percent) / groups.length }),
      );
    await settle(inOneOrder(group), [], context, run, found);
  }
  return new Map(wanted.map((one) => [one.system.id, found.get(keyOf(one))!]));
}

interface Wanted {
  readonly system: System;
  /** All that its predictions depend on. */
  readonly parts: Readonly<Record<string, unknown>>;
}

/** One trainer job for systems that are asked alike; their predictions by key. */
type RunJob = (missing: readonly Wanted[]) => Promise<ReadonlyMap<string, Collected>>;

/** Systems that one job can ask: they differ in nothing but the adapter, and what is learnt on the base. */
function askedAlike(wanted: readonly Wanted[]): Wanted[][] {
  const groups = new Map<string, Wanted[]>();
  for (const one of wanted) {
    const common = JSON.stringify({ ...one.parts, adapter: null, learns_from: null });
    groups.set(common, [...(groups.get(common) ?? []), one]);
  }
  return [...groups.values()];
}

/**
 * Each thing to ask once (the tuned model may be the one in production), in the one order that every run keeps: two runs
 * that wait for each other's answers never do so crosswise.
 */
function inOneOrder(group: readonly Wanted[]): Wanted[] {
  const keys = group.map(keyOf);
  return group
    .filter((one, i) => keys.indexOf(keyOf(one)) === i)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ parts }: Wanted): string => JSON.stringify(parts);

function partsOf({ base, adapter, learnsFrom, task, maxLength }: System, test: TestSet): Wanted['parts'] {
  return {
    adapter: adapter?.digest ?? null,
    base: base.digest,
    chat_format: base.chatFormat,
    labels: task.labels,
    max_length: maxLength,
    prompt: task.prompt,
    test: test.blob.digest,
    ...(learnsFrom && { learns_from: learnsFrom.digest }),
    ...(task.answer_tokens !== undefined && { answer_tokens: task.answer_tokens }),
    ...(task.pairs && { pairs: true }),
  };
}

/**
 * Asks memory for one system after the other, and only where it has met the last one runs the job for all that memory
 * lacked: each lacking system's `make` goes on to the next system, and the job's results come back through all of them.
 * @returns the job's predictions by key; `found` gets those and the remembered ones
 */
async function settle(
  open: readonly Wanted[],
  missing: readonly Wanted[],
  context: StageContext,
  run: RunJob,
  found: Map<string, Collected>,
): Promise<ReadonlyMap<string, Collected>> {
  const [next, ...others] = open;
  if (!next) return missing.length === 0 ? new Map() : run(missing);
  let made: ReadonlyMap<string, Collected> | undefined;
  const { outputs, summary } = await context.remember(
    'predictions',
    PREDICTIONS_VERSION,
    next.parts,
    async () => {
      made = await settle(others, [...missing, next], context, run, found);
      const { predictions, truncated } = made.get(keyOf(next))!;
      return { outputs: { predictions }, summary: { truncated } };
    },
  );
  found.set(keyOf(next), {
    predictions: outputs.predictions as BlobRef,
    truncated: summary.truncated as number,
  });
  return made ?? settle(others, missing, context, run, found);
}

/** One job for all of them. What does not answer the records is refused here, before it can be remembered. */
async function runTogether(
  missing: readonly Wanted[],
  test: TestSet,
  context: StageContext,
  onProgress: (progress: StageProgress) => void,
): Promise<ReadonlyMap<string, Collected>> {
  const { files, truncated } = await predict(
    missing.map(({ system }) => system),
    test,
    context,
    onProgress,
  );
  const made = new Map<string, Collected>();
  for (const one of missing) {
    const predictions = await context.artifacts.putFile(files.get(one.system.id)!);
    const bytes = await context.artifacts.readBytes(predictions.digest);
    const { labels, answer_tokens: tokens, pairs } = one.system.task;
    if (pairs) readPairScores(bytes, test.ids);
    else if (tokens === undefined) readAnswers(bytes, test.ids, labels);
    else readWrittenAnswers(bytes, test.ids);
    made.set(keyOf(one), { predictions, truncated });
  }
  return made;
}
