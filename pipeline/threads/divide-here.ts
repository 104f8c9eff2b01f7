import { join } from 'node:path';
import type { ArtifactStore } from '../contracts/artifact.ts';
import type { Part, PartRequest, PartThreads } from '../contracts/part.ts';
import type { StageResult } from '../contracts/stage.ts';
import { makePart } from './make-part.ts';
import { Outcomes } from './outcomes.ts';

/** What parts are made with that no other process hears of. */
export interface PartsHere {
  readonly threads: PartThreads;
  readonly artifacts: ArtifactStore;
  readonly directory: string;
  readonly signal: AbortSignal;
}

/** Has parts made in the threads of this process alone. Results and errors as those of a service. */
export async function* divideHere(
  part: Part,
  requests: readonly PartRequest[],
  { threads, artifacts, directory, signal: outer }: PartsHere,
): AsyncGenerator<StageResult> {
  const outcomes = new Outcomes<StageResult>(requests.length);
  const over = new AbortController();
  const signal = AbortSignal.any([outer, over.signal]);
  let next = 0;
  const take = async (): Promise<void> => {
    while (next < requests.length) {
      const place = next++;
      const seat = await threads.seat(signal);
      const workDir = join(directory, `part-${place}`);
      await outcomes.follow(place, makePart(part, requests[place]!, { artifacts, seat, workDir, signal }));
      seat.leave();
    }
  };
  const workers = Array.from({ length: threads.count }, () =>
    take().catch((error: unknown) => outcomes.failAll(error)),
  );
  try {
    yield* outcomes.inOrder();
  } finally {
    over.abort(new Error('the parts are not wanted any more'));
    await Promise.all(workers);
  }
}
