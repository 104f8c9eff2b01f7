import type { RefineRule } from '../../pipeline/contracts/quality.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import type { ScoreCard } from '../../pipeline/contracts/score-card.ts';
import { scoreCard } from '../score-card/score-card.ts';
import { meanSimilarity } from '../score-card/similarity.ts';
import { TextSample } from '../text-sample.ts';

/** Records that diversity is told from: some fifty thousand pairs. */
const SAMPLE = 400;

type Fault = 'incomplete' | 'repeated' | 'doubtful' | 'soiled';

/** What a finding of each rule says about its record; null: nothing, since it is about the dataset. */
const FAULTS: Readonly<Record<RefineRule, Fault | null>> = {
  mojibake: 'soiled',
  html_markup: 'soiled',
  simplified_chinese: 'soiled',
  unreadable: 'soiled',
  repetition: 'soiled',
  secret: 'soiled',
  pii: 'soiled',
  too_long: 'soiled',
  empty_input: 'incomplete',
  empty_output: 'incomplete',
  exact_duplicate: 'repeated',
  conflicting_label: 'doubtful',
  test_contamination: 'repeated',
  near_duplicate: 'repeated',
  outlier: 'doubtful',
  label_noise: 'doubtful',
  imbalance: null,
};

/** Gathers what a score card needs while records go through the rules. */
export class ScoreTally {
  readonly #faults: Record<Fault, number> = { incomplete: 0, repeated: 0, doubtful: 0, soiled: 0 };
  readonly #labels = new Map<string, number>();
  readonly #sample = new TextSample(SAMPLE);
  #kept = 0;

  /** The rules that found something about one record in one pass. No kind of fault is looked for in two passes. */
  found(rules: ReadonlySet<RefineRule>): void {
    const faults = new Set([...rules].map((rule) => FAULTS[rule]));
    for (const fault of faults) if (fault !== null) this.#faults[fault] += 1;
  }

  /** `gist`: what the record asks beside a shared instruction. */
  keep(record: DatasetRecord, gist: string): void {
    this.#kept += 1;
    const { label } = record;
    if (label !== null) this.#labels.set(label, (this.#labels.get(label) ?? 0) + 1);
    this.#sample.see(gist);
  }

  /** The card of a dataset of so many records. */
  card(records: number): ScoreCard {
    const similarity = meanSimilarity(this.#sample.texts);
    return scoreCard({ records, ...this.#faults, kept: this.#kept, labels: this.#labels, similarity });
  }
}
