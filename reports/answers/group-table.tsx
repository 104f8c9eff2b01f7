import type { GroupMetrics } from '../../pipeline/contracts/answer-evaluation.ts';
import type { GroupKind } from '../../pipeline/contracts/tasks.ts';
import { ClassBar } from '../charts/class-bar.tsx';
import { ShareScale } from '../charts/whiskers.tsx';
import { Label } from '../components/label.tsx';
import { Wide } from '../components/wide.tsx';
import type { AnswerReader } from './answer-reader.ts';

/** Rows that a page can hold; what is left out are the strongest. */
const MOST_ROWS = 120;

/** The parts of a task — labels, types or fields — weakest first, with the other system's F1 for comparison. */
export function GroupTable(props: {
  readonly kind: GroupKind;
  readonly tuned: readonly GroupMetrics[];
  readonly base: readonly GroupMetrics[] | null;
  readonly reader: AnswerReader;
}) {
  const { reader, kind, base } = props;
  const { groups } = reader.answers;
  if (props.tuned.length === 0) return <p>{groups.none}</p>;
  const baseF1 = new Map((base ?? []).map(({ name, f1 }) => [name, f1]));
  const hasOverlap = props.tuned.some(({ overlap_f1: overlap }) => overlap !== null);
  const leftOut = props.tuned.length - MOST_ROWS;
  const heads = [
    groups.support,
    groups.precision,
    groups.recall,
    groups.f1,
    ...(hasOverlap ? [groups.overlap] : []),
    ...(base === null ? [] : [groups.baseF1]),
  ];
  return (
    <>
      <p class="lead">{groups.lead}</p>
      <Wide label={groups.caption}>
        <table class={`classes classes-${heads.length}`}>
          <caption>{groups.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{groups.names[kind]}</th>
              {heads.map((head) => (
                <th key={head} scope="col" class="figure">
                  {head}
                </th>
              ))}
              <th scope="col" class="chart">
                {base === null ? groups.f1 : groups.chart}
                {base === null ? null : (
                  <span class="gloss">
                    {groups.barTuned} · {groups.barBase}
                  </span>
                )}
                <ShareScale />
              </th>
            </tr>
          </thead>
          <tbody>
            {props.tuned.slice(0, MOST_ROWS).map((row) => (
              <GroupRow
                key={row.name}
                row={row}
                hasOverlap={hasOverlap}
                baseF1={base === null ? undefined : (baseF1.get(row.name) ?? null)}
                reader={reader}
              />
            ))}
          </tbody>
        </table>
      </Wide>
      {leftOut > 0 ? <p class="note">{groups.leftOut(reader.figures.count(leftOut))}</p> : null}
    </>
  );
}

function GroupRow(props: {
  readonly row: GroupMetrics;
  readonly hasOverlap: boolean;
  /** undefined: there is no other system. */
  readonly baseF1: number | null | undefined;
  readonly reader: AnswerReader;
}) {
  const { row, baseF1, reader } = props;
  const { percent, count } = reader.figures;
  return (
    <tr>
      <th scope="row">
        {row.name === '' ? reader.answers.groups.blank : <Label name={row.name} reader={reader} />}
      </th>
      <td class="figure">{count(row.support)}</td>
      <td class="figure">{percent(row.precision)}</td>
      <td class="figure">{percent(row.recall)}</td>
      <td class="figure strong">{percent(row.f1)}</td>
      {props.hasOverlap ? <td class="figure">{percent(row.overlap_f1)}</td> : null}
      {baseF1 === undefined ? null : <td class="figure muted">{percent(baseF1)}</td>}
      <td class="chart">
        <ClassBar value={row.f1} reference={baseF1 ?? null} />
      </td>
    </tr>
  );
}
