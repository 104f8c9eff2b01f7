import { z } from 'zod';
import { addressesJudge } from '../../datasets/generation/filters/substance.ts';
import { JUDGE_CONTROLS } from '../../datasets/generation/judge-controls.ts';
import type { Candidate } from '../../datasets/generation/kind.ts';
import { JUDGE } from '../../datasets/generation/prompts/record-prompts.ts';
import type { GenerateReport } from '../../pipeline/contracts/generation.ts';
import type { Language } from '../../pipeline/contracts/names.ts';
import type { Asker } from './asker.ts';
import { BudgetSpent } from './budget.ts';

const scored = z.strictObject({ score: z.number().int().min(1).max(5) });
/** Seeds of controls lie apart from those of tries. */
const CONTROL_SEED = 1_000_003;

/** Scores candidates by a rubric, and is itself tried with results that must not pass. */
export class Judge {
  readonly #asker: Asker;
  readonly #rubric: string;
  readonly #language: Language;
  /** The first source that it was shown: controls stand beside it. */
  #source: string | null = null;

  constructor(asker: Asker, rubric: string, language: Language) {
    this.#asker = asker;
    this.#rubric = rubric;
    this.#language = language;
  }

  /** 1 to 5; 0 where the model gave none. Errors: those of `Asker.ask`. */
  async score({ judged, written }: Candidate, seed: number): Promise<number> {
    this.#source ??= judged.source;
    return addressesJudge(written) ? 1 : this.#ask(judged.source, judged.result, seed);
  }

  /**
   * How many of the controls reach the mark that candidates must. Null where nothing was judged, or the budget has no room left:
   * then nothing is known of the judge.
   */
  async tried(threshold: number): Promise<NonNullable<GenerateReport['judge_controls']> | null> {
    const source = this.#source;
    if (source === null) return null;
    try {
      let passed = 0;
      const controls = JUDGE_CONTROLS[this.#language];
      for (const [at, control] of controls.entries())
        if ((await this.#ask(source, control, CONTROL_SEED + at)) >= threshold) passed += 1;
      return { tried: controls.length, passed };
    } catch (error) {
      if (error instanceof BudgetSpent) return null;
      throw error;
    }
  }

  async #ask(source: string, result: string, seed: number): Promise<number> {
    const values = { source, result, rubric: this.#rubric };
    const asked = await this.#asker.ask(
      { prompt: JUDGE, values, shape: () => scored },
      { seed, temperature: 0 },
    );
    return asked.kind === 'right' ? scored.parse(asked.value).score : 0;
  }
}
