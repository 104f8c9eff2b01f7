import type { CurveFigures, CurvePoint } from '../../pipeline/contracts/classification-figures.ts';
import { Curves, UnitSquare } from './unit-square.tsx';

export type RankingCurve = 'roc' | 'pr';

const CHANCE: readonly CurvePoint[] = [
  [0, 0],
  [1, 1],
];

/** As drawn: before anything is found, precision is that of the first threshold. */
function line(kind: RankingCurve, points: readonly CurvePoint[]): readonly CurvePoint[] {
  const first = points[0];
  return kind === 'pr' && first !== undefined && first[0] > 0 ? [[0, first[1]], ...points] : points;
}

/** The mean curve over those of single classes. Guessing gives the diagonal of ROC; of precision there is no such line. */
export function RankingCurves(props: {
  readonly kind: RankingCurve;
  readonly curves: CurveFigures;
  readonly title: string;
  readonly description: string;
  readonly x: string;
  readonly y: string;
}) {
  const { kind, curves, ...texts } = props;
  return (
    <UnitSquare id={`curves-${kind}`} {...texts}>
      <Curves
        curves={[
          ...(kind === 'roc' ? [{ key: 'chance', look: 'chance', points: CHANCE } as const] : []),
          ...curves.classes.map(({ label, ...own }) => ({
            key: `class ${label}`,
            look: 'other' as const,
            points: line(kind, own[kind]),
          })),
          { key: 'mean', look: 'main', points: line(kind, curves.macro[kind]) },
        ]}
      />
    </UnitSquare>
  );
}

/** One class's curve, small, beside its figure in a table. */
export function SmallCurve({ kind, points }: { kind: RankingCurve; points: readonly CurvePoint[] }) {
  return (
    <svg class="small-curve" width="64" height="64" aria-hidden="true">
      <rect class="small-curve-frame" width="64" height="64" />
      <Curves
        curves={[
          ...(kind === 'roc' ? [{ key: 'chance', look: 'chance', points: CHANCE } as const] : []),
          { key: 'own', look: 'main', points: line(kind, points) },
        ]}
      />
    </svg>
  );
}
