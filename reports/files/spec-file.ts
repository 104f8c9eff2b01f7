import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import { pinnedSpec } from '../reading/settings.ts';

/** `spec.json`: the settings that make the same run again, every `auto` replaced by what it became. */
export function specFileOf(model: Pick<AnyReportModel, 'spec' | 'decisions'>): string {
  return `${JSON.stringify(pinnedSpec(model.spec, model.decisions) ?? model.spec, null, 2)}\n`;
}
