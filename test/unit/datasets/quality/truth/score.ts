import { RecordLook } from '../../../../../datasets/quality/look.ts';
import { QUALITY_RULES } from '../../../../../datasets/quality/registry.ts';
import { tokenLimitsOf } from '../../../../../pipeline/contracts/base-limits.ts';
import { byRule, type RefineRule } from '../../../../../pipeline/contracts/quality.ts';
import type { DatasetRecord } from '../../../../../pipeline/contracts/record.ts';
import { type PipelineSpecInput, pipelineSpecSchema } from '../../../../../pipeline/contracts/spec.ts';
import { labelled } from '../../records.ts';
import type { TruthSet } from '../../text/truth.ts';
import { refined } from '../refined.ts';

/** How well a rule does on what is known of a truth set. */
export interface Score {
  /** What kind of fault, for a rule that knows several; else what the truth set is about. */
  readonly of: string;
  readonly positives: number;
  readonly nearMisses: number;
  /** Share of the positives that are named: 0–1. */
  readonly recall: number;
  /** Share of what is named that is a positive: 0–1. */
  readonly precision: number;
  /** Share of the places named whose both ends are right, for rules that name places. */
  readonly exact?: number;
  /** What went wrong, for a test's message. */
  readonly faults: readonly string[];
}

/** Records of which it is known which ones a rule should name. */
export interface RecordTruth {
  readonly of: string;
  readonly records: readonly DatasetRecord[];
  readonly faulty: ReadonlySet<string>;
  /** Records that look like the faulty ones and are none. */
  readonly nearMisses: ReadonlySet<string>;
  readonly test?: readonly DatasetRecord[];
  readonly spec?: Pick<PipelineSpecInput, 'base' | 'train'>;
}

/** This rule alone, telling and doing nothing. */
export function alone(rule: RefineRule): Record<RefineRule, 'warn' | 'off'> {
  return byRule((other) => (other === rule ? 'warn' : 'off'));
}

/** Takes the records through the rule alone, as the stage would. */
export async function scoreOfRecords(rule: RefineRule, truth: RecordTruth): Promise<Score> {
  return scoreOf(told(truth), await namedBy(rule, truth));
}

async function namedBy(
  rule: RefineRule,
  { records, test = [], spec = {} }: RecordTruth,
): Promise<Set<string>> {
  if (QUALITY_RULES[rule].scope === 'record') {
    const look = new RecordLook([{ rule, action: 'warn' }], tokenLimitsOf(pipelineSpecSchema.parse(spec)));
    return new Set(records.filter((record) => look.at(record).look !== null).map(({ id }) => id));
  }
  const { findings } = await refined(records, alone(rule), test, [], spec);
  return new Set(findings.map(({ record }) => record));
}

function told({ of, records, faulty, nearMisses }: RecordTruth) {
  const shown = new Map(records.map((record) => [record.id, JSON.stringify(record.messages).slice(0, 160)]));
  return {
    of,
    positives: faulty,
    nearMisses: nearMisses.size,
    shown: (id: string) => `${id} ${shown.get(id)}`,
  };
}

/** Each text as a record of its own that the rule judges by itself. */
export function scoreOfTexts(
  rule: RefineRule,
  of: string,
  { positives, nearMisses }: TruthSet,
): Promise<Score> {
  const faulty = positives.map((text, n) => labelled(`p${n}`, text, '工務局'));
  const others = nearMisses.map((text, n) => labelled(`m${n}`, text, '工務局'));
  return scoreOfRecords(rule, {
    of,
    records: [...faulty, ...others],
    faulty: new Set(faulty.map(({ id }) => id)),
    nearMisses: new Set(others.map(({ id }) => id)),
  });
}

/** What is named, against what should be. */
export function scoreOf(
  truth: {
    readonly of: string;
    readonly positives: ReadonlySet<string>;
    readonly nearMisses: number;
    readonly shown?: (id: string) => string;
  },
  named: ReadonlySet<string>,
): Score {
  const { of, positives, nearMisses, shown = (id) => id } = truth;
  const missed = [...positives].filter((id) => !named.has(id));
  const wrong = [...named].filter((id) => !positives.has(id));
  const found = positives.size - missed.length;
  return {
    of,
    positives: positives.size,
    nearMisses,
    recall: found / positives.size,
    precision: found / (found + wrong.length),
    faults: [...missed.map((id) => `missed ${shown(id)}`), ...wrong.map((id) => `wrong ${shown(id)}`)],
  };
}
