import {
  GENERATION_FILTERS,
  type GenerateReport,
  type GenerationFilter,
} from '../../pipeline/contracts/generation.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';

/** Counts what became of the tries. */
export class Tally {
  readonly #fell = new Map<GenerationFilter, number>();
  readonly #labels = new Map<string, number>();
  tried = 0;
  generated = 0;

  fell(at: GenerationFilter): void {
    this.tried += 1;
    this.#fell.set(at, (this.#fell.get(at) ?? 0) + 1);
  }

  made(label: string | null): void {
    this.tried += 1;
    this.generated += 1;
    if (label !== null) this.#labels.set(label, (this.#labels.get(label) ?? 0) + 1);
  }

  get perLabel(): GenerateReport['per_label'] {
    return [...this.#labels]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([label, records]) => ({ label, records }));
  }

  yields(filters: PipelineSpec['generate']['filters']): GenerateReport['yields'] {
    const off = new Set<GenerationFilter>();
    if (!filters.language) off.add('language');
    if (!filters.faithfulness) off.add('faithfulness');
    if (!filters.round_trip) off.add('round_trip');
    if (filters.judge === 0) off.add('judge');
    let came = this.tried;
    return GENERATION_FILTERS.map((filter) => {
      const passed = came - (this.#fell.get(filter) ?? 0);
      const row = { filter, active: !off.has(filter), came, passed };
      came = passed;
      return row;
    });
  }
}
