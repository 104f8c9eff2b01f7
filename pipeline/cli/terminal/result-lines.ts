import { type EvaluationResult, INTERVAL_METRICS, type Interval } from '../../contracts/evaluation.ts';
import type { RunView } from '../../contracts/views.ts';
import { pad, widthOf } from '../../setup/terminal/width.mjs';
import type { Say } from '../texts/speak.ts';
import { pValue } from './p-value.ts';
import { printable } from './printable.ts';
import { tableLines } from './table.ts';

/** Base beside tuned, with intervals and the paired test: what a person reads first. */
export function comparisonLines(evaluation: EvaluationResult, say: Say): string[] {
  const { base, tuned } = evaluation.systems;
  const percent = Math.round(evaluation.confidence * 100);
  const rows = INTERVAL_METRICS.flatMap((metric) => [
    [
      say(`metric_${metric}`),
      figure(base[metric]),
      figure(tuned[metric]),
      signed(tuned[metric] - base[metric]),
    ],
    [say('interval', { percent }), interval(base.intervals[metric]), interval(tuned.intervals[metric]), ''],
  ]);
  const paired = evaluation.comparisons.find(
    ({ candidate, reference }) => candidate === 'tuned' && reference === 'base',
  );
  if (paired) rows.push([say('pairedP'), '', '', pValue(paired.macro_f1_p)]);
  rows.push([say('testRecords'), String(base.n), String(tuned.n), '']);
  return tableLines(
    [
      { title: '' },
      { title: say('column_base'), align: 'right' },
      { title: say('column_tuned'), align: 'right' },
      { title: say('column_change'), align: 'right' },
    ],
    rows,
  );
}

/** The verdict in one sentence; it differs where an override published what the gate refused. */
export function verdictLine({ verdict, model }: RunView, say: Say): string {
  if (verdict === null) return '';
  return model !== null && verdict !== 'PASS'
    ? say(`verdictPublished_${verdict}`)
    : say(`verdict_${verdict}`);
}

/** Where report and model are. */
export function whereLines(run: RunView, report: string | null, say: Say): string[] {
  const model =
    run.model === null
      ? say('noModel')
      : say('modelVersion', { name: printable(run.model.name), version: run.model.version });
  const entries: [string, string][] = [[say('modelAt'), model]];
  if (report !== null) entries.unshift([say('reportAt'), report]);
  const width = Math.max(...entries.map(([name]) => widthOf(name)));
  return entries.map(([name, value]) => `${pad(name, width)}  ${value}`);
}

function figure(value: number): string {
  return value.toFixed(3);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function interval([low, high]: Interval): string {
  return `${low.toFixed(3)}–${high.toFixed(3)}`;
}
