import type { ReportModel } from '../../pipeline/contracts/report.ts';
import type { AdviceCase } from './evidence.ts';

/** Share of changed answers that is more than a model's ordinary wavering between two close classes. */
const TOO_OFTEN = 0.02;

/** Applies when the interval of the share of answers that an exchange changes lies above two in a hundred. */
export function changedBySwap({ details }: ReportModel): AdviceCase<'changed_by_swap'> | null {
  const kinds = (details?.bias?.kinds ?? []).flatMap(({ kind, changed, n, interval }) =>
    interval !== null && interval[0] > TOO_OFTEN ? [{ kind, changed, n }] : [],
  );
  return kinds.length === 0 ? null : { evidence: { kinds }, gain: null };
}
