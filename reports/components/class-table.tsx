import type { ClassMetrics } from '../../pipeline/contracts/evaluation.ts';
import { ClassBar } from '../charts/class-bar.tsx';
import { ShareScale } from '../charts/whiskers.tsx';
import type { Reader } from '../reader.ts';
import { Label } from './label.tsx';
import { Wide } from './wide.tsx';

/** Up to this many classes stand in one table; of more, only the weakest are shown unfolded. */
const ONE_TABLE = 30;
const WEAKEST = 20;
/** Rows that a page can hold; what is left out are the strongest classes. */
const MOST_ROWS = 120;

/** Precision, recall, F1 and support of each class, weakest F1 first, with the base model's F1 for comparison. */
export function ClassTable(props: {
  readonly tuned: readonly ClassMetrics[];
  readonly base: readonly ClassMetrics[];
  readonly reader: Reader;
}) {
  const { reader } = props;
  const { classes } = reader.texts;
  const { count } = reader.figures;
  const base = new Map(props.base.map((row) => [row.label, row.f1]));
  const sorted = [...props.tuned].sort((a, b) => (a.f1 ?? 0) - (b.f1 ?? 0));
  if (sorted.length <= ONE_TABLE)
    return <Rows caption={classes.caption} rows={sorted} base={base} reader={reader} />;
  const rest = sorted.slice(WEAKEST, MOST_ROWS);
  const leftOut = sorted.length - MOST_ROWS;
  return (
    <>
      <Rows
        caption={classes.weakest(count(WEAKEST))}
        rows={sorted.slice(0, WEAKEST)}
        base={base}
        reader={reader}
      />
      <details>
        <summary>{classes.rest(count(rest.length))}</summary>
        <Rows caption={classes.caption} rows={rest} base={base} reader={reader} />
      </details>
      {leftOut > 0 ? <p class="note">{classes.leftOut(count(leftOut))}</p> : null}
    </>
  );
}

function Rows(props: {
  readonly caption: string;
  readonly rows: readonly ClassMetrics[];
  readonly base: ReadonlyMap<string, number | null>;
  readonly reader: Reader;
}) {
  const { classes } = props.reader.texts;
  return (
    <Wide label={props.caption}>
      <table class="classes">
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{classes.label}</th>
            {[classes.support, classes.precision, classes.recall, classes.f1, classes.baseF1].map((name) => (
              <th key={name} scope="col" class="figure">
                {name}
              </th>
            ))}
            <th scope="col" class="chart">
              {classes.chart}
              <span class="gloss">
                {classes.barTuned} · {classes.barBase}
              </span>
              <ShareScale />
            </th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <Row key={row.label} row={row} baseF1={props.base.get(row.label) ?? null} reader={props.reader} />
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Row(props: { readonly row: ClassMetrics; readonly baseF1: number | null; readonly reader: Reader }) {
  const { row, baseF1, reader } = props;
  const { percent, count } = reader.figures;
  return (
    <tr>
      <th scope="row">
        <Label name={row.label} reader={reader} />
      </th>
      <td class="figure">{count(row.support)}</td>
      <td class="figure">{percent(row.precision)}</td>
      <td class="figure">{percent(row.recall)}</td>
      <td class="figure strong">{percent(row.f1)}</td>
      <td class="figure muted">{percent(baseF1)}</td>
      <td class="chart">
        <ClassBar value={row.f1} reference={baseF1} />
      </td>
    </tr>
  );
}
