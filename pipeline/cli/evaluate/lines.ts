import { type ClassificationFigures, FILE_INTERVAL_METRICS } from '../../contracts/classification-figures.ts';
import type { Interval } from '../../contracts/evaluation.ts';
import type { Language } from '../../contracts/names.ts';
import { printable } from '../terminal/printable.ts';
import { signed } from '../terminal/signed.ts';
import { tableLines } from '../terminal/table.ts';
import type { Say } from '../texts/speak.ts';

/** Classes that a terminal shows, and characters of a label. */
const MOST_CLASSES = 20;
const LABEL = 40;

const number = (value: number | null) => (value === null ? '–' : value.toFixed(4));
const interval = (value: Interval | null) =>
  value === null ? '' : `${number(value[0])}–${number(value[1])}`;

/** What a person reads of an evaluation: metrics, weakest classes, and what follows from them. */
export function evaluationLines(figures: ClassificationFigures, say: Say, language: Language): string[] {
  const classes = Object.entries(figures.per_class);
  return [
    say('evaluated', {
      n: figures.n,
      classes: classes.length,
      percent: Math.round(100 * figures.confidence),
      draws: figures.bootstrap_draws,
    }),
    '',
    ...metricLines(figures, say),
    '',
    ...classLines(figures, say),
    ...(classes.length > MOST_CLASSES
      ? [say('evaluated_more', { shown: MOST_CLASSES, classes: classes.length })]
      : []),
    '',
    ...handOverLines(figures, say),
    ...comparedLines(figures, say),
    figures.detectable.words[language],
  ];
}

function metricLines(figures: ClassificationFigures, say: Say): string[] {
  const { intervals, comparison } = figures;
  const other = comparison?.baseline;
  const rows: string[][] = FILE_INTERVAL_METRICS.map((metric) => [
    say(`metric_${metric}`),
    number(figures[metric]),
    interval(intervals[metric]),
    metric === 'accuracy' || metric === 'macro_f1' ? (other ? number(other[metric]) : '') : '',
  ]);
  if (figures.log_loss !== null) {
    rows.push(
      ...(['log_loss', 'brier', 'ece'] as const).map((id) => [
        say(`metric_${id}`),
        number(figures[id]),
        '',
        '',
      ]),
      [say('metric_roc_auc'), number(figures.roc_auc?.macro ?? null), '', ''],
      [say('metric_average_precision'), number(figures.average_precision?.macro ?? null), '', ''],
      ...Object.entries(figures.top_k ?? {}).map(([k, value]) => [`top-${k}`, number(value), '', '']),
    );
  }
  const columns = [
    { title: say('head_metric') },
    { title: say('head_value'), align: 'right' },
    { title: say('head_interval'), align: 'right' },
    ...(other ? [{ title: say('head_baseline'), align: 'right' } as const] : []),
  ] as const;
  return tableLines(
    columns,
    rows.map((row) => row.slice(0, columns.length)),
  );
}

function classLines(figures: ClassificationFigures, say: Say): string[] {
  const weakest = Object.entries(figures.per_class)
    .sort(([, a], [, b]) => (a.f1 ?? 0) - (b.f1 ?? 0))
    .slice(0, MOST_CLASSES);
  return tableLines(
    [
      { title: say('head_class') },
      { title: say('head_precision'), align: 'right' },
      { title: say('head_recall'), align: 'right' },
      { title: 'F1', align: 'right' },
      { title: say('head_interval'), align: 'right' },
      { title: say('head_support'), align: 'right' },
    ],
    weakest.map(([label, row]) => [
      short(label),
      number(row.precision),
      number(row.recall),
      number(row.f1),
      interval(row.f1_interval),
      String(row.support),
    ]),
  );
}

function short(label: string): string {
  const characters = [...printable(label)];
  if (characters.length === 0) return '""';
  return characters.length > LABEL ? `${characters.slice(0, LABEL - 1).join('')}…` : characters.join('');
}

function handOverLines({ hand_over: handOver }: ClassificationFigures, say: Say): string[] {
  if (handOver === null) return [];
  const { target, point, chosen } = handOver;
  const percent = (share: number) => (100 * share).toFixed(1);
  if (point === null) return [say('evaluated_noHandOver', { target: percent(target) })];
  return [
    say('evaluated_handOver', {
      threshold: point.threshold.toFixed(3),
      accuracy: percent(point.accuracy),
      coverage: percent(point.coverage),
    }),
    ...(chosen?.folds ? [say('evaluated_crossFitted', { folds: chosen.folds })] : []),
  ];
}

function comparedLines({ comparison }: ClassificationFigures, say: Say): string[] {
  if (comparison === null) return [];
  const p = (value: number) => (value < 0.001 ? '< 0.001' : `= ${value.toFixed(3)}`);
  return [
    say('evaluated_compare', {
      difference: signed(comparison.macro_f1_difference),
      low: signed(comparison.interval[0]),
      high: signed(comparison.interval[1]),
      p: p(comparison.macro_f1_p),
      mcnemar: p(comparison.mcnemar_p),
      mine: comparison.only_candidate_correct,
      theirs: comparison.only_reference_correct,
    }),
  ];
}
