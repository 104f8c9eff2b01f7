import { ANSWER_METRICS, type AnswerMetric, TASKS } from '../../pipeline/contracts/tasks.ts';
import { Whiskers } from '../charts/whiskers.tsx';
import { SystemsTable } from '../components/systems-table.tsx';
import { type AnsweringSystem, answeringSystems, type ShownAnswers } from '../reading/answer-systems.ts';
import type { AnswerReader } from './answer-reader.ts';

/** The systems side by side: each of the task's figures with its interval, written and drawn on one scale. */
export function MetricTable({ evaluation, reader }: { evaluation: ShownAnswers; reader: AnswerReader }) {
  const systems = answeringSystems(evaluation.systems);
  return (
    <SystemsTable
      systems={systems.map(({ id }) => id)}
      confidence={evaluation.confidence}
      draws={evaluation.bootstrap_draws}
      reader={reader}
    >
      {TASKS[evaluation.task].metrics.map((metric) => (
        <MetricRow key={metric} metric={metric} systems={systems} reader={reader} />
      ))}
      <UnreadableRow systems={systems} reader={reader} />
    </SystemsTable>
  );
}

interface RowProps {
  readonly systems: readonly AnsweringSystem[];
  readonly reader: AnswerReader;
}

function MetricRow({ metric, systems, reader }: RowProps & { readonly metric: AnswerMetric }) {
  const { figures } = reader;
  const { name, gloss } = reader.metric(metric);
  const { scale } = ANSWER_METRICS[metric];
  const isShare = scale === 'share';
  const shown = (value: number | null) => (isShare ? figures.percent(value) : figures.number(value));
  const drawn = systems.flatMap(({ id, metrics }) => {
    const [value, interval] = [metrics.figures[metric], metrics.intervals[metric]];
    return isShare && typeof value === 'number' && interval ? [{ system: id, value, interval }] : [];
  });
  return (
    <tr>
      <th scope="row">
        {name}
        <span class="gloss">{gloss}</span>
      </th>
      {systems.map(({ id, metrics }) => {
        const interval = metrics.intervals[metric] ?? null;
        return (
          <td key={id} class={`figure of-${id}`}>
            <span class="value">{shown(metrics.figures[metric] ?? null)}</span>
            {interval === null ? null : (
              <span class="interval">
                [{isShare ? figures.range(interval) : interval.map((end) => figures.number(end)).join('–')}]
              </span>
            )}
          </td>
        );
      })}
      {systems.length === 1 ? null : <DifferenceCell metric={metric} systems={systems} reader={reader} />}
      <td class="chart">{drawn.length === 0 ? null : <Whiskers rows={drawn} />}</td>
    </tr>
  );
}

/** Points gained over the base; nothing where the figure only describes. */
function DifferenceCell({ metric, systems, reader }: RowProps & { readonly metric: AnswerMetric }) {
  const { scale, better } = ANSWER_METRICS[metric];
  const value = (id: string) => systems.find((one) => one.id === id)?.metrics.figures[metric] ?? null;
  const [tuned, base] = [value('tuned'), value('base')];
  if (scale !== 'share' || better === 'neither' || tuned === null || base === null)
    return <td class="figure" />;
  return (
    <td class="figure">
      <span class="value">{reader.figures.points(tuned - base)}</span>
      <span class="interval">{reader.texts.comparison.points}</span>
    </td>
  );
}

/** What the parser could not read, as a category of its own. */
function UnreadableRow({ systems, reader }: RowProps) {
  const { answers, figures } = reader;
  return (
    <tr>
      <th scope="row">
        {answers.unreadable}
        <span class="gloss">{answers.unreadableGloss}</span>
      </th>
      {systems.map(({ id, metrics }) => (
        <td key={id} class={`figure of-${id}`}>
          <span class="value">{figures.percent(metrics.unreadable / metrics.n)}</span>
          <span class="interval">{reader.texts.page.records(figures.count(metrics.unreadable))}</span>
        </td>
      ))}
      {systems.length === 1 ? null : <td class="figure" />}
      <td class="chart" />
    </tr>
  );
}
