import type { AnswerEvaluation, AnswerMetrics } from '../../contracts/answer-evaluation.ts';
import type { Language } from '../../contracts/names.ts';
import { ANSWER_METRICS, type AnswerMetric, TASKS } from '../../contracts/tasks.ts';
import type { Say } from '../texts/speak.ts';
import { judgedRunLines } from './judge-lines.ts';
import { pValue } from './p-value.ts';
import { tableLines } from './table.ts';

/** Base beside tuned in a task whose answers are written: its figures with intervals, what could not be read, the paired test. */
export function answerLines(evaluation: AnswerEvaluation, say: Say, language: Language): string[] {
  const { base, tuned } = evaluation.systems;
  const percent = Math.round(evaluation.confidence * 100);
  const rows = TASKS[evaluation.task].metrics.flatMap((metric) => [
    [
      ANSWER_METRICS[metric].name[language],
      figure(base, metric),
      figure(tuned, metric),
      change(base, tuned, metric),
    ],
    [say('interval', { percent }), interval(base, metric), interval(tuned, metric), ''],
  ]);
  const paired = evaluation.comparisons.find(({ reference }) => reference === 'base');
  rows.push([say('unreadableAnswers'), String(base.unreadable), String(tuned.unreadable), '']);
  if (paired) {
    const name = ANSWER_METRICS[paired.metric].name[language];
    rows.push([say('pairedPOf', { metric: name }), '', '', pValue(paired.p)]);
  }
  rows.push([say('testRecords'), String(base.n), String(tuned.n), '']);
  return [
    ...tableLines(
      [
        { title: TASKS[evaluation.task].title[language] },
        { title: say('column_base'), align: 'right' },
        { title: say('column_tuned'), align: 'right' },
        { title: say('column_change'), align: 'right' },
      ],
      rows,
    ),
    ...peerLines(evaluation, say, language),
    ...(evaluation.judge === undefined ? [] : judgedRunLines(evaluation.judge, say)),
  ];
}

/** Whatever else answered the same records, and how far the tuned model is ahead of it. */
function peerLines({ task, peers = [] }: AnswerEvaluation, say: Say, language: Language): string[] {
  if (peers.length === 0) return [];
  const { primary } = TASKS[task];
  return [
    '',
    ...tableLines(
      [
        { title: say('column_peer') },
        { title: ANSWER_METRICS[primary].name[language], align: 'right' },
        { title: say('column_ahead'), align: 'right' },
        { title: 'p', align: 'right' },
      ],
      peers.map(({ id, metrics, comparison }) => [
        say(`peer_${id}`),
        figure(metrics, primary),
        `${comparison.difference < 0 ? '−' : '+'}${Math.abs(comparison.difference).toFixed(3)}`,
        pValue(comparison.p),
      ]),
    ),
  ];
}

export function figure({ figures }: AnswerMetrics, metric: AnswerMetric): string {
  const value = figures[metric] ?? null;
  return value === null ? '–' : value.toFixed(3);
}

export function interval({ intervals }: AnswerMetrics, metric: AnswerMetric): string {
  const ends = intervals[metric] ?? null;
  return ends === null ? '–' : ends.map((end) => end.toFixed(3)).join('–');
}

function change(base: AnswerMetrics, tuned: AnswerMetrics, metric: AnswerMetric): string {
  const [before, now] = [base.figures[metric] ?? null, tuned.figures[metric] ?? null];
  if (before === null || now === null) return '';
  return `${now < before ? '−' : '+'}${Math.abs(now - before).toFixed(3)}`;
}
