import { setTimeout as wait } from 'node:timers/promises';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { PartName, PartRequest } from '../../contracts/part.ts';
import type { StageResult } from '../../contracts/stage.ts';
import { askForParts, claimNextPart, type PartsOf, partStates } from '../../store/rows/parts.ts';
import { Outcomes } from '../../threads/outcomes.ts';
import type { EngineParts } from '../engine-parts.ts';
import { stageKey } from '../stage-key.ts';
import { keyPartsOf, performPart } from './perform-part.ts';

/** How often a stage looks for what others made of its parts. */
const LOOK_MS = 200;

/**
 * Has parts of a stage made, by whoever has a thread free: other services hear of them through the queue, and the stage
 * itself takes one after the other, so that none waits for a worker that never comes. Gives the results in the order of the
 * requests, each as soon as it is there. Errors: that of the first part that failed; the signal's reason.
 */
export async function* divide(
  parts: EngineParts,
  of: PartsOf & { readonly generation: number },
  name: PartName,
  requests: readonly PartRequest[],
  outer: AbortSignal,
): AsyncGenerator<StageResult> {
  const part = await parts.parts[name]();
  const keys = requests.map((request) => stageKey(keyPartsOf(part, request)));
  const outcomes = new Outcomes<StageResult>(requests.length);
  const known = await Promise.all(keys.map((key) => parts.memory.known(key)));
  for (const [n, result] of known.entries()) if (result !== null) outcomes.settle(n, result);
  const asked = requests.map(({ inputs, config }, n) => ({
    ...{ key: keys[n]!, part: name, inputs, config, done: known[n] !== null },
  }));
  await askForParts(parts.database, of, of.generation, asked);
  const { runId, generation } = of;
  await parts.queue.offerParts(
    asked.filter(({ done }) => !done).map(({ key }) => ({ runId, generation, part: key })),
  );
  const over = new AbortController();
  const signal = AbortSignal.any([outer, over.signal]);
  const work = { parts, of, signal, outcomes, placeOf: new Map(keys.map((key, n) => [key, n])) };
  const workers = [
    ...Array.from({ length: parts.threads.count }, () => takeParts(work)),
    watchOthers(work),
  ].map((worker) =>
    worker.catch((error: unknown) => outcomes.failAll(signal.aborted ? signal.reason : error)),
  );
  try {
    yield* outcomes.inOrder();
  } finally {
    over.abort(new TouchstoneError('RUN_CANCELLED'));
    await Promise.all(workers);
  }
}

interface Work {
  readonly parts: EngineParts;
  readonly of: PartsOf;
  readonly signal: AbortSignal;
  readonly outcomes: Outcomes<StageResult>;
  /** Of a part's key among the requests. */
  readonly placeOf: ReadonlyMap<string, number>;
}

/** Makes one free part after another, each in a thread that was free before the part was claimed. */
async function takeParts({ parts, of, signal, outcomes, placeOf }: Work): Promise<void> {
  while (outcomes.open) {
    const seat = await parts.threads.seat(signal);
    let idle = false;
    try {
      const claim = await claimNextPart(parts.database, of, [...placeOf.keys()], parts.owner);
      idle = claim === null;
      if (claim !== null)
        await outcomes.follow(placeOf.get(claim.key)!, performPart(parts, claim, seat, signal));
    } finally {
      seat.leave();
    }
    // Others are at work on what is left; should one of them die, its part is free again.
    if (idle) await wait(LOOK_MS, undefined, { signal });
  }
}

/** Takes over what other services made of the parts. */
async function watchOthers({ parts, of, signal, outcomes, placeOf }: Work): Promise<void> {
  while (outcomes.open) {
    await wait(LOOK_MS, undefined, { signal });
    for (const { key, done, error } of await partStates(parts.database, of)) {
      const place = placeOf.get(key);
      if (place === undefined || outcomes.isSettled(place)) continue;
      if (error !== null) outcomes.fail(place, TouchstoneError.revive(error));
      const result = done ? await parts.memory.known(key) : null;
      if (result !== null) outcomes.settle(place, result);
    }
  }
}
