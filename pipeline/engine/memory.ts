import type { ArtifactStore } from '../contracts/artifact.ts';
import type { StageResult } from '../contracts/stage.ts';
import type { Database } from '../store/database/database.ts';
import { forget, memorise, recall } from '../store/rows/memo.ts';
import { type KeyParts, stageKey } from './stage-key.ts';

/** Results by stage key: computed once, however many runs ask at the same time. */
export class Memory {
  readonly #database: Database;
  readonly #artifacts: ArtifactStore;
  readonly #code: string;
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(database: Database, artifacts: ArtifactStore, code: string) {
    this.#database = database;
    this.#artifacts = artifacts;
    this.#code = code;
  }

  /**
   * The remembered result of these parts, else `make`'s, which is then remembered. While one caller makes it, others
   * with the same key wait and take its result; if it fails, the next one makes it itself.
   */
  async once(
    parts: KeyParts,
    make: (key: string) => Promise<StageResult>,
  ): Promise<{ key: string; result: StageResult; cached: boolean }> {
    const key = stageKey(parts);
    for (;;) {
      const known = await this.known(key);
      if (known !== null) return { key, result: known, cached: true };
      const other = this.#underWay.get(key);
      if (other === undefined) break;
      await other.catch(() => {});
    }
    const making = this.#make(key, parts.stage, make);
    this.#underWay.set(key, making);
    try {
      return { key, result: await making, cached: false };
    } finally {
      this.#underWay.delete(key);
    }
  }

  /** What is remembered under a key. A result counts only while its artifacts are there; otherwise it is forgotten. */
  async known(key: string): Promise<StageResult | null> {
    const known = await recall(this.#database, key);
    if (known === null) return null;
    const refs = Object.values(known.outputs).filter((ref) => ref !== null);
    const present = await Promise.all(refs.map((ref) => this.#artifacts.has(ref)));
    if (!present.includes(false)) return known;
    await forget(this.#database, key);
    return null;
  }

  async #make(key: string, stage: string, make: (key: string) => Promise<StageResult>): Promise<StageResult> {
    const start = performance.now();
    const result = await make(key);
    const seconds = (performance.now() - start) / 1000;
    await memorise(this.#database, { stageKey: key, stage, result, seconds, code: this.#code });
    return result;
  }
}
