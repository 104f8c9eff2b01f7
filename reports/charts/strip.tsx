import { Hatch } from './hatch.tsx';
import { percentOf } from './percent.ts';

/** Where records go, and what a judge makes of them. */
export type FlowPart = 'kept' | 'held_back' | 'dropped' | 'train' | 'validation' | 'test' | 'leaked';
export type VerdictPart = 'won' | 'tied' | 'alike' | 'lost' | 'torn' | 'silent';
/** What a part of a strip stands for; decides its colour and pattern. */
type StripPart = FlowPart | VerdictPart;

/** Parts that fell away, or that nothing was settled about, are hatched. */
const HATCHED: ReadonlySet<StripPart> = new Set(['held_back', 'dropped', 'leaked', 'torn', 'silent']);

/** A whole divided into parts, as one horizontal strip. Parts that are wide enough carry their count. */
export function Strip(props: {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly parts: readonly { readonly part: StripPart; readonly count: number; readonly text: string }[];
}) {
  const whole = props.parts.reduce((sum, { count }) => sum + count, 0);
  let start = 0;
  return (
    <svg class="strip" width="100%" height="34" role="img" aria-labelledby={`${props.id}-t ${props.id}-d`}>
      <title id={`${props.id}-t`}>{props.title}</title>
      <desc id={`${props.id}-d`}>{props.description}</desc>
      <Hatch id={`${props.id}-hatch`} />
      {props.parts.map(({ part, count, text }) => {
        if (count === 0) return null;
        const share = count / whole;
        const from = start;
        start += share;
        return (
          <g key={part}>
            <rect
              class={`part part-${part}`}
              x={percentOf(from)}
              y="1"
              width={percentOf(share)}
              height="32"
            />
            {HATCHED.has(part) ? (
              <rect
                x={percentOf(from)}
                y="1"
                width={percentOf(share)}
                height="32"
                fill={`url(#${props.id}-hatch)`}
              />
            ) : null}
            {share < 0.08 ? null : (
              <text class={`part-text-${part}`} x={percentOf(from + share / 2)} y="22" text-anchor="middle">
                {text}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** The swatch of one part, for a legend. */
export function StripKey({ id, part }: { id: string; part: StripPart }) {
  return (
    <svg class="key" width="16" height="14" aria-hidden="true">
      <rect class={`part part-${part}`} x="1" y="1" width="13" height="12" />
      {HATCHED.has(part) ? <rect x="1" y="1" width="13" height="12" fill={`url(#${id}-hatch)`} /> : null}
    </svg>
  );
}
