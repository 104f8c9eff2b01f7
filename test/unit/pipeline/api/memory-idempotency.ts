import type {
  IdempotencyClaim,
  IdempotencyStore,
  StoredAnswer,
} from '../../../../pipeline/contracts/api/idempotency.ts';

/** Remembers answers in memory. */
export class MemoryIdempotency implements IdempotencyStore {
  readonly #entries = new Map<string, { fingerprint: string; answer: StoredAnswer | null }>();

  async begin(key: string, fingerprint: string): Promise<IdempotencyClaim> {
    const entry = this.#entries.get(key);
    if (entry && entry.fingerprint !== fingerprint) return { state: 'conflict' };
    if (entry) return entry.answer ? { state: 'replay', answer: entry.answer } : { state: 'in-progress' };
    this.#entries.set(key, { fingerprint, answer: null });
    return {
      state: 'fresh',
      settle: async (answer) => {
        this.#entries.set(key, { fingerprint, answer });
      },
      release: async () => {
        this.#entries.delete(key);
      },
    };
  }
}
