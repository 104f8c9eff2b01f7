import { ANSWER_METRICS, TASKS } from '../../pipeline/contracts/tasks.ts';
import type { AnswerReader } from '../answers/answer-reader.ts';
import { table } from '../format/markdown.ts';
import { answeringSystems, type ShownAnswers } from '../reading/answer-systems.ts';

/** The figures of every system with their intervals as a Markdown table; what could not be read is its last row. */
export function answerRows(evaluation: ShownAnswers, reader: AnswerReader): string {
  const { texts, figures } = reader;
  const systems = answeringSystems(evaluation.systems);
  const rows = TASKS[evaluation.task].metrics.map((metric) => {
    const isShare = ANSWER_METRICS[metric].scale === 'share';
    return [
      reader.metric(metric).name,
      ...systems.map(({ metrics }) => {
        const [value, interval] = [metrics.figures[metric] ?? null, metrics.intervals[metric] ?? null];
        const shown = isShare ? figures.percent(value) : figures.number(value);
        if (interval === null) return shown;
        return isShare
          ? `${shown} [${figures.range(interval)}]`
          : `${shown} [${interval.map((end) => figures.number(end)).join('–')}]`;
      }),
    ];
  });
  const unreadable = [
    reader.answers.unreadable,
    ...systems.map(
      ({ metrics }) =>
        `${figures.percent(metrics.unreadable / metrics.n)} (${figures.count(metrics.unreadable)})`,
    ),
  ];
  return table(
    [texts.comparison.metric, ...systems.map(({ id }) => texts.systems[id])],
    [...rows, unreadable],
  );
}
