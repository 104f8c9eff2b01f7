import type { SystemId } from '../../pipeline/contracts/names.ts';

/** Each system has a shape as well as a colour: base a hollow circle, tuned a full one, production a diamond. */
const SHAPES: Readonly<Record<SystemId, string>> = {
  base: 'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z',
  tuned: 'M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z',
  production: 'M0-6L6 0L0 6L-6 0z',
};

/** The mark of one system, centred at a place of the surrounding drawing. */
export function SeriesMark({ system, x, y }: { system: SystemId; x: string; y: string }) {
  return (
    <svg x={x} y={y} aria-hidden="true">
      <path class={`mark series-${system}`} d={SHAPES[system]} />
    </svg>
  );
}

/** The mark alone, for a legend. */
export function SeriesKey({ system }: { system: SystemId }) {
  return (
    <svg class="key" width="16" height="14" aria-hidden="true">
      <SeriesMark system={system} x="8" y="7" />
    </svg>
  );
}
