import type { Language, Localized } from '../../contracts/names.ts';
import { primaryOf } from '../../contracts/primary.ts';
import type { AnyReportModel } from '../../contracts/report.ts';
import type { RunView } from '../../contracts/views.ts';

/** The figure of merit of a run's systems, on the same records. */
export interface Figures {
  readonly metric: Localized;
  readonly tuned: number;
  readonly base: number;
  readonly production: number | null;
}

/** The figures that a report gives first. */
export function figuresOf({ evaluation }: AnyReportModel): Figures {
  const { name, systems } = primaryOf(evaluation);
  return {
    metric: name,
    tuned: systems.tuned.value,
    base: systems.base.value,
    production: systems.production?.value ?? null,
  };
}

/** Why a run is not what one hoped for: what the gate's rules say that did not pass, or the fault that ended the run. */
export function reasonOf(run: RunView, report: AnyReportModel | null, language: Language): string | null {
  if (run.error !== null) return run.error.detail || run.error.title;
  if (run.verdict === null || run.verdict === 'PASS' || report === null) return null;
  return report.gate.rules
    .filter(({ verdict }) => verdict === run.verdict)
    .map(({ explanation }) => explanation[language])
    .join(' ');
}
