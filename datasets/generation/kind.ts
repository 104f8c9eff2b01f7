import type { GenerationMethod } from '../../pipeline/contracts/generation.ts';
import type { Language, Localized } from '../../pipeline/contracts/names.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import type { DocumentPassage } from '../documents/passages.ts';
import type { Question } from './question.ts';

/** One try to make a record: what it is made from. */
export interface GenerationTask {
  /** The class that the record is to have, for methods that choose it. */
  readonly label: string | null;
  /** The class that it is to be mistaken for. */
  readonly other: string | null;
  readonly records: readonly DatasetRecord[];
  readonly passages: readonly DocumentPassage[];
}

/** What is the same for all tasks of a run. */
export interface GenerationScene {
  readonly language: Language;
  /** Every label, in code-unit order; of documents the given ones. */
  readonly labels: readonly string[];
  /** What labels mean, where that was given. */
  readonly meanings: Readonly<Record<string, string>>;
  /** What a record asks beside the instruction that the dataset's records share. */
  gistOf(record: DatasetRecord): string;
}

/** A record that a model proposes, before the filters. */
export interface Candidate {
  /** The record, but for `id`, `source` and `meta`. */
  readonly draft: Pick<DatasetRecord, 'messages' | 'label'>;
  /** What the record asks: it must be new. */
  readonly question: string;
  /** What the model wrote: it must be in the right language. */
  readonly written: string;
  /** Whether it says nothing but what the source says; true where the source sets no bounds. */
  readonly faithful: boolean;
  /** Facts for `meta`, such as where a span stands. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** What the model is asked again about the record, and whether the answer agrees; null: there is nothing to ask. */
  readonly again: { readonly question: Question; agrees(answer: unknown): boolean } | null;
  /** What the judge is shown: the material and what was made of it. */
  readonly judged: { readonly source: string; readonly result: string };
}

/** One method of generation. */
export interface GenerationKind {
  readonly method: GenerationMethod;
  /** By what a judge scores, in one sentence. */
  readonly rubric: Localized;
  question(task: GenerationTask, scene: GenerationScene): Question;
  /** The record in an answer of the question's shape; null where the answer cannot be one. */
  candidate(answer: unknown, task: GenerationTask, scene: GenerationScene): Candidate | null;
}
