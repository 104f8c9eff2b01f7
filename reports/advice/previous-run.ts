import type { AdviceState, PreviousRun } from '../../pipeline/contracts/previous-run.ts';
import { primaryOf } from '../../pipeline/contracts/primary.ts';
import { type AnyReportModel, byKindOfReport } from '../../pipeline/contracts/report.ts';
import { settingsUnder } from '../reading/settings.ts';
import { answerAdviceFor } from './answers/rules.ts';
import type { Advice } from './evidence.ts';
import { adviceFor } from './rules.ts';
import { sizeOf } from './sizes.ts';

/** A size that differs by less than this share of it has not changed. */
const NOTICEABLE = 0.05;

/**
 * What became of the advice that a report gave, by the report that came next. Null where they are about different tasks.
 * Pure: both reports' advice is worked out by today's rules.
 */
export function previousRun(before: AnyReportModel, now: AnyReportModel): PreviousRun | null {
  if (before.evaluation.task !== now.evaluation.task) return null;
  const { metric, name, systems } = primaryOf(before.evaluation);
  const current = new Map(adviceOf(now).map((advice) => [advice.id, advice]));
  return {
    made_at: before.made_at,
    merit: { metric, name, ...systems.tuned },
    same_test: before.evaluation.test_digest === now.evaluation.test_digest,
    train: { before: before.split.train, after: now.split.train },
    settings: changedSettings(before, now),
    advice: adviceOf(before).map((advice) => ({
      id: advice.id,
      evidence: advice.evidence,
      state: stateOf(advice, current.get(advice.id)),
    })),
  };
}

function adviceOf(model: AnyReportModel): readonly Advice[] {
  return byKindOfReport(model, { classification: adviceFor, answers: answerAdviceFor });
}

function stateOf(before: Advice, now: Advice | undefined): AdviceState {
  if (now === undefined) return 'settled';
  const [was, is] = [sizeOf(before), sizeOf(now)];
  if (was === null || is === null || Math.abs(is - was) <= NOTICEABLE * Math.abs(was)) return 'same';
  return is < was ? 'less' : 'more';
}

function changedSettings(before: AnyReportModel, now: AnyReportModel): PreviousRun['settings'] {
  const used = ({ spec, decisions }: AnyReportModel) =>
    new Map(settingsUnder(spec, decisions, ['base', 'train']).map(({ field, value }) => [field, value]));
  const [old, current] = [used(before), used(now)];
  return [...current]
    .filter(([field, value]) => old.has(field) && JSON.stringify(old.get(field)) !== JSON.stringify(value))
    .map(([field, after]) => ({ field, before: old.get(field), after }));
}
