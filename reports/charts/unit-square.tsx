import type { ComponentChildren } from 'preact';
import type { CurvePoint } from '../../pipeline/contracts/classification-figures.ts';
import { percentOf } from './percent.ts';

const QUARTERS = ['0%', '25%', '50%', '75%', '100%'];

/** Distance from the top, for what grows upwards. */
export const upwards = (share: number): string => percentOf(1 - share);

/** A plot of shares against shares, each from 0 to 100 %, with what its axes show written at their ends. */
export function UnitSquare(props: {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly x: string;
  readonly y: string;
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
      <g class="unit-label">
        {QUARTERS.filter((_, at) => at % 2 === 0).map((at) => (
          <g key={at}>
            <text x={at} y="100%" dy="17" text-anchor="middle">
              {at}
            </text>
            <text x="0%" y={upwards(Number.parseFloat(at) / 100)} dx="-7" dy="4" text-anchor="end">
              {at}
            </text>
          </g>
        ))}
        <text class="unit-axis" x="100%" y="100%" dy="36" text-anchor="end">
          {props.x} →
        </text>
        <text class="unit-axis" x="0%" y="0%" dx="-40" dy="-12">
          ↑ {props.y}
        </text>
      </g>
      {props.children}
    </svg>
  );
}

/** Curves that stretch with their plot, while their lines keep their width; the first lies below the others. */
export function Curves({
  curves,
}: {
  curves: readonly {
    readonly key: string;
    readonly look: CurveLook;
    readonly points: readonly CurvePoint[];
  }[];
}) {
  return (
    <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {curves.map(({ key, look, points }) => (
        <polyline key={key} class={`curve curve-${look}`} points={pointsOf(points)} />
      ))}
    </svg>
  );
}

/** `main` is what is shown, `other` what it is made of, `chance` what guessing would give. */
export type CurveLook = 'main' | 'other' | 'chance';

/** Points as an SVG list, with a tenth of a percent as the least step. */
function pointsOf(points: readonly CurvePoint[]): string {
  const share = (value: number) => String(Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10);
  return points.map(([x, y]) => `${share(x)},${share(1 - y)}`).join(' ');
}
