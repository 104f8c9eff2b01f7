import type { TrainingFit } from './fit.ts';
import type { GeneratedShare } from './generation.ts';
import type { MethodName } from './methods.ts';
import type { Language, Localized } from './names.ts';
import type { TaskDescription } from './record.ts';

/** Conventions for naming the parts of a training example. */
export const FORMAT_NAMES = [
  'openai_chat',
  'sharegpt',
  'openai_preference',
  'trl_preference',
  'alpaca',
  'prompt_completion',
  'text_label',
  'plain_text',
] as const;

/** Ways of writing many records in one file; `arrow` is the IPC file, `arrow_stream` the IPC stream. */
export const CONTAINER_NAMES = [
  'jsonl',
  'json',
  'csv',
  'tsv',
  'text',
  'parquet',
  'arrow',
  'arrow_stream',
  'xlsx',
] as const;

/** Encodings of text that can be read. */
export const ENCODING_NAMES = ['utf-8', 'utf-16le', 'utf-16be', 'big5', 'gb18030', 'shift_jis'] as const;

export const INTAKE_WARNINGS = [
  'control_characters',
  'formulas',
  'macros',
  'merged_cells',
  'nameless_column',
  'other_sheets',
  'title_rows',
] as const;

/** Something about a file that its owner should know, though it can be read. */
export interface IntakeWarning {
  /**
   * `control_characters`: control or bidirectional-override characters in the texts; they are kept. `formulas`: cells
   * whose stored result was taken. `macros`: the workbook holds programs; they were passed over. `other_sheets`: sheets
   * that were not read. `title_rows`: rows above the header that were passed over.
   * `nameless_column`: one that the header leaves without a name; its letters serve as one.
   * `merged_cells`: ranges of cells whose value was taken for every row that they span.
   */
  readonly code: (typeof INTAKE_WARNINGS)[number];
  /** Records, cells, sheets or rows. */
  readonly count: number;
  /** The first of them: `line:7`, `B7`, the name of a sheet. */
  readonly first: string;
}

/** What `ingest` found in one file. */
export interface IntakeReport {
  readonly format: (typeof FORMAT_NAMES)[number] | 'documents';
  /** Of documents: a ZIP of several, or a document by itself. */
  readonly container: (typeof CONTAINER_NAMES)[number] | 'zip' | 'document';
  readonly compression?: 'none' | 'gzip' | 'zstd';
  /** What lies between the cells of a table of text. */
  readonly delimiter?: string;
  /** The sheet of a workbook that was read. */
  readonly sheet?: string;
  /** Columns of the file by the field that each was read as, where their names were not the format's own. */
  readonly mapping?: { readonly guessed: boolean; readonly columns: Readonly<Record<string, string>> };
  readonly warnings?: readonly IntakeWarning[];
  /** Texts whose variant forms were unified, and the first of them; absent where that was not asked for. */
  readonly normalised?: { readonly texts: number; readonly first: string | null };
  /** Of documents: each encoding of those that are text, in order; empty where none is. */
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
  /** Only of a dataset of documents, which has no records of its own. */
  readonly documents?: DocumentIntake;
}

/** What was found in a file of records. */
export interface RecordsIntake extends IntakeReport {
  readonly format: (typeof FORMAT_NAMES)[number];
  readonly container: (typeof CONTAINER_NAMES)[number];
}

/** What `ingest` found in a dataset of documents. */
export interface DocumentIntake {
  /** Documents that were read, how many of them by format, and how many are official documents (公文). */
  readonly read: number;
  readonly formats: Readonly<Record<string, number>>;
  readonly official: number;
  /** Of all documents that were read: sections with a title, passages in the table, UTF-16 units of text. */
  readonly sections: number;
  readonly passages: number;
  readonly characters: number;
  /** Documents that were not taken, each with the reason. */
  readonly refused: readonly RefusedDocument[];
  /** Files in the pack that no person put there, such as `.DS_Store`. */
  readonly passed_over: readonly string[];
}

export interface RefusedDocument {
  readonly document: string;
  /** Code of the error, `DOCUMENT_CLASSIFIED` for one marked 密 or higher. */
  readonly code: string;
  readonly reason: Localized;
  readonly advice: Localized;
  readonly line?: number;
}

/** What was looked for in a finished split, and what was found: what a model could know of the test without learning. */
export interface LeakageCheck {
  /** True where no comparison found anything. */
  readonly passed: boolean;
  /** Each of validation against training, and of the test against both. */
  readonly comparisons: readonly {
    /** exact: same question; near: same cluster of near duplicates; group: same group; time: not newer; generated: made up. */
    readonly kind: 'exact' | 'near' | 'group' | 'time' | 'generated';
    /** Records that have what is compared. */
    readonly compared: number;
    readonly found: number;
    /** Ids of the first few that were found. */
    readonly records: readonly string[];
  }[];
}

export interface SplitReport {
  /** `frozen`: the test is the suite frozen for the run's name. */
  readonly method: 'stratified' | 'column' | 'test_file' | 'frozen' | 'time';
  readonly seed: number;
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  /** Records left out of all three parts, whatever the reason. */
  readonly leaked: number;
  /**
   * The same by reason: a record elsewhere has the same question, is a near duplicate or of the same group; it was made
   * up from a record that is not trained on; it has no date to be ordered by; training has no record of its label.
   */
  readonly left_out: Readonly<
    Record<'exact' | 'near' | 'group' | 'generated' | 'undated' | 'not_learnt', number>
  >;
  /** Records of the user's own test file left out because their input or label is blank. */
  readonly test_left_out: number;
  readonly per_label: readonly {
    readonly label: string;
    readonly train: number;
    readonly validation: number;
    readonly test: number;
  }[];
  /**
   * Labels with fewer records than they need for a fair share of each part, or for which the general rule was departed
   * from. `as_drawn`: nothing was done; `lent_to_training`, `lent_to_test`: records were moved there, since it had none;
   * `not_tested`: the test has none, and none could be spared; `left_out`: drawn records go nowhere, since training has none.
   */
  readonly few: readonly {
    readonly label: string;
    readonly records: number;
    readonly needed: number;
    readonly missing: number;
    readonly done: 'as_drawn' | 'lent_to_training' | 'lent_to_test' | 'not_tested' | 'left_out';
  }[];
  readonly leakage_check: LeakageCheck;
  /** Of the records trained on, those that a text model made; left out in reports from before they were counted. */
  readonly generated?: readonly GeneratedShare[];
  readonly task: TaskDescription;
}

/** Settings of training that a search tries. */
export const SWEPT_FIELDS = ['learning_rate', 'epochs', 'batch_size', 'rank', 'dropout'] as const;
export type SweptField = (typeof SWEPT_FIELDS)[number];

/** A search for settings: which were tried, on how many records, and how good each was on the validation records. */
export interface SweepReport {
  /** Rounds, the first on the fewest records. */
  readonly rungs: readonly {
    readonly share: number;
    readonly records: number;
    readonly candidates: number;
  }[];
  /** What was tried; the first one is what `auto` would have been. */
  readonly trials: readonly {
    readonly settings: Readonly<Partial<Record<SweptField, number>>>;
    /** For each round that it was in, the validation loss of what was kept; null where it diverged. */
    readonly losses: readonly (number | null)[];
    /** Of training, all rounds together. */
    readonly seconds: number;
  }[];
  /** Index of the trial that became the model. */
  readonly chosen: number;
  /** How much of the differences between the trials of the first round goes with a setting, 0–1; the most first. */
  readonly mattered: readonly { readonly field: SweptField; readonly share: number }[];
}

/** What training lowers: the loss of the answers, or that of choosing between two of them. */
export const OBJECTIVES = ['sft', 'preference'] as const;
export type ObjectiveName = (typeof OBJECTIVES)[number];

/** `training.json` as the trainer writes it. */
export interface TrainingReport {
  /** Left out in reports from before there was more than one. */
  readonly objective?: ObjectiveName;
  /** Left out in reports from before there was more than LoRA. */
  readonly method?: MethodName;
  readonly steps: number;
  readonly epochs: number;
  readonly seconds: number;
  readonly tokens: number;
  readonly tokens_per_second: number;
  readonly peak_rss_bytes: number;
  /** Of an accelerator; null where there is none. Left out in reports from before it was told. */
  readonly peak_device_bytes?: number | null;
  /** What was estimated before it began; left out in reports from before there was an estimate. */
  readonly fit?: TrainingFit;
  readonly best_step: number | null;
  readonly losses: readonly {
    readonly step: number;
    readonly epoch: number;
    readonly train_loss: number | null;
    readonly validation_loss?: number | null;
    /** Of pairs: how much more the chosen answer gained on the base than the rejected one, times beta; the mean. */
    readonly validation_margin?: number;
    /** Of pairs: the share in which the chosen answer gained more. */
    readonly validation_pair_accuracy?: number;
    readonly learning_rate: number | null;
  }[];
  readonly device: string;
  readonly dtype: string;
  readonly threads: number;
  readonly truncated_records: number;
  readonly trainable_parameters: number;
  readonly versions: Readonly<Record<string, string>>;
  /** Training on parts of the records and on all, the smallest first; left out where it was not asked for, empty without validation records. */
  readonly learning_curve?: readonly {
    /** Of the training records, 0–1. */
    readonly share: number;
    readonly records: number;
    readonly validation_loss: number;
  }[];
  /** Left out where nothing was searched. */
  readonly sweep?: SweepReport;
}
