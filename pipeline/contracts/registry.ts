import type { AnswerMetrics, AnyEvaluation } from './answer-evaluation.ts';
import type { TreeRef } from './artifact.ts';
import type { ChatFormat } from './base.ts';
import type { AppliedDecision } from './decisions.ts';
import type { SystemMetrics } from './evaluation.ts';
import type { GateResult } from './gate.ts';
import type { GeneratedLineage } from './generation.ts';
import type { Alias, Verdict } from './names.ts';
import { type Primary, primaryOf } from './primary.ts';
import type { PromptTemplate, TaskDescription } from './record.ts';

/** Everything that led to a model version; enough to make it again. */
export interface Lineage {
  readonly dataset: { readonly name: string; readonly digest: string };
  readonly test: { readonly digest: string } | null;
  readonly spec: unknown;
  readonly stageKeys: Readonly<Record<string, string>>;
  readonly base: { readonly id: string; readonly digest: string };
  readonly codeVersion: string;
  readonly runId: string;
  /** What people decided about the data, at most 1,000; left out in versions from before there were decisions. */
  readonly decided?: readonly AppliedDecision[];
  /** Records that a text model made; left out in versions from before they were counted. */
  readonly generated?: GeneratedLineage;
}

/** Headline figures of one system on the test set; null where undefined, or where the task has no such figure. */
export interface HeadlineMetrics {
  readonly n: number;
  readonly accuracy: number | null;
  readonly macro_precision: number | null;
  readonly macro_recall: number | null;
  readonly macro_f1: number | null;
  /** The task's figure of merit. Left out in versions from before there were other tasks: it is `macro_f1` there. */
  readonly primary?: { readonly metric: string; readonly value: number };
}

/** A system's figure of merit, whatever the task; null where it is undefined. */
export function meritOf({ primary, macro_f1 }: HeadlineMetrics): number | null {
  return primary?.value ?? macro_f1;
}

/** The headlines of every system of an evaluation. */
export function headlinesOf(evaluation: AnyEvaluation): {
  readonly base: HeadlineMetrics;
  readonly tuned: HeadlineMetrics;
  readonly production: HeadlineMetrics | null;
} {
  const primary = primaryOf(evaluation);
  const { base, tuned, production } = evaluation.systems;
  return {
    base: headlineOf(base, primary, primary.systems.base.value),
    tuned: headlineOf(tuned, primary, primary.systems.tuned.value),
    production:
      production && primary.systems.production
        ? headlineOf(production, primary, primary.systems.production.value)
        : null,
  };
}

function headlineOf(
  system: SystemMetrics | AnswerMetrics,
  { metric }: Primary,
  value: number,
): HeadlineMetrics {
  const { n } = system;
  const primary = { metric, value };
  if ('figures' in system) {
    return { n, accuracy: null, macro_precision: null, macro_recall: null, macro_f1: null, primary };
  }
  const { accuracy, macro_precision, macro_recall, macro_f1 } = system;
  return { n, accuracy, macro_precision, macro_recall, macro_f1, primary };
}

/** `prompt.json` of a version: how the model wants to be asked, and what it can answer. */
export interface PublishedPrompt {
  readonly format: 1;
  readonly task: TaskDescription['kind'];
  readonly language: TaskDescription['language'];
  /** In the order of the probabilities that the trainer's `predict` gives. */
  readonly labels: readonly string[];
  /** Tokens that an answer may take, where it is written rather than chosen among the labels. */
  readonly answer_tokens?: number;
  /** The figures that it was judged by; left out in versions from before there were other tasks. */
  readonly metrics?: { readonly primary: string; readonly all: readonly string[] };
  readonly prompt: PromptTemplate;
  readonly chat_format: ChatFormat;
}

export interface Override {
  readonly by: string;
  readonly reason: string;
}

/** A model version before it has its number. */
export interface ModelDraft {
  readonly name: string;
  readonly stageKey: string;
  readonly runId: string;
  /** adapter/, report/, prompt.json, evaluation.json, verdict.json, lineage.json, README.md (the model card). */
  readonly tree: TreeRef;
  readonly adapter: TreeRef;
  readonly base: { readonly id: string; readonly digest: string };
  readonly metrics: { readonly base: HeadlineMetrics; readonly tuned: HeadlineMetrics };
  readonly gate: GateResult;
  readonly verdict: Verdict;
  readonly override: Override | null;
  readonly lineage: Lineage;
}

/** An immutable published version. */
export interface ModelVersion extends ModelDraft {
  /** 1, 2, 3 … within the name. */
  readonly version: number;
  readonly createdAt: string;
  readonly aliases: readonly Alias[];
}

export interface AliasMove {
  readonly alias: Alias;
  readonly kind: 'publish' | 'promote' | 'rollback';
  readonly from: number | null;
  readonly to: number;
  readonly by: string;
  readonly reason: string | null;
  readonly at: string;
}
