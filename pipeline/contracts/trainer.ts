import type { ChatFormat } from './base.ts';
import type { ExportFormat } from './methods.ts';
import type { PromptTemplate } from './record.ts';

/** Jobs of `touchstone-trainer`; stages/train/trainer/README.md is the protocol's other half. Paths are absolute. */
export interface TrainJob {
  readonly verb: 'train';
  readonly base_id: string;
  readonly base_dir: string;
  readonly work_dir: string;
  readonly out_dir: string;
  readonly train_records: string;
  readonly validation_records: string | null;
  readonly labels: readonly string[] | null;
  readonly prompt: PromptTemplate;
  readonly chat_format: ChatFormat;
  readonly lora: {
    readonly rank: number;
    readonly alpha: number;
    readonly dropout: number;
    readonly target: 'all-linear';
    readonly rslora: boolean;
    readonly dora: boolean;
  } | null;
  /** In the place of `lora`: vectors before every prompt. */
  readonly prompt_tuning: { readonly virtual_tokens: number } | null;
  /** Learns from pairs of answers (DPO); null: from the answers alone. */
  readonly preference: { readonly beta: number; readonly sft_weight: number } | null;
  /** How the frozen base is held while it is trained on; CUDA only. */
  readonly quantisation: 'nf4' | null;
  readonly epochs: number;
  readonly max_steps: number | null;
  readonly batch_size: number;
  readonly gradient_accumulation: number;
  readonly learning_rate: number;
  readonly warmup_ratio: number;
  readonly schedule: 'cosine' | 'linear' | 'constant';
  readonly weight_decay: number;
  readonly max_grad_norm: number;
  readonly max_length: number;
  readonly seed: number;
  readonly checkpoint_every_seconds: number;
  readonly evaluate_every: 'epoch' | number;
  readonly keep: 'best' | 'last';
  /** Share of the steps after which the mean of the weights is judged and kept instead of the last ones; null: never. */
  readonly average_from: number | null;
  /** Several records in one row, each read by itself. */
  readonly packing: boolean;
}

export interface PredictJob {
  readonly verb: 'predict';
  readonly base_dir: string;
  readonly work_dir: string;
  readonly out_dir: string;
  readonly records: string;
  /** null but with mode `likelihood`. */
  readonly labels: readonly string[] | null;
  readonly prompt: PromptTemplate;
  readonly chat_format: ChatFormat;
  /** `pairs`: which of two answers, the record's own and the one in its `meta`, is likelier. */
  readonly mode: 'likelihood' | 'generate' | 'pairs';
  /** With mode `generate`. */
  readonly generate?: { readonly max_new_tokens: number };
  readonly systems: readonly {
    readonly id: string;
    readonly adapter_dir: string | null;
    /** Of the base alone, with mode `likelihood`: records that a classifier on its features learns from, which then answers. */
    readonly learns_from?: string;
  }[];
  readonly max_length: number;
  readonly batch_size: number | 'auto';
  readonly seed: number;
}

export interface BaseJob {
  readonly verb: 'base';
  readonly out_dir: string;
  readonly source: Readonly<Record<string, unknown>>;
  readonly expect_digest: string | null;
}

export interface ExportJob {
  readonly verb: 'export';
  readonly base_dir: string;
  /** null: the base alone. */
  readonly adapter_dir: string | null;
  readonly out_dir: string;
  readonly format: Exclude<ExportFormat, 'peft'>;
  /** Of the model, and of the GGUF file. */
  readonly name: string;
  readonly chat_format: ChatFormat;
  /** What a Modelfile says about asking. */
  readonly prompt: PromptTemplate | null;
}

export interface InspectJob {
  readonly verb: 'inspect';
  readonly base_dir: string | null;
}

/** Device, dtype, threads and, for training, processes are added by the executor: they are the machine's business, not the stage's. */
export type TrainerJob = TrainJob | PredictJob | BaseJob | InspectJob | ExportJob;

/** The `result` event of a finished command. */
export interface TrainerResult {
  readonly [fact: string]: unknown;
}

/** Exit status of the command, and what follows from it. */
export const TRAINER_EXIT = {
  done: 0,
  badJob: 2,
  interrupted: 3,
  environment: 4,
  outOfMemory: 5,
  diverged: 6,
  baseUnreachable: 7,
  internal: 70,
} as const;
