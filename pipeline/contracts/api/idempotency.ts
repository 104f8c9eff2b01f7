/** A successful answer as it is kept for `Idempotency-Key`. */
export interface StoredAnswer {
  readonly status: number;
  /** Plain JSON. */
  readonly body: unknown;
}

/**
 * What `begin` found:
 * - `fresh`: the caller does the work, then calls `settle` with the answer, or `release` when the work failed, after
 *   which the same key may be tried again;
 * - `replay`: the same request was answered before, this is the answer;
 * - `conflict`: the key was used for another request;
 * - `in-progress`: the same request is being worked on right now.
 */
export type IdempotencyClaim =
  | { readonly state: 'fresh'; settle(answer: StoredAnswer): Promise<void>; release(): Promise<void> }
  | { readonly state: 'replay'; readonly answer: StoredAnswer }
  | { readonly state: 'conflict' }
  | { readonly state: 'in-progress' };

/**
 * Remembers which requests were answered. `begin` is atomic: of any number of simultaneous calls with one key exactly
 * one is `fresh`. Answers are kept for at least 24 hours. A claim whose process died must not stay `in-progress`: the
 * implementation frees it at its next start or after a lease.
 */
export interface IdempotencyStore {
  /**
   * `key`: 64 hex characters, made from the caller's id and the header, so that callers cannot see each other's.
   * `fingerprint`: 64 hex characters that name the request (method, path, body).
   */
  begin(key: string, fingerprint: string): Promise<IdempotencyClaim>;
}
