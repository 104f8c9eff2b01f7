import type { Language } from './names.ts';
import type { TaskDescription } from './record.ts';

/** What `ingest` found in one file. */
export interface IntakeReport {
  readonly format: 'alpaca' | 'openai_chat' | 'text_label';
  readonly container: 'jsonl' | 'json' | 'csv';
  readonly encoding: string;
  readonly bom: boolean;
  readonly records: number;
  readonly bytes: number;
  readonly language: Language;
  /** Share of letters that are Han, 0–1, over the inputs of a sample of the records. */
  readonly han_share: number;
  /** True where records carry their own instruction, so that the prompt passes them through. */
  readonly has_instruction: boolean;
  readonly has_split_column: boolean;
}

export interface SplitReport {
  readonly method: 'stratified' | 'column' | 'test_file';
  readonly seed: number;
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  /** Records left out of training (or validation) because the test (or validation) holds exactly the same input. */
  readonly leaked: number;
  /** Records of the user's own test file left out because their input or label is blank. */
  readonly test_left_out: number;
  readonly per_label: readonly {
    readonly label: string;
    readonly train: number;
    readonly validation: number;
    readonly test: number;
  }[];
  readonly task: TaskDescription;
}

/** `training.json` as the trainer writes it. */
export interface TrainingReport {
  readonly steps: number;
  readonly epochs: number;
  readonly seconds: number;
  readonly tokens: number;
  readonly tokens_per_second: number;
  readonly peak_rss_bytes: number;
  readonly best_step: number | null;
  readonly losses: readonly {
    readonly step: number;
    readonly epoch: number;
    readonly train_loss: number | null;
    readonly validation_loss?: number | null;
    readonly learning_rate: number | null;
  }[];
  readonly device: string;
  readonly dtype: string;
  readonly threads: number;
  readonly truncated_records: number;
  readonly trainable_parameters: number;
  readonly versions: Readonly<Record<string, string>>;
}
