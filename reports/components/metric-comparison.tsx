import {
  type EvaluationResult,
  INTERVAL_METRICS,
  type IntervalMetric,
} from '../../pipeline/contracts/evaluation.ts';
import { Whiskers } from '../charts/whiskers.tsx';
import type { Reader } from '../reader.ts';
import { type NamedSystem, systemsOf } from '../reading/systems.ts';
import { SystemsTable } from './systems-table.tsx';

/** The systems side by side: each headline metric with its interval, as figures and drawn on one scale. */
export function MetricComparison({ evaluation, reader }: { evaluation: EvaluationResult; reader: Reader }) {
  const systems = systemsOf(evaluation);
  return (
    <SystemsTable
      systems={systems.map(({ id }) => id)}
      confidence={evaluation.confidence}
      draws={evaluation.bootstrap_draws}
      reader={reader}
    >
      {INTERVAL_METRICS.map((metric) => (
        <MetricRow key={metric} metric={metric} systems={systems} reader={reader} />
      ))}
    </SystemsTable>
  );
}

function MetricRow(props: {
  readonly metric: IntervalMetric;
  readonly systems: readonly NamedSystem[];
  readonly reader: Reader;
}) {
  const { metric, systems, reader } = props;
  const { name, gloss } = reader.texts.metrics[metric];
  const value = (id: string) => systems.find((system) => system.id === id)!.metrics[metric];
  return (
    <tr>
      <th scope="row">
        {name}
        <span class="gloss">{gloss}</span>
      </th>
      {systems.map(({ id, metrics }) => (
        <td key={id} class={`figure of-${id}`}>
          <span class="value">{reader.figures.percent(metrics[metric])}</span>
          <span class="interval">[{reader.figures.range(metrics.intervals[metric])}]</span>
        </td>
      ))}
      <td class="figure">
        <span class="value">{reader.figures.points(value('tuned') - value('base'))}</span>
        <span class="interval">{reader.texts.comparison.points}</span>
      </td>
      <td class="chart">
        <Whiskers
          rows={systems.map(({ id, metrics }) => ({
            system: id,
            value: metrics[metric],
            interval: metrics.intervals[metric],
          }))}
        />
      </td>
    </tr>
  );
}
