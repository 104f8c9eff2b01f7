import type { Interval } from '../../pipeline/contracts/evaluation.ts';
import { percentOf } from './percent.ts';
import { SeriesMark } from './series-mark.tsx';

const HEIGHT = 260;

export interface HistoryPoint {
  readonly name: string;
  readonly value: number;
  readonly interval: Interval;
  readonly base: number;
  readonly served: boolean;
  /** The test records are others than those of the point before. */
  readonly newTest: boolean;
}

/** Figures over time with their intervals, one place for each version, on a scale cut to tenths. The table beside it has the figures. */
export function HistoryChart(props: {
  readonly id: string;
  readonly points: readonly HistoryPoint[];
  readonly title: string;
  readonly description: string;
}) {
  const { points } = props;
  const [low, high] = scaleOf(points);
  const x = (at: number) => percentOf((at + 0.5) / points.length);
  const y = (value: number) => percentOf((high - value) / (high - low));
  const every = Math.ceil(points.length / 20);
  return (
    <svg
      class="history"
      width="100%"
      height={HEIGHT}
      role="img"
      aria-labelledby={`${props.id}-t ${props.id}-d`}
    >
      <title id={`${props.id}-t`}>{props.title}</title>
      <desc id={`${props.id}-d`}>{props.description}</desc>
      {tenths(low, high).map((tick) => (
        <g key={tick}>
          <line class={tick === low ? 'axis' : 'grid'} x1="0%" x2="100%" y1={y(tick)} y2={y(tick)} />
          <text class="tick" x="-8" y={y(tick)} dy="4" text-anchor="end">
            {`${Math.round(tick * 100)}%`}
          </text>
        </g>
      ))}
      {points.map((point, at) =>
        point.newTest ? (
          <line
            key={point.name}
            class="history-break"
            x1={percentOf(at / points.length)}
            x2={percentOf(at / points.length)}
            y1="0"
            y2={HEIGHT}
          />
        ) : null,
      )}
      {points.map((point, at) => (
        <g key={point.name}>
          <SeriesMark system="base" x={x(at)} y={y(point.base)} />
          <line
            class="whisker series-tuned"
            x1={x(at)}
            x2={x(at)}
            y1={y(point.interval[0])}
            y2={y(point.interval[1])}
          />
          <SeriesMark system={point.served ? 'production' : 'tuned'} x={x(at)} y={y(point.value)} />
          {at % every === 0 || at === points.length - 1 ? (
            <text class="tick" x={x(at)} y={HEIGHT + 20} text-anchor="middle">
              {point.name}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}

/** Whole tenths around all that is drawn. */
function scaleOf(points: readonly HistoryPoint[]): readonly [low: number, high: number] {
  const values = points.flatMap(({ interval, base }) => [...interval, base]);
  const low = Math.max(0, Math.floor(Math.min(...values) * 10) / 10);
  const high = Math.min(1, Math.ceil(Math.max(...values) * 10) / 10);
  return high - low < 0.2 ? [Math.max(0, high - 0.2), high === 0 ? 0.2 : high] : [low, high];
}

function tenths(low: number, high: number): number[] {
  const from = Math.round(low * 10);
  return Array.from({ length: Math.round(high * 10) - from + 1 }, (_, at) => (from + at) / 10);
}
