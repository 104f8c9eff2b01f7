import type { AnswerEvaluation, AnswerMetrics } from '../../pipeline/contracts/answer-evaluation.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import { type Answerer, AnswerersTable } from '../components/answerers-table.tsx';
import { answerFloorOf } from '../reading/answer-floor.ts';
import { answeringSystems } from '../reading/answer-systems.ts';
import { perHundred } from '../reading/per-hundred.ts';
import type { AnswerReader } from './answer-reader.ts';

interface Props {
  readonly evaluation: AnswerEvaluation;
  readonly reader: AnswerReader;
}

/** Everything that answered in writing, one row each, with how far the tuned model is ahead of it. */
export function AnswerPeers({ evaluation, reader }: Props) {
  const { peers = [], peers_left_out: leftOut = [] } = evaluation;
  if (peers.length + leftOut.length === 0) return null;
  const { texts, answers, figures, metric } = reader;
  const { primary, whole } = TASKS[evaluation.task];
  const shown = [...new Set(whole === null ? [primary] : [whole, primary])];
  const rowOf = (
    id: string,
    named: { readonly name: string; readonly gloss: string | null },
    metrics: AnswerMetrics,
    against: Answerer['against'],
  ): Answerer => ({
    id,
    ...named,
    figures: shown.map((one) => ({
      value: metrics.figures[one] ?? null,
      interval: metrics.intervals[one] ?? null,
    })),
    against,
  });
  return (
    <AnswerersTable
      lead={answers.peers.lead(figures.count(evaluation.n), metric(primary).name)}
      columns={shown.map((one) => metric(one).name)}
      rows={[
        ...answeringSystems(evaluation.systems).map(({ id, metrics }) =>
          rowOf(
            id,
            { name: texts.systems[id], gloss: null },
            metrics,
            evaluation.comparisons.find(({ reference }) => reference === id) ?? null,
          ),
        ),
        ...peers.map(({ id, metrics, comparison }) => rowOf(id, texts.peers.names[id], metrics, comparison)),
      ]}
      leftOut={leftOut}
      reader={reader}
    />
  );
}

/** Beside the verdict: whether the simplest thing that can be done does as well. Nothing where none answered. */
export function AnswerFloorSentence({ evaluation, reader }: Props) {
  const floor = answerFloorOf(evaluation);
  if (floor === null) return null;
  const { figures, answers, metric } = reader;
  const { difference, interval } = floor.peer.comparison;
  return (
    <li>
      {answers.peers.floor(floor.task, floor.side, {
        right: String(perHundred(floor.right)),
        metric: metric(TASKS[floor.task].primary).name,
        difference: figures.points(difference),
        low: figures.points(interval[0]),
        high: figures.points(interval[1]),
      })}
    </li>
  );
}
