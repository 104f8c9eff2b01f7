import type { TouchstoneError } from '../contracts/errors/error.ts';
import type { Stage } from '../contracts/stage.ts';

export type RetryDecision =
  | { readonly kind: 'fail' }
  | { readonly kind: 'retry'; readonly waitSeconds: number };

/** Longest wait between two tries. */
const CEILING_SECONDS = 60;

/**
 * Decides, and does nothing. `failures` counts the failed tries so far, this one included (≥ 1). Errors that time may
 * mend (`soon`) get the stage's own number of attempts; a full disk or a store out of reach (`wait`) is waited for.
 */
export function decideRetry(error: TouchstoneError, failures: number, retry: Stage['retry']): RetryDecision {
  const waitSeconds = Math.min(retry.backoffSeconds * 2 ** Math.min(failures - 1, 16), CEILING_SECONDS);
  switch (error.entry.retry) {
    case 'never':
      return { kind: 'fail' };
    case 'soon':
      return failures < retry.attempts ? { kind: 'retry', waitSeconds } : { kind: 'fail' };
    case 'wait':
      return { kind: 'retry', waitSeconds };
  }
}
