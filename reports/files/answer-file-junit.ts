import type { AnswerFileReportModel } from '../../pipeline/contracts/answer-figures.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import { partCase } from './answer-junit.ts';
import { type JunitCase, junitXml } from './junit-file.ts';

/** `junit.xml` of a file of written answers: a case for each figure, and for each label, type or field. */
export function answerFileJunit({ name, made_at: madeAt, figures }: AnswerFileReportModel): string {
  const { task, predictions, baseline } = figures;
  const kind = TASKS[task].groups;
  const base = new Map(baseline?.groups.map((row) => [row.name, row]));
  const written = (value: number | null | undefined) =>
    typeof value === 'number' ? value.toFixed(4) : 'undefined';
  const own = TASKS[task].metrics.map((metric): JunitCase => {
    const value = predictions.figures[metric];
    return {
      className: 'figure',
      name: metric,
      outcome: typeof value === 'number' ? 'passed' : 'skipped',
      message: 'undefined for these records',
      output: [
        `${metric} = ${written(value)}`,
        `interval = ${predictions.intervals[metric]?.map(written).join(' to ') ?? 'undefined'}`,
        ...(baseline === null ? [] : [`baseline = ${written(baseline.figures[metric])}`]),
      ].join('\n'),
    };
  });
  return junitXml(
    name,
    [
      { name: `${name}.figures`, cases: own },
      ...(kind === null
        ? []
        : [
            {
              name: `${name}.${kind}s`,
              cases: predictions.groups.map((row) => partCase(kind, row, base.get(row.name))),
            },
          ]),
    ],
    madeAt,
  );
}
