import { percentOf } from './percent.ts';

/** One figure as a bar, with a line where the reference lies. Both are shares; null draws nothing. */
export function ClassBar({ value, reference }: { value: number | null; reference: number | null }) {
  return (
    <svg class="class-bar" width="100%" height="18" aria-hidden="true">
      <line class="grid" x1="50%" x2="50%" y1="0" y2="18" />
      <line class="grid" x1="100%" x2="100%" y1="0" y2="18" />
      {value === null ? null : (
        <rect class="bar series-tuned" x="0" y="4" width={percentOf(value)} height="10" />
      )}
      {reference === null ? null : (
        <line
          class="bar-reference series-base"
          x1={percentOf(reference)}
          x2={percentOf(reference)}
          y1="1"
          y2="17"
        />
      )}
      <line class="axis" x1="0" x2="0" y1="0" y2="18" />
    </svg>
  );
}

/** A share as a small bar, for table cells. */
export function ShareBar({ share }: { share: number }) {
  return (
    <svg class="share-bar" width="100%" height="12" aria-hidden="true">
      <rect class="bar-wrong" x="0" y="2" width={percentOf(share)} height="8" />
      <line class="axis" x1="0" x2="0" y1="0" y2="12" />
    </svg>
  );
}
