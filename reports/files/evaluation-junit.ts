import type { FileReportModel } from '../../pipeline/contracts/file-report.ts';
import { junitXml } from './junit-file.ts';

/** `junit.xml` of a file of predictions: a case for each class with its figures, skipped where it has no record. */
export function evaluationJunit({ name, made_at: madeAt, figures }: FileReportModel): string {
  const figure = (value: number | null) => (value === null ? 'undefined' : value.toFixed(4));
  const cases = Object.entries(figures.per_class).map(([label, row]) => ({
    className: 'class',
    name: label,
    outcome: row.support === 0 ? ('skipped' as const) : ('passed' as const),
    message: 'no test record of this class',
    output: [
      `precision = ${figure(row.precision)}`,
      `recall = ${figure(row.recall)}`,
      `f1 = ${figure(row.f1)}`,
      `support = ${row.support}`,
    ].join('\n'),
  }));
  return junitXml(name, [{ name: `${name}.classes`, cases }], madeAt);
}
