import type { Interval } from '../../pipeline/contracts/evaluation.ts';
import type { SystemId } from '../../pipeline/contracts/names.ts';
import { percentOf } from './percent.ts';
import { SeriesMark } from './series-mark.tsx';

const ROW = 17;
const QUARTERS = ['0%', '25%', '50%', '75%', '100%'];

/** Values with their intervals on a scale from 0 to 1, one line a system. The figures stand beside it as text. */
export function Whiskers({
  rows,
}: {
  rows: readonly { readonly system: SystemId; readonly value: number; readonly interval: Interval }[];
}) {
  const height = rows.length * ROW + 6;
  return (
    <svg class="whiskers" width="100%" height={height} aria-hidden="true">
      {QUARTERS.map((x) => (
        <line key={x} class="grid" x1={x} x2={x} y1="0" y2={height} />
      ))}
      {rows.map(({ system, value, interval: [low, high] }, at) => {
        const y = at * ROW + ROW / 2 + 3;
        return (
          <g key={system} class={`series-${system}`}>
            <line class="whisker" x1={percentOf(low)} x2={percentOf(high)} y1={y} y2={y} />
            {[low, high].map((end) => (
              <line
                key={end}
                class="whisker-end"
                x1={percentOf(end)}
                x2={percentOf(end)}
                y1={y - 4}
                y2={y + 4}
              />
            ))}
            <SeriesMark system={system} x={percentOf(value)} y={String(y)} />
          </g>
        );
      })}
    </svg>
  );
}

/** The scale of `Whiskers` and `ClassBar`, for the head of their column. */
export function ShareScale() {
  return (
    <svg class="scale" width="100%" height="16" aria-hidden="true">
      {QUARTERS.filter((_, at) => at % 2 === 0).map((x, at) => (
        <text key={x} x={x} y="12" text-anchor={['start', 'middle', 'end'][at]}>
          {x}
        </text>
      ))}
    </svg>
  );
}
