import type { ComponentChildren } from 'preact';
import type { CoveragePoint, ReliabilityBin } from '../../pipeline/contracts/classification-figures.ts';
import { percentOf } from './percent.ts';

const QUARTERS = ['0%', '25%', '50%', '75%', '100%'];
const flipped = (share: number) => percentOf(1 - share);

/** Confidence against accuracy, a dot a bin, larger with more answers; on the diagonal confidence is deserved. */
export function ReliabilityChart(props: {
  readonly bins: readonly ReliabilityBin[];
  readonly title: string;
  readonly description: string;
}) {
  const most = Math.max(...props.bins.map(({ n }) => n));
  return (
    <Frame id="reliability" title={props.title} description={props.description}>
      <line class="axis" x1="0%" y1="100%" x2="100%" y2="0%" stroke-dasharray="4 4" />
      {props.bins.map(({ confidence, accuracy, n, low }) => (
        <g key={low} class="series-tuned">
          <line
            class="whisker"
            x1={percentOf(confidence)}
            x2={percentOf(confidence)}
            y1={flipped(confidence)}
            y2={flipped(accuracy)}
          />
          <circle
            class="dot-right"
            cx={percentOf(confidence)}
            cy={flipped(accuracy)}
            r={(3 + 5 * Math.sqrt(n / most)).toFixed(1)}
          />
        </g>
      ))}
    </Frame>
  );
}

/** Share of the records answered without a person against how many of these answers are right. */
export function CoverageChart(props: {
  readonly curve: readonly CoveragePoint[];
  readonly target: number;
  readonly point: CoveragePoint | null;
  readonly title: string;
  readonly description: string;
}) {
  const { curve, point } = props;
  return (
    <Frame id="coverage" title={props.title} description={props.description}>
      <line
        class="axis"
        x1="0%"
        x2="100%"
        y1={flipped(props.target)}
        y2={flipped(props.target)}
        stroke-dasharray="4 4"
      />
      <g class="series-tuned">
        {curve.slice(1).map((end, at) => (
          <line
            key={end.threshold}
            class="whisker"
            x1={percentOf(curve[at]!.coverage)}
            y1={flipped(curve[at]!.accuracy)}
            x2={percentOf(end.coverage)}
            y2={flipped(end.accuracy)}
          />
        ))}
        {point === null ? null : (
          <circle class="dot-right" cx={percentOf(point.coverage)} cy={flipped(point.accuracy)} r="6" />
        )}
      </g>
    </Frame>
  );
}

function Frame(props: {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly children: ComponentChildren;
}) {
  return (
    <svg
      class="unit-square"
      width="100%"
      height="280"
      role="img"
      aria-labelledby={`${props.id}-t ${props.id}-d`}
      overflow="visible"
    >
      <title id={`${props.id}-t`}>{props.title}</title>
      <desc id={`${props.id}-d`}>{props.description}</desc>
      {QUARTERS.map((at) => (
        <g key={at}>
          <line class="grid" x1={at} x2={at} y1="0%" y2="100%" />
          <line class="grid" x1="0%" x2="100%" y1={at} y2={at} />
        </g>
      ))}
      {QUARTERS.filter((_, at) => at % 2 === 0).map((at) => (
        <g key={at} class="unit-label">
          <text x={at} y="100%" dy="16" text-anchor="middle">
            {at}
          </text>
          <text x="0%" y={flipped(Number.parseFloat(at) / 100)} dx="-6" dy="4" text-anchor="end">
            {at}
          </text>
        </g>
      ))}
      {props.children}
    </svg>
  );
}
