import type { EvaluationResult, PeerComparison, SystemMetrics } from '../../pipeline/contracts/evaluation.ts';
import type { SystemId } from '../../pipeline/contracts/names.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { systemsOf } from '../reading/systems.ts';
import { Wide } from './wide.tsx';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly gloss: string | null;
  readonly metrics: SystemMetrics;
  /** The tuned model against this row; null in its own row. */
  readonly comparison: PeerComparison | null;
}

/** Everything that answered the test, one row each, with how far the tuned model is ahead of it. */
export function PeerTable({ evaluation, reader }: { evaluation: EvaluationResult; reader: Reader }) {
  const { peers = [], peers_left_out: leftOut = [] } = evaluation;
  if (peers.length + leftOut.length === 0) return null;
  const { texts, figures, language } = reader;
  return (
    <>
      <h3>{texts.peers.title}</h3>
      <p>{texts.peers.lead(figures.count(evaluation.n))}</p>
      <Wide label={texts.peers.title}>
        <table class="peers">
          <thead>
            <tr>
              <th scope="col">{texts.peers.system}</th>
              <th scope="col" class="figure">
                {texts.metrics.accuracy.name}
              </th>
              <th scope="col" class="figure">
                {texts.metrics.macro_f1.name}
              </th>
              <th scope="col" class="figure">
                {texts.peers.lead_over}
              </th>
              <th scope="col" class="figure">
                {texts.peers.p}
              </th>
            </tr>
          </thead>
          <tbody>
            {rowsOf(evaluation, reader).map((row) => (
              <PeerRow key={row.id} row={row} reader={reader} />
            ))}
          </tbody>
        </table>
      </Wide>
      {leftOut.map(({ id, reason }) => (
        <p key={id} class="note">
          {texts.peers.leftOut(texts.peers.names[id].name, visible(reason[language]))}
        </p>
      ))}
    </>
  );
}

function rowsOf(evaluation: EvaluationResult, { texts }: Reader): Row[] {
  const against = (id: SystemId) => evaluation.comparisons.find(({ reference }) => reference === id) ?? null;
  return [
    ...systemsOf(evaluation).map(({ id, metrics }) => ({
      id,
      name: texts.systems[id],
      gloss: null,
      metrics,
      comparison: against(id),
    })),
    ...(evaluation.peers ?? []).map(({ id, metrics, comparison }) => ({
      id,
      ...texts.peers.names[id],
      metrics,
      comparison,
    })),
  ];
}

function PeerRow({ row, reader }: { row: Row; reader: Reader }) {
  const { figures, texts } = reader;
  const { name, gloss, metrics, comparison } = row;
  return (
    <tr class={`of-${row.id}`}>
      <th scope="row">
        {name}
        {gloss === null ? null : <span class="gloss">{gloss}</span>}
      </th>
      {(['accuracy', 'macro_f1'] as const).map((metric) => (
        <td key={metric} class="figure">
          <span class="value">{figures.percent(metrics[metric])}</span>
          <span class="interval">[{figures.range(metrics.intervals[metric])}]</span>
        </td>
      ))}
      {comparison === null ? (
        <>
          <td class="figure">{texts.peers.itself}</td>
          <td class="figure">{texts.peers.itself}</td>
        </>
      ) : (
        <>
          <td class="figure">
            <span class="value">{figures.points(comparison.macro_f1_difference)}</span>
            <span class="interval">
              [{comparison.interval.map((end) => figures.points(end)).join(' – ')}]
            </span>
          </td>
          <td class="figure">{figures.p(comparison.macro_f1_p)}</td>
        </>
      )}
    </tr>
  );
}
