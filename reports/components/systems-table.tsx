import type { ComponentChildren } from 'preact';
import type { SystemId } from '../../pipeline/contracts/names.ts';
import { SeriesKey } from '../charts/series-mark.tsx';
import { ShareScale } from '../charts/whiskers.tsx';
import type { Reader } from '../reader.ts';

/** Systems side by side: a column each, one for the difference where there are several, and one to draw in. */
export function SystemsTable(props: {
  readonly systems: readonly SystemId[];
  /** Of the intervals. */
  readonly confidence: number;
  readonly draws: number;
  readonly children: ComponentChildren;
  readonly reader: Reader;
}) {
  const { systems, reader } = props;
  const { texts, figures } = reader;
  const confidence = figures.percent(props.confidence, 0);
  return (
    <table class="comparison">
      <caption>{texts.comparison.intervalNote(confidence, figures.count(props.draws))}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.comparison.metric}</th>
          {systems.map((id) => (
            <th key={id} scope="col" class="figure">
              <SeriesKey system={id} />
              {texts.systems[id]}
            </th>
          ))}
          {systems.length === 1 ? null : (
            <th scope="col" class="figure">
              {texts.comparison.difference}
            </th>
          )}
          <th scope="col" class="chart">
            {texts.comparison.chart(confidence)}
            <ShareScale />
          </th>
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  );
}
