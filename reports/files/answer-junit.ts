import type { GroupMetrics } from '../../pipeline/contracts/answer-evaluation.ts';
import type { AnswerReportModel } from '../../pipeline/contracts/report.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import { type JunitCase, junitXml, ruleCase } from './junit-file.ts';

/**
 * `junit.xml` of a task whose answers are written: a test case for each rule of the gate and for each label, type or field
 * with its figures, which is skipped where the test has none of it.
 */
export function answerJunit(model: AnswerReportModel): string {
  const { gate, evaluation, name } = model;
  const base = new Map(evaluation.systems.base.groups.map((row) => [row.name, row]));
  const kind = TASKS[evaluation.task].groups;
  const cases = evaluation.systems.tuned.groups.map((row) =>
    partCase(kind ?? 'part', row, base.get(row.name)),
  );
  return junitXml(
    name,
    [
      { name: `${name}.gate`, cases: gate.rules.map(ruleCase) },
      ...(kind === null ? [] : [{ name: `${name}.${kind}s`, cases }]),
    ],
    model.made_at,
  );
}

/** One label, type or field; `base`: the same of the system compared with. */
export function partCase(kind: string, row: GroupMetrics, base: GroupMetrics | undefined): JunitCase {
  const figure = (value: number | null | undefined) =>
    typeof value === 'number' ? value.toFixed(4) : 'undefined';
  return {
    className: kind,
    name: row.name,
    outcome: row.support === 0 ? 'skipped' : 'passed',
    message: `no ${kind} of this name in the test`,
    output: [
      `precision = ${figure(row.precision)}`,
      `recall = ${figure(row.recall)}`,
      `f1 = ${figure(row.f1)}`,
      ...(row.overlap_f1 === null ? [] : [`overlap f1 = ${figure(row.overlap_f1)}`]),
      ...(base === undefined ? [] : [`base f1 = ${figure(base.f1)}`]),
      `support = ${row.support}`,
    ].join('\n'),
  };
}
