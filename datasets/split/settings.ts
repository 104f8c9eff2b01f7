import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { SplitColumns } from './columns.ts';
import type { SplitSettings } from './plan.ts';

/** What `auto` stands for where the user brings no test of their own. */
export const AUTO_TEST = 0.2;
export const AUTO_VALIDATION = 0.1;
/** Validation only chooses between checkpoints; many more records than this cost time and decide nothing. */
export const AUTO_VALIDATION_MOST = 100;

/** The spec's split settings with every `auto` filled in. */
export function resolveSplit({ test, validation }: PipelineSpec['split']): SplitSettings {
  return {
    test: test === 'auto' ? AUTO_TEST : test,
    validation: validation === 'auto' ? AUTO_VALIDATION : validation,
    validationMost: validation === 'auto' ? AUTO_VALIDATION_MOST : null,
  };
}

/** The columns that the spec names. */
export function columnsOf({ group, time }: PipelineSpec['split']): SplitColumns {
  return { group, time };
}
