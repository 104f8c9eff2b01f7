import type { GenerateReport, GenerationMethod } from '../../pipeline/contracts/generation.ts';

/** What a report says of generated records, in one language. Figures are already written for that language. */
export interface GenerateTexts {
  readonly title: string;
  lead(generated: string, model: string): string;
  readonly methods: Readonly<Record<GenerationMethod, string>>;
  /** Only training sees them. */
  readonly trainingOnly: string;
  /** How many of the records trained on a text model made. */
  trained(records: string): string;
  /** The same, where the run itself made none. */
  uploaded(records: string): string;
  readonly sharesCaption: string;
  readonly method: string;
  readonly model: string;
  /** In the place of what an uploaded record does not tell. */
  readonly untold: string;
  readonly ended: Readonly<Record<Exclude<GenerateReport['ended'], 'all_made' | 'not_asked_for'>, string>>;
  shortOf(wanted: string, generated: string): string;
  readonly caption: string;
  readonly filter: string;
  readonly came: string;
  readonly passed: string;
  readonly share: string;
  readonly off: string;
  readonly perLabel: string;
  readonly label: string;
  readonly records: string;
  readonly facts: Readonly<
    Record<'tokens' | 'cost' | 'duration' | 'answers' | 'endpoint' | 'personal' | 'judge' | 'prompts', string>
  >;
  tokens(input: string, output: string): string;
  uncounted(count: string): string;
  answers(count: string, repaired: string): string;
  /** Whose machine the model ran on. */
  readonly inside: string;
  readonly outside: string;
  readonly unmasked: string;
  masked(count: string): string;
  /** Worthless texts that the judge was shown, and how many it let pass. */
  controls(tried: string, passed: string): string;
}
