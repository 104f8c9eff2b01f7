import { setTimeout as delay } from 'node:timers/promises';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Localized } from '../../contracts/names.ts';
import type { StageProgress } from '../../contracts/stage.ts';

/** What an absent cluster, or a full one, is waited for between two tries. */
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 60_000;

/** What time mends at the cluster's end, and what people read meanwhile; all else is the engine's to decide. */
export interface Patience {
  readonly passing: readonly string[];
  waitingFor(error: TouchstoneError): Localized;
}

/** Does something as soon as the cluster answers, and says that it is waited for. */
export async function patiently<T>(
  { passing, waitingFor }: Patience,
  {
    onProgress,
    signal,
  }: { readonly onProgress: (progress: StageProgress) => void; readonly signal: AbortSignal },
  work: () => Promise<T>,
): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof TouchstoneError) || !passing.includes(error.code)) throw error;
      onProgress({ percent: 0, message: waitingFor(error) });
      // Whoever asks for patience is given it: `Retry-After`.
      const asked = Math.min(Number(error.params.retryAfterMs ?? 0), LONGEST_PAUSE_MS);
      await delay(Math.max(pause, asked), undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

/** A service that is only shut down comes back to its job. */
export function isShutdown(reason: unknown): boolean {
  return reason instanceof TouchstoneError && reason.code === 'TRAINER_INTERRUPTED';
}
