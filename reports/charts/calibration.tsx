import type { CoveragePoint, ReliabilityBin } from '../../pipeline/contracts/classification-figures.ts';
import { percentOf } from './percent.ts';
import { Curves, UnitSquare, upwards } from './unit-square.tsx';

interface ChartTexts {
  readonly title: string;
  readonly description: string;
  readonly x: string;
  readonly y: string;
}

const DIAGONAL = [
  [0, 0],
  [1, 1],
] as const;

/** Confidence against accuracy, a dot a bin, larger with more answers; on the diagonal confidence is deserved. */
export function ReliabilityChart({
  bins,
  ...texts
}: ChartTexts & { readonly bins: readonly ReliabilityBin[] }) {
  const most = Math.max(...bins.map(({ n }) => n));
  return (
    <UnitSquare id="reliability" {...texts}>
      <Curves curves={[{ key: 'deserved', look: 'chance', points: DIAGONAL }]} />
      {bins.map(({ confidence, accuracy, n, low }) => (
        <g key={low} class="series-tuned">
          <line
            class="whisker"
            x1={percentOf(confidence)}
            x2={percentOf(confidence)}
            y1={upwards(confidence)}
            y2={upwards(accuracy)}
          />
          <circle
            class="dot-right"
            cx={percentOf(confidence)}
            cy={upwards(accuracy)}
            r={(3 + 5 * Math.sqrt(n / most)).toFixed(1)}
          />
        </g>
      ))}
    </UnitSquare>
  );
}

/** Share of the records answered without a person against how many of these answers are right. */
export function CoverageChart({
  curve,
  target,
  point,
  ...texts
}: ChartTexts & {
  readonly curve: readonly CoveragePoint[];
  readonly target: number;
  readonly point: CoveragePoint | null;
}) {
  return (
    <UnitSquare id="coverage" {...texts}>
      <Curves
        curves={[
          {
            key: 'target',
            look: 'chance',
            points: [
              [0, target],
              [1, target],
            ],
          },
          { key: 'curve', look: 'main', points: curve.map(({ coverage, accuracy }) => [coverage, accuracy]) },
        ]}
      />
      {point === null ? null : (
        <g class="series-tuned">
          <circle class="dot-right" cx={percentOf(point.coverage)} cy={upwards(point.accuracy)} r="6" />
        </g>
      )}
    </UnitSquare>
  );
}
