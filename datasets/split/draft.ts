import type { SplitReport } from '../../pipeline/contracts/data-reports.ts';
import type { SplitName } from '../formats/common-columns.ts';

/** Where a record goes; null: nowhere, since its use would let something leak. */
export type Place = SplitName | null;

/** Why a record goes nowhere. */
export type Reason = keyof SplitReport['left_out'];

export const REASONS: readonly Reason[] = ['exact', 'near', 'group', 'generated', 'undated', 'not_learnt'];

/** A split in the making. */
export interface Draft {
  /** By row. */
  readonly places: Place[];
  /** By row: why it goes nowhere; null where it goes somewhere. */
  readonly reasons: (Reason | null)[];
}

export function place(draft: Draft, row: number, at: SplitName): void {
  draft.places[row] = at;
  draft.reasons[row] = null;
}

export function leaveOut(draft: Draft, row: number, reason: Reason): void {
  draft.places[row] = null;
  draft.reasons[row] = reason;
}
