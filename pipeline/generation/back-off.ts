const BASE_SECONDS = 1;
const CEILING_SECONDS = 60;

/**
 * Seconds to wait after the n-th failure (n ≥ 1): exponential back-off with full jitter, so that many callers that
 * failed together do not come back together (M. Brooker, "Exponential Backoff and Jitter", 2015).
 */
export function backOff(failures: number, random: () => number): number {
  return random() * Math.min(CEILING_SECONDS, BASE_SECONDS * 2 ** (failures - 1));
}
