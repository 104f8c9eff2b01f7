import type { ClassificationFigures } from '../../pipeline/contracts/classification-figures.ts';
import type { ClassMetrics, SystemMetrics } from '../../pipeline/contracts/evaluation.ts';
import type { FileReportModel } from '../../pipeline/contracts/file-report.ts';

/** What rules look at that go by the answers alone: a run's report has it, and so has a file of predictions. */
export interface JudgedModel {
  readonly evaluation: {
    readonly n: number;
    readonly systems: {
      readonly tuned: Pick<SystemMetrics, 'n' | 'accuracy' | 'confusion' | 'per_class'> & {
        /** Null where undefined. */
        readonly intervals: { readonly accuracy: SystemMetrics['intervals']['accuracy'] | null };
      };
      /** What the answers are held against; of a file, its baseline, without classes where there is none. */
      readonly base: { readonly per_class: readonly Pick<ClassMetrics, 'label' | 'f1'>[] };
    };
  };
  readonly details?: { readonly figures: ClassificationFigures } | null;
}

/** A file of predictions as those rules see it. */
export function judgedFile({ figures }: FileReportModel): JudgedModel {
  const perClass = Object.entries(figures.per_class).map(([label, row]) => ({ label, ...row }));
  const baseline = Object.entries(figures.comparison?.baseline.f1 ?? {});
  return {
    evaluation: {
      n: figures.n,
      systems: {
        tuned: { ...figures, per_class: perClass },
        base: { per_class: baseline.map(([label, f1]) => ({ label, f1 })) },
      },
    },
    details: { figures },
  };
}
