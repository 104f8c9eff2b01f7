import type { SplitReport } from '../../pipeline/contracts/data-reports.ts';
import type { Reader } from '../reader.ts';
import { Label } from './label.tsx';
import { Wide } from './wide.tsx';

const MOST_ROWS = 120;
const PARTS = ['train', 'validation', 'test'] as const;

/** How many records of each class went into training, validation and test. */
export function SplitTable({ split, reader }: { split: SplitReport; reader: Reader }) {
  const { data, classes } = reader.texts;
  return (
    <details>
      <summary>{data.perLabel}</summary>
      <Wide label={data.perLabel}>
        <table class="small">
          <thead>
            <tr>
              <th scope="col">{classes.label}</th>
              {PARTS.map((part) => (
                <th key={part} scope="col" class="figure">
                  {data.parts[part]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {split.per_label.slice(0, MOST_ROWS).map((row) => (
              <tr key={row.label}>
                <th scope="row">
                  <Label name={row.label} reader={reader} />
                </th>
                {PARTS.map((part) => (
                  <td key={part} class="figure">
                    {reader.figures.count(row[part])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </details>
  );
}
