import { shorten, widthOf } from '../format/shorten.ts';
import { Hatch } from './hatch.tsx';

/** Units (one Han character) that a label may take beside a row and above a column. */
const ROW_UNITS = 9;
const COLUMN_UNITS = 7;
const FONT = 14;
const LEVELS = 5;

interface MatrixTexts {
  readonly title: string;
  readonly description: string;
  readonly truth: string;
  readonly answer: string;
  readonly support: string;
  cell(truth: string, answer: string, count: number, share: number): string;
}

/**
 * A confusion matrix with its numbers, for up to about twenty classes. Colour says how large a share of the true class
 * a cell holds; the diagonal is solid, errors are hatched. `labels` are ready to be shown.
 */
export function ConfusionMatrix(props: {
  readonly id: string;
  readonly labels: readonly string[];
  readonly matrix: readonly (readonly number[])[];
  readonly texts: MatrixTexts;
}) {
  const { labels, matrix, texts, id } = props;
  const cell = labels.length <= 6 ? 58 : labels.length <= 10 ? 50 : labels.length <= 14 ? 40 : 34;
  const rows = labels.map((label) => shorten(label, ROW_UNITS));
  const columns = labels.map((label) => shorten(label, COLUMN_UNITS));
  const left = Math.ceil(Math.max(...rows.map(widthOf), 6) * FONT) + 16;
  const slant = Math.ceil(Math.max(...columns.map(widthOf)) * FONT * 0.72);
  const top = slant + 40;
  const size = labels.length * cell;
  const right = Math.max(56, slant - cell / 2);
  const [width, height] = [left + size + right, top + size + 8];
  return (
    <svg
      class="matrix"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={`${id}-t ${id}-d`}
    >
      <title id={`${id}-t`}>{texts.title}</title>
      <desc id={`${id}-d`}>{texts.description}</desc>
      <Hatch id={`${id}-hatch`} />
      <text class="matrix-axis" x={left - 10} y={top - 10} text-anchor="end">
        {texts.truth} ↓
      </text>
      <text class="matrix-axis" x={left} y="16">
        {texts.answer} →
      </text>
      <text class="matrix-axis" x={left + size + 10} y={top - 10}>
        {texts.support}
      </text>
      {columns.map((label, at) => {
        const [x, y] = [left + at * cell + cell / 2, top - 8];
        return (
          <text key={at} class="matrix-label" x={x} y={y} transform={`rotate(-45 ${x} ${y})`}>
            {label}
          </text>
        );
      })}
      {matrix.map((row, truth) => (
        <MatrixRow
          key={truth}
          {...{ row, truth, labels, texts, left, cell }}
          shown={rows[truth]!}
          y={top + truth * cell}
          hatch={`url(#${id}-hatch)`}
        />
      ))}
      <rect class="matrix-frame" x={left} y={top} width={size} height={size} />
    </svg>
  );
}

function MatrixRow(props: {
  readonly row: readonly number[];
  readonly truth: number;
  readonly labels: readonly string[];
  readonly shown: string;
  readonly texts: MatrixTexts;
  readonly left: number;
  readonly cell: number;
  readonly y: number;
  readonly hatch: string;
}) {
  const { row, truth, left, cell, y, labels } = props;
  const support = row.reduce((sum, count) => sum + count, 0);
  const middle = y + cell / 2 + 5;
  return (
    <g>
      <text class="matrix-label" x={left - 10} y={middle} text-anchor="end">
        {props.shown}
      </text>
      {row.map((count, answer) => {
        const x = left + answer * cell;
        const right = answer === truth;
        if (count === 0)
          return <rect key={answer} class="cell cell-0" x={x} y={y} width={cell} height={cell} />;
        const share = count / support;
        const level = Math.min(LEVELS, 1 + Math.floor(share * LEVELS));
        return (
          <g key={answer} class={right ? `right-${level}` : `wrong-${level}`}>
            <title>{props.texts.cell(labels[truth]!, labels[answer]!, count, share)}</title>
            <rect class="cell" x={x} y={y} width={cell} height={cell} />
            {right ? null : <rect x={x} y={y} width={cell} height={cell} fill={props.hatch} />}
            <text class="cell-count" x={x + cell / 2} y={middle} text-anchor="middle">
              {count}
            </text>
          </g>
        );
      })}
      <text class="matrix-sum" x={left + labels.length * cell + 10} y={middle}>
        {support}
      </text>
    </g>
  );
}
