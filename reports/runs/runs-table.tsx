import type { ComponentChildren } from 'preact';
import { Wide } from '../components/wide.tsx';
import { Letter } from './letter.tsx';
import type { RunsProps } from './props.ts';

export interface RunsRow {
  readonly key: string;
  readonly name: ComponentChildren;
  /** In the order of the runs. */
  readonly cells: readonly ComponentChildren[];
}

/** One row a fact, one column a run. */
export function RunsTable(
  props: RunsProps & {
    readonly label: string;
    readonly head: string;
    readonly rows: readonly RunsRow[];
    readonly figures?: boolean;
  },
) {
  const cell = props.figures === true ? 'figure' : '';
  return (
    <Wide label={props.label}>
      <table>
        <thead>
          <tr>
            {props.head === '' ? <td /> : <th scope="col">{props.head}</th>}
            {props.comparison.runs.map((run, at) => (
              <th key={run.id} scope="col" class={cell}>
                <Letter at={at} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {row.cells.map((content, at) => (
                <td key={props.comparison.runs[at]!.id} class={cell}>
                  {content}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
