import type { SplitReport } from '../../pipeline/contracts/data-reports.ts';
import type { RefineReport } from '../../pipeline/contracts/quality.ts';
import { type FlowPart, Strip, StripKey } from '../charts/strip.tsx';
import type { Reader } from '../reader.ts';

/** Where every record went: read = kept + held back + dropped, and kept into training, validation and test. */
export function RecordFlow(props: {
  readonly refine: RefineReport;
  readonly split: SplitReport;
  readonly reader: Reader;
}) {
  const { refine, split, reader } = props;
  const { data } = reader.texts;
  const { figures } = reader;
  const counts: Readonly<Record<FlowPart, number>> = {
    kept: refine.kept,
    held_back: refine.held_back,
    dropped: refine.dropped,
    train: split.train,
    validation: split.validation,
    test: split.test,
    leaked: split.leaked,
  };
  const parts = (names: readonly FlowPart[]) =>
    names.map((part) => ({ part, count: counts[part], text: figures.count(counts[part]) }));
  const rows = [
    {
      id: 'flow-refine',
      title: data.refineTitle,
      parts: parts(['kept', ...(refine.held_back > 0 ? (['held_back'] as const) : []), 'dropped']),
    },
    {
      id: 'flow-split',
      title: data.splitTitle,
      parts: parts(['train', 'validation', 'test', ...(split.leaked > 0 ? (['leaked'] as const) : [])]),
    },
  ];
  return (
    <figure>
      <figcaption>{data.flowTitle}</figcaption>
      {rows.map((row) => (
        <div key={row.id} class="flow-row">
          <p class="flow-name">{row.title}</p>
          <div>
            <Strip
              id={row.id}
              title={row.title}
              description={row.parts.map(({ part, text }) => `${data.parts[part]} ${text}`).join(', ')}
              parts={row.parts}
            />
            <p class="legend">
              {row.parts.map(({ part, text }) => (
                <span key={part} class="legend-item">
                  <StripKey id={row.id} part={part} />
                  {data.parts[part]} <strong>{text}</strong>
                </span>
              ))}
            </p>
          </div>
        </div>
      ))}
    </figure>
  );
}
