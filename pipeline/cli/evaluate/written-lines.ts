import type { AnswerFileFigures } from '../../contracts/answer-figures.ts';
import type { Language } from '../../contracts/names.ts';
import { ANSWER_METRICS, TASKS } from '../../contracts/tasks.ts';
import { figure, interval } from '../terminal/answer-lines.ts';
import { judgeLines } from '../terminal/judge-lines.ts';
import { pValue } from '../terminal/p-value.ts';
import { printable } from '../terminal/printable.ts';
import { signed } from '../terminal/signed.ts';
import { tableLines } from '../terminal/table.ts';
import type { Say } from '../texts/speak.ts';

/** Labels, types or fields that a terminal shows, and characters of a name. */
const MOST_GROUPS = 20;
const NAME = 40;

/** What a person reads of a judged file of written answers: its figures, the weakest parts, and the baseline's. */
export function writtenLines(figures: AnswerFileFigures, say: Say, language: Language): string[] {
  const { task, n, predictions, baseline, comparison } = figures;
  const percent = Math.round(100 * figures.confidence);
  return [
    say('evaluated_written', {
      n,
      task: TASKS[task].title[language],
      percent,
      draws: figures.bootstrap_draws,
    }),
    '',
    ...tableLines(
      [
        { title: say('head_metric') },
        { title: say('head_value'), align: 'right' },
        { title: say('head_interval'), align: 'right' },
        ...(baseline ? [{ title: say('head_baseline'), align: 'right' } as const] : []),
      ],
      [
        ...TASKS[task].metrics.map((metric) => [
          ANSWER_METRICS[metric].name[language],
          figure(predictions, metric),
          interval(predictions, metric),
          ...(baseline ? [figure(baseline, metric)] : []),
        ]),
        [
          say('unreadableAnswers'),
          String(predictions.unreadable),
          '',
          ...(baseline ? [String(baseline.unreadable)] : []),
        ],
      ],
    ),
    ...groupLines(figures, say),
    ...(comparison === null
      ? []
      : [
          '',
          say('evaluated_writtenCompare', {
            metric: ANSWER_METRICS[comparison.metric].name[language],
            difference: signed(comparison.difference),
            low: signed(comparison.interval[0]),
            high: signed(comparison.interval[1]),
            p: pValue(comparison.p),
            mine: comparison.candidate_better,
            theirs: comparison.reference_better,
          }),
        ]),
    ...(figures.judge === undefined ? [] : judgeLines(figures.judge, say)),
  ];
}

function groupLines({ task, predictions: { groups } }: AnswerFileFigures, say: Say): string[] {
  const kind = TASKS[task].groups;
  if (kind === null || groups.length === 0) return [];
  const number = (value: number | null) => (value === null ? '–' : value.toFixed(3));
  return [
    '',
    ...tableLines(
      [
        { title: say(`head_${kind}`) },
        { title: say('head_precision'), align: 'right' },
        { title: say('head_recall'), align: 'right' },
        { title: 'F1', align: 'right' },
        { title: say('head_wanted'), align: 'right' },
      ],
      groups
        .slice(0, MOST_GROUPS)
        .map((row) => [
          short(row.name),
          number(row.precision),
          number(row.recall),
          number(row.f1),
          String(row.support),
        ]),
    ),
    ...(groups.length > MOST_GROUPS
      ? [say('evaluated_more', { shown: MOST_GROUPS, classes: groups.length })]
      : []),
  ];
}

function short(name: string): string {
  const characters = [...printable(name)];
  if (characters.length === 0) return '""';
  return characters.length > NAME ? `${characters.slice(0, NAME - 1).join('')}…` : characters.join('');
}
