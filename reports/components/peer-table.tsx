import type { EvaluationResult, PeerComparison, SystemMetrics } from '../../pipeline/contracts/evaluation.ts';
import type { SystemId } from '../../pipeline/contracts/names.ts';
import type { Reader } from '../reader.ts';
import { systemsOf } from '../reading/systems.ts';
import { type Answerer, AnswerersTable } from './answerers-table.tsx';

/** Everything that answered a classification, one row each, with how far the tuned model is ahead of it. */
export function PeerTable({ evaluation, reader }: { evaluation: EvaluationResult; reader: Reader }) {
  const { peers = [], peers_left_out: leftOut = [] } = evaluation;
  if (peers.length + leftOut.length === 0) return null;
  const { texts, figures } = reader;
  return (
    <AnswerersTable
      lead={texts.peers.lead(figures.count(evaluation.n))}
      columns={[texts.metrics.accuracy.name, texts.metrics.macro_f1.name]}
      rows={rowsOf(evaluation, reader)}
      leftOut={leftOut}
      reader={reader}
    />
  );
}

function rowsOf(evaluation: EvaluationResult, { texts }: Reader): Answerer[] {
  const against = (id: SystemId) => evaluation.comparisons.find(({ reference }) => reference === id) ?? null;
  return [
    ...systemsOf(evaluation).map(({ id, metrics }) => ({
      id,
      name: texts.systems[id],
      gloss: null,
      ...figuresOf(metrics, against(id)),
    })),
    ...(evaluation.peers ?? []).map(({ id, metrics, comparison }) => ({
      id,
      ...texts.peers.names[id],
      ...figuresOf(metrics, comparison),
    })),
  ];
}

function figuresOf(metrics: SystemMetrics, comparison: PeerComparison | null) {
  return {
    figures: (['accuracy', 'macro_f1'] as const).map((metric) => ({
      value: metrics[metric],
      interval: metrics.intervals[metric],
    })),
    against: comparison && {
      difference: comparison.macro_f1_difference,
      interval: comparison.interval,
      p: comparison.macro_f1_p,
    },
  };
}
