import type { SystemId } from '../../pipeline/contracts/names.ts';

const PITCH = 11;

/** One hundred dots, ten by ten: `right` of them filled, the others hollow. */
export function HundredDots(props: {
  readonly id: string;
  readonly system: SystemId;
  /** Whole number from 0 to 100. */
  readonly right: number;
  readonly title: string;
  readonly description: string;
}) {
  const dots = Array.from({ length: 100 }, (_, at) => (
    <circle
      key={at}
      class={at < props.right ? 'dot-right' : 'dot-wrong'}
      cx={(at % 10) * PITCH + PITCH / 2}
      cy={Math.floor(at / 10) * PITCH + PITCH / 2}
      r={at < props.right ? 4.3 : 3.6}
    />
  ));
  return (
    <svg
      class={`hundred series-${props.system}`}
      viewBox="0 0 110 110"
      width="132"
      height="132"
      role="img"
      aria-labelledby={`${props.id}-t ${props.id}-d`}
    >
      <title id={`${props.id}-t`}>{props.title}</title>
      <desc id={`${props.id}-d`}>{props.description}</desc>
      {dots}
    </svg>
  );
}
