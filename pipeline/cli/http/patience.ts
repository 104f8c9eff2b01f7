import { setTimeout as sleep } from 'node:timers/promises';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { RemoteProblem } from './remote-problem.ts';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;

export interface Patience {
  /** How long a service that does not answer is waited for, in milliseconds. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
  /** Told once, when the waiting begins. */
  onLost?(): void;
}

/** Pauses that grow while nothing comes back, and the time since something last did. */
export class Absence {
  readonly #patience: Patience;
  #since: number | null = null;
  #wait = FIRST_WAIT_MS;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  /** Something came back. */
  over(): void {
    this.#since = null;
    this.#wait = FIRST_WAIT_MS;
  }

  /** Waits a little, or not at all once the patience is at its end: then false. Ends early with the signal. */
  async wait(): Promise<boolean> {
    const { patienceMs, signal, onLost } = this.#patience;
    if (this.#since === null) onLost?.();
    this.#since ??= performance.now();
    if (performance.now() - this.#since > patienceMs) return false;
    await sleep(this.#wait, undefined, { signal }).catch(() => undefined);
    this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 2);
    return true;
  }
}

/**
 * Does what is safe to repeat until the service answers: it may be down for a while, to be started anew for instance.
 * Errors: what the service says, and when the patience is at its end what came last.
 */
export async function patiently<T>(work: () => Promise<T>, patience: Patience): Promise<T> {
  const absence = new Absence(patience);
  for (;;) {
    try {
      return await work();
    } catch (error) {
      patience.signal.throwIfAborted();
      if (!mayComeBack(error) || !(await absence.wait())) throw error;
      patience.signal.throwIfAborted();
    }
  }
}

/** Whether a service that is away, is starting, or works on the same request already, is behind a fault. */
function mayComeBack(error: unknown): boolean {
  if (error instanceof RemoteProblem) {
    const { status, code } = error.problem;
    return [429, 502, 503, 504].includes(status) || code === 'IDEMPOTENCY_IN_PROGRESS';
  }
  if (!(error instanceof TouchstoneError)) return false;
  // A file that broke off on its way; one that came whole with another digest would come so again.
  const brokeOff = error.code === 'CLI_DIGEST_MISMATCH' && error.cause !== undefined;
  return brokeOff || error.code === 'CLI_SERVICE_UNREACHABLE';
}
