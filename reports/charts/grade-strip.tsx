import { GRADES, type Grade } from '../reading/grades.ts';
import { Hatch } from './hatch.tsx';
import { percentOf } from './percent.ts';

/** The one grade that colour alone would hardly tell from its neighbours. */
const HATCHED: Grade = 'none';

/** All answers of one system by their grade, as one horizontal strip. Parts that are wide enough carry their count. */
export function GradeStrip(props: {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly grades: Readonly<Record<Grade, number>>;
  readonly text: (count: number) => string;
}) {
  const { id, grades } = props;
  const whole = GRADES.reduce((sum, grade) => sum + grades[grade], 0);
  let start = 0;
  return (
    <svg class="strip" width="100%" height="34" role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{props.title}</title>
      <desc id={`${id}-d`}>{props.description}</desc>
      <Hatch id={`${id}-hatch`} />
      {GRADES.map((grade) => {
        if (grades[grade] === 0) return null;
        const share = grades[grade] / whole;
        const from = start;
        start += share;
        const box = { x: percentOf(from), y: '1', width: percentOf(share), height: '32' };
        return (
          <g key={grade}>
            <rect class={`part grade-${grade}`} {...box} />
            {grade === HATCHED ? <rect {...box} fill={`url(#${id}-hatch)`} /> : null}
            {share < 0.06 ? null : (
              <text class={`grade-text-${grade}`} x={percentOf(from + share / 2)} y="22" text-anchor="middle">
                {props.text(grades[grade])}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** The swatch of one grade, for a legend; `id` is that of a strip on the page. */
export function GradeKey({ id, grade }: { id: string; grade: Grade }) {
  return (
    <svg class="key" width="16" height="14" aria-hidden="true">
      <rect class={`part grade-${grade}`} x="1" y="1" width="13" height="12" />
      {grade === HATCHED ? <rect x="1" y="1" width="13" height="12" fill={`url(#${id}-hatch)`} /> : null}
    </svg>
  );
}
