import type { TaskKind } from './names.ts';

/** One turn of a conversation. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string;
}

/** One training or test example, the same for every input format. */
export interface DatasetRecord {
  /** The file's own `id`, else `line:N` (first line is 1); unique within a dataset version. */
  readonly id: string;
  readonly messages: readonly Message[];
  /** The class, for classification; null where the task has none. */
  readonly label: string | null;
  /** The user's own split column: `train`, `validation` or `test`. */
  readonly split: string | null;
  /** Where it came from: `upload`, later `generated`. */
  readonly source: string | null;
  /** Any further columns as a JSON object, else null. Of preference pairs `rejected` is the answer that was preferred less. */
  readonly meta: string | null;
}

/**
 * Columns of the canonical table, an Arrow IPC stream. `messages` is list<struct<role: utf8, content: utf8>>, the rest
 * utf8; `id` and `messages` are never null.
 */
export const RECORD_COLUMNS = ['id', 'messages', 'label', 'split', 'source', 'meta'] as const;

/** How a record's last user turn becomes a prompt: `{input}` in `user` stands for its text. Immutable by `id`. */
export interface PromptTemplate {
  readonly id: string;
  readonly system: string | null;
  readonly user: string;
}

/** What the model is to learn, decided by `split` and read by `train` and `evaluate`. */
export interface TaskDescription {
  readonly kind: TaskKind;
  readonly language: 'zh-TW' | 'en';
  /** In code-unit order; every label that occurs in training. Empty where the task has none. */
  readonly labels: readonly string[];
  readonly prompt: PromptTemplate;
  /** Tokens that an answer may take; left out where it is one of the labels. */
  readonly answer_tokens?: number;
  /** True where the upload is one of preference pairs; else left out. */
  readonly preference?: true;
}
