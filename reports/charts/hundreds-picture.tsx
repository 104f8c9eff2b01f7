import type { SystemId } from '../../pipeline/contracts/names.ts';
import { HundredDots } from './hundred-dots.tsx';

export interface Hundred {
  readonly system: SystemId;
  readonly name: string;
  /** Of a hundred. */
  readonly right: number;
  readonly title: string;
  readonly description: string;
}

/** A hundred dots for each system, those that come out right filled. */
export function HundredsPicture(props: {
  readonly title: string;
  readonly hundreds: readonly Hundred[];
  readonly legendRight: string;
  readonly legendWrong: string;
}) {
  const { hundreds } = props;
  return (
    <figure class="statement-picture">
      <figcaption>{props.title}</figcaption>
      <div class={`hundreds hundreds-${hundreds.length}`}>
        {hundreds.map(({ system, name, right, title, description }) => (
          <div key={system} class={`hundred-of-${system}`}>
            <p class="hundred-name">{name}</p>
            <HundredDots
              id={`hundred-${system}`}
              system={system}
              right={right}
              title={title}
              description={description}
            />
            <p class="hundred-figure">
              <strong>{right}</strong> / 100
            </p>
          </div>
        ))}
      </div>
      <p class="legend">
        <svg class="key series-tuned" width="12" height="12" aria-hidden="true">
          <circle class="dot-right" cx="6" cy="6" r="4.6" />
        </svg>
        {props.legendRight}
        <svg class="key series-tuned" width="12" height="12" aria-hidden="true">
          <circle class="dot-wrong" cx="6" cy="6" r="4" />
        </svg>
        {props.legendWrong}
      </p>
    </figure>
  );
}
