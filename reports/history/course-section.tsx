import { HistoryChart } from '../charts/history-chart.tsx';
import { SeriesKey } from '../charts/series-mark.tsx';
import { visible } from '../format/visible.ts';
import type { HistoryProps } from './props.ts';

const CONFIDENCE = 0.95;

/** The figure of merit of every version, drawn. */
export function CourseSection({ history, reader, texts }: HistoryProps) {
  const { versions } = history;
  const points = versions.map((version, at) => ({
    name: String(version.version),
    value: version.tuned.value,
    interval: version.tuned.interval,
    base: version.base_value,
    served: version.aliases.includes('production'),
    newTest: at > 0 && versions[at - 1]!.test.digest !== version.test.digest,
  }));
  const metric = versions.at(-1)!.metric.name[reader.language];
  const keys = [
    ['tuned', texts.tuned],
    ['base', texts.base],
    ['production', texts.served],
  ] as const;
  return (
    <figure>
      <figcaption>{texts.chart(metric, visible(history.name))}</figcaption>
      <p class="legend">
        {keys.map(([system, name]) => (
          <span key={system} class="legend-item">
            <SeriesKey system={system} />
            {name}
          </span>
        ))}
      </p>
      <div class="plot">
        <HistoryChart
          id="course"
          points={points}
          title={texts.chart(metric, visible(history.name))}
          description={texts.chartDescription(points[0]!.name, points.at(-1)!.name)}
        />
      </div>
      <p class="note">{texts.chartNote(reader.figures.percent(CONFIDENCE, 0))}</p>
      {points.some(({ newTest }) => newTest) ? <p class="note">{texts.testChanged}</p> : null}
      {history.left_out > 0 ? (
        <p class="note">{texts.leftOut(reader.figures.count(history.left_out))}</p>
      ) : null}
    </figure>
  );
}
