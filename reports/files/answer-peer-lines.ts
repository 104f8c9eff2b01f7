import type { AnswerEvaluation } from '../../pipeline/contracts/answer-evaluation.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import type { AnswerReader } from '../answers/answer-reader.ts';
import { table } from '../format/markdown.ts';

/** For `summary.md`: whatever else answered the same records, and how far the tuned model is ahead of it. */
export function answerPeerLines({ task, peers = [] }: AnswerEvaluation, reader: AnswerReader): string[] {
  if (peers.length === 0) return [];
  const { texts, figures, metric } = reader;
  const { primary } = TASKS[task];
  const { peers: words } = texts;
  return [
    table(
      [words.system, metric(primary).name, words.lead_over, words.p],
      peers.map(({ id, metrics, comparison }) => {
        const interval = metrics.intervals[primary] ?? null;
        return [
          words.names[id].name,
          `${figures.percent(metrics.figures[primary] ?? null)}${interval === null ? '' : ` [${figures.range(interval)}]`}`,
          `${figures.points(comparison.difference)} [${comparison.interval.map((end) => figures.points(end)).join(' – ')}]`,
          figures.p(comparison.p),
        ];
      }),
    ),
  ];
}
