import type { SliceComparison } from '../../pipeline/contracts/evaluation.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { OutsideText } from './outside-text.tsx';
import { Wide } from './wide.tsx';

interface Props {
  readonly slices: readonly SliceComparison[] | undefined;
  /** Name of the figure that is compared. */
  readonly metric: string;
  readonly reader: Reader;
}

/** Tuned against production in the parts that the gate's policy names; nothing where it names none. */
export function SliceComparisonTables({ slices = [], metric, reader }: Props) {
  const { parts: texts } = reader.texts;
  const [first] = slices;
  if (first === undefined) return null;
  return (
    <>
      <h3>{texts.title}</h3>
      <p>{texts.lead(metric, reader.figures.percent(first.confidence))}</p>
      {slices.map((slice) => (
        <SliceTable key={slice.by} slice={slice} reader={reader} />
      ))}
    </>
  );
}

function SliceTable({ slice, reader }: { slice: SliceComparison; reader: Reader }) {
  const { texts, figures } = reader;
  const { parts } = texts;
  const name = Object.hasOwn(parts.by, slice.by)
    ? parts.by[slice.by as keyof typeof parts.by]
    : visible(slice.by);
  if (slice.parts.length === 0) {
    return <p class="note">{parts.empty(<bdi>{name}</bdi>)}</p>;
  }
  return (
    <Wide label={name}>
      <table class="slices">
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">{parts.part}</th>
            {[parts.records, parts.difference, parts.worst, parts.p].map((head) => (
              <th key={head} scope="col" class="figure">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {slice.parts.map(({ value, n, difference, interval, cautious_low: low, p }) => (
            <tr key={value}>
              <th scope="row">
                <OutsideText text={value} limit={60} reader={reader} />
              </th>
              <td class="figure">{figures.count(n)}</td>
              <td class={p !== undefined && p < LIMIT ? 'figure strong' : 'figure'}>
                {figures.points(difference)}{' '}
                <span class="interval">[{interval.map((end) => figures.points(end)).join(' – ')}]</span>
              </td>
              <td class="figure">{figures.points(low)}</td>
              <td class="figure">{p === undefined ? '–' : figures.p(p)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** p below which a difference is set off. */
const LIMIT = 0.05;
